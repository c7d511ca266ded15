import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JsonObject } from '../../spec/json.ts';
import { isObject, valueAt } from '../../spec/json.ts';
import { runCommand, runOrThrow } from '../run-command.ts';
import { writeAdaptedDocument } from './adapt-document.ts';
import type { Peer } from './peer.ts';

const excludedChecks = ['positive_data_acceptance'];

/** https://schemathesis.readthedocs.io */
export const schemathesis: Peer = {
  name: 'Schemathesis',
  settings: [
    'all phases and checks, --continue-on-failure, a fixed seed, no example database',
    'a copy of the document with a 401 response, which its check of missing credentials causes',
    `without ${excludedChecks.join(', ')}: an unknown customer id matches the schema and is rejected correctly`,
  ],
  async install(directory) {
    const st = join(directory, 'bin', 'st');
    if (!existsSync(st)) {
      await runOrThrow('python3', ['-m', 'venv', directory]);
      await runOrThrow(join(directory, 'bin', 'pip'), ['install', '--quiet', 'schemathesis']);
    }
    return (await runOrThrow(st, ['--version'])).trim().replace(/^.* /, '');
  },
  async run(directory, { url, input }) {
    const document = await writeAdaptedDocument(
      input,
      'schemathesis',
      (node) => node,
      addUnauthorizedResponse,
    );
    const report = join(input.directory, 'schemathesis-report.json');
    const { output } = await runCommand(
      join(directory, 'bin', 'st'),
      [
        ...['run', document, '--url', url, '--header', `Authorization: Bearer ${input.accessToken}`],
        ...['--seed', '1', '--generation-database', 'none', '--continue-on-failure', '--no-color'],
        ...['--exclude-checks', excludedChecks.join(','), '--report', 'json', '--report-json-path', report],
      ],
      { cwd: input.directory },
    );
    return readFailures(report, output);
  },
};

function addUnauthorizedResponse(document: JsonObject): void {
  const responses = valueAt(document, '#/paths/~1v1~1customer-sessions~1/post/responses');
  if (isObject(responses)) responses['401'] = { description: 'Unauthorized' };
}

async function readFailures(report: string, output: string): Promise<string[]> {
  if (!existsSync(report)) throw new Error(`no report: ${output.slice(-300)}`);
  const { failures, errors } = JSON.parse(await readFile(report, 'utf8'));
  const failureNames = failures.map(
    ({ type, title }: { type: string; title: string }) => `${type}: ${title}`,
  );
  return [
    ...failureNames,
    ...errors.map((error: unknown) => `error: ${JSON.stringify(error).slice(0, 120)}`),
  ];
}
