import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JsonObject } from '../../spec/json.ts';
import { isObject, valueAt } from '../../spec/json.ts';
import { command, demand } from './command.ts';
import { copyOf } from './copy.ts';
import type { Peer } from './peer.ts';

const doubtful = ['positive_data_acceptance'];

/** https://schemathesis.readthedocs.io */
export const schemathesis: Peer = {
  name: 'Schemathesis',
  settings: [
    'all phases and checks, --continue-on-failure, a fixed seed, no example database',
    'the document also says 401, which its check on missing credentials provokes',
    `without ${doubtful.join(', ')}: an unknown customer id is valid by the schema, and refused with reason`,
  ],
  async install(folder) {
    const st = join(folder, 'bin', 'st');
    if (!existsSync(st)) {
      await demand('python3', ['-m', 'venv', folder]);
      await demand(join(folder, 'bin', 'pip'), ['install', '--quiet', 'schemathesis']);
    }
    return (await demand(st, ['--version'])).trim().replace(/^.* /, '');
  },
  async run(folder, { url, briefing }) {
    const document = await copyOf(briefing, 'schemathesis', (node) => node, document401);
    const report = join(briefing.folder, 'schemathesis-report.json');
    const { output } = await command(
      join(folder, 'bin', 'st'),
      [
        ...['run', document, '--url', url, '--header', `Authorization: Bearer ${briefing.accessToken}`],
        ...['--seed', '1', '--generation-database', 'none', '--continue-on-failure', '--no-color'],
        ...['--exclude-checks', doubtful.join(','), '--report', 'json', '--report-json-path', report],
      ],
      { cwd: briefing.folder },
    );
    return failuresIn(report, output);
  },
};

function document401(document: JsonObject): void {
  const responses = valueAt(document, '#/paths/~1v1~1customer-sessions~1/post/responses');
  if (isObject(responses)) responses['401'] = { description: 'Unauthorized' };
}

async function failuresIn(report: string, output: string): Promise<string[]> {
  if (!existsSync(report)) throw new Error(`no report: ${output.slice(-300)}`);
  const { failures, errors } = JSON.parse(await readFile(report, 'utf8'));
  const named = failures.map(({ type, title }: { type: string; title: string }) => `${type}: ${title}`);
  return [...named, ...errors.map((error: unknown) => `error: ${JSON.stringify(error).slice(0, 120)}`)];
}
