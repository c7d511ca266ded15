import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isObject, type JsonObject, valueAt } from '../../spec/json.ts';
import { installPackages } from '../install-packages.ts';
import { runCommand, runOrThrow } from '../run-command.ts';
import { replaceTuple, replaceUuid4, writeAdaptedDocument } from './adapt-document.ts';
import type { Peer } from './peer.ts';
import type { PeerInput } from './peer-input.ts';

/** https://specmatic.io */
export const specmatic: Peer = {
  name: 'Specmatic',
  settings: [
    'generative (resiliency) tests; examples with a working request and its 201 response; --lenient',
    'a copy of the document with arrays instead of tuples, uuid instead of uuid4, and additional properties allowed in HTTPValidationError (it rejects them by default)',
    'failures are counted by scenario: scenarios that fail on the clean server do not count',
  ],
  async install(directory) {
    await runOrThrow('java', ['-version']);
    return installPackages(directory, ['specmatic']);
  },
  async run(directory, { url, input }) {
    const document = await writeAdaptedDocument(
      input,
      'specmatic',
      (node) => replaceUuid4(replaceTuple(node)),
      adaptDocument,
    );
    const examples = await writeExamples(input);
    const reports = join(input.directory, 'specmatic-reports');
    await rm(reports, { recursive: true, force: true });
    const jar = join(directory, 'node_modules', 'specmatic', 'specmatic.jar');
    await runCommand(
      'java',
      [
        ...['-jar', jar, 'test', document, `--examples=${examples}`, '--lenient'],
        ...[`--testBaseURL=${url}`, `--junitReportDir=${reports}`],
      ],
      {
        cwd: input.directory,
        // Specmatic names this variable after the security scheme
        env: { access_token: input.accessToken, SPECMATIC_GENERATIVE_TESTS: 'true' },
      },
    );
    return readFailures(reports);
  },
};

function adaptDocument(document: JsonObject): void {
  const error = valueAt(document, '#/components/schemas/HTTPValidationError');
  if (isObject(error)) error.additionalProperties = true;
  const mediaType = valueAt(
    document,
    '#/paths/~1v1~1customer-sessions~1/post/requestBody/content/application~1json',
  );
  if (isObject(mediaType)) delete mediaType.examples; // Specmatic reads examples from files
}

async function writeExamples({ directory, requests }: PeerInput): Promise<string> {
  const examples = join(directory, 'specmatic-examples');
  await mkdir(examples, { recursive: true });
  const headers = { 'Content-Type': 'application/json' };
  for (const { name, body, response } of requests) {
    const example = {
      'http-request': { method: 'POST', path: '/v1/customer-sessions/', headers, body },
      'http-response': { status: 201, headers, body: response },
    };
    await writeFile(join(examples, `${name.replaceAll(' ', '_')}.json`), JSON.stringify(example));
  }
  return examples;
}

const failurePattern = /<testcase [^>]*?\sname="([^"]*)"[^>]*>\s*<failure message="([^"]*)"/g;

/** Returns a name for each failure: its scenario, the locations of its violations, and the received status. */
async function readFailures(reports: string): Promise<string[]> {
  const files = (await readdir(reports)).filter((name) => name.endsWith('.xml'));
  const texts = await Promise.all(files.map((file) => readFile(join(reports, file), 'utf8')));
  const failures = [...texts.join('\n').matchAll(failurePattern)].map(([, name = '', message = '']) => {
    const scenario = name.replace(/^.*Scenario: /, '').replaceAll('&gt;', '>');
    const violations = message.match(/&gt;&gt; [\w.[\]-]+|response contained status \d+/g) ?? [];
    return `${scenario} ${[...new Set(violations)].join(' ').replaceAll('&gt;&gt; ', 'at ')}`;
  });
  return [...new Set(failures)];
}
