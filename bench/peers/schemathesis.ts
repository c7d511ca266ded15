import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
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
  install: installSchemathesis,
  async run(directory, { url, input }) {
    const document = await writeAdaptedDocument(
      input,
      'schemathesis',
      (node) => node,
      addUnauthorizedResponse,
    );
    return runSchemathesis(directory, input.directory, [
      ...['run', document, '--url', url, '--header', `Authorization: Bearer ${input.accessToken}`],
      ...['--exclude-checks', excludedChecks.join(',')],
    ]);
  },
};

const commandPath = (directory: string): string => join(directory, 'bin', 'st');

/**
 * Installs Schemathesis in a virtual environment unless it is already there. Returns its version.
 * @throws {Error} if the installation fails
 */
export async function installSchemathesis(directory: string): Promise<string> {
  const command = commandPath(directory);
  if (!existsSync(command)) {
    await runOrThrow('python3', ['-m', 'venv', directory]);
    await runOrThrow(join(directory, 'bin', 'pip'), ['install', '--quiet', 'schemathesis']);
  }
  return (await runOrThrow(command, ['--version'])).trim().replace(/^.* /, '');
}

/**
 * Runs Schemathesis in a working directory with a fixed seed. Returns its failures, for each operation.
 * @param args the command and its options
 * @throws {Error} if it writes no report
 */
export async function runSchemathesis(
  directory: string,
  cwd: string,
  args: readonly string[],
): Promise<string[]> {
  const report = join(cwd, 'schemathesis-report.json');
  await rm(report, { force: true });
  const { output } = await runCommand(
    commandPath(directory),
    [
      ...[...args, '--seed', '1', '--generation-database', 'none', '--continue-on-failure', '--no-color'],
      ...['--report', 'json', '--report-json-path', report],
    ],
    { cwd },
  );
  return readFailures(report, output);
}

function addUnauthorizedResponse(document: JsonObject): void {
  const responses = valueAt(document, '#/paths/~1v1~1customer-sessions~1/post/responses');
  if (isObject(responses)) responses['401'] = { description: 'Unauthorized' };
}

interface ReportedFailure {
  type: string;
  title: string;
  operations: readonly string[];
}

async function readFailures(report: string, output: string): Promise<string[]> {
  if (!existsSync(report)) throw new Error(`no report: ${output.slice(-300)}`);
  const { failures, errors }: { failures: ReportedFailure[]; errors: unknown[] } = JSON.parse(
    await readFile(report, 'utf8'),
  );
  return [
    ...failures.flatMap(({ type, title, operations }) =>
      operations.map((operation) => `${type}: ${title}: ${operation}`),
    ),
    ...errors.map((error) => `error: ${JSON.stringify(error).slice(0, 120)}`),
  ];
}
