import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isObject, type JsonObject, valueAt } from '../../spec/json.ts';
import type { Briefing } from './briefing.ts';
import { command, demand } from './command.ts';
import { copyOf, plainList, plainUuid } from './copy.ts';
import { installPackages } from './packages.ts';
import type { Peer } from './peer.ts';

/** https://specmatic.io */
export const specmatic: Peer = {
  name: 'Specmatic',
  settings: [
    'generative (resiliency) tests on; examples with a working request and a 201 each; --lenient',
    'its copy of the document: tuples as lists, uuid4 as uuid, HTTPValidationError open (it takes every schema as closed)',
    'a test counts by its scenario: those that fail on the clean server already count for nothing',
  ],
  async install(folder) {
    await demand('java', ['-version']);
    return installPackages(folder, ['specmatic']);
  },
  async run(folder, { url, briefing }) {
    const document = await copyOf(briefing, 'specmatic', (node) => plainUuid(plainList(node)), open);
    const examples = await writeExamples(briefing);
    const reports = join(briefing.folder, 'specmatic-reports');
    await rm(reports, { recursive: true, force: true });
    const jar = join(folder, 'node_modules', 'specmatic', 'specmatic.jar');
    await command(
      'java',
      [
        ...['-jar', jar, 'test', document, `--examples=${examples}`, '--lenient'],
        ...[`--testBaseURL=${url}`, `--junitReportDir=${reports}`],
      ],
      {
        cwd: briefing.folder,
        env: { access_token: briefing.accessToken, SPECMATIC_GENERATIVE_TESTS: 'true' }, // named after the scheme
      },
    );
    return failuresIn(reports);
  },
};

function open(document: JsonObject): void {
  const error = valueAt(document, '#/components/schemas/HTTPValidationError');
  if (isObject(error)) error.additionalProperties = true;
  const media = valueAt(
    document,
    '#/paths/~1v1~1customer-sessions~1/post/requestBody/content/application~1json',
  );
  if (isObject(media)) delete media.examples; // they stand in files of their own
}

async function writeExamples({ folder, requests }: Briefing): Promise<string> {
  const examples = join(folder, 'specmatic-examples');
  await mkdir(examples, { recursive: true });
  const headers = { 'Content-Type': 'application/json' };
  for (const { name, body, answer } of requests) {
    const example = {
      'http-request': { method: 'POST', path: '/v1/customer-sessions/', headers, body },
      'http-response': { status: 201, headers, body: answer },
    };
    await writeFile(join(examples, `${name.replaceAll(' ', '_')}.json`), JSON.stringify(example));
  }
  return examples;
}

const testcase = /<testcase [^>]*?\sname="([^"]*)"[^>]*>\s*<failure message="([^"]*)"/g;

/** A failure is named by its scenario, the places and what was received there. */
async function failuresIn(reports: string): Promise<string[]> {
  const names = (await readdir(reports)).filter((name) => name.endsWith('.xml'));
  const texts = await Promise.all(names.map((name) => readFile(join(reports, name), 'utf8')));
  const found = [...texts.join('\n').matchAll(testcase)].map(([, name = '', message = '']) => {
    const scenario = name.replace(/^.*Scenario: /, '').replaceAll('&gt;', '>');
    const wrong = message.match(/&gt;&gt; [\w.[\]-]+|response contained status \d+/g) ?? [];
    return `${scenario} ${[...new Set(wrong)].join(' ').replaceAll('&gt;&gt; ', 'at ')}`;
  });
  return [...new Set(found)];
}
