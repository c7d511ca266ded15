import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import manifest from '../../package.json' with { type: 'json' };
import { fixtureVariables } from '../../spec/fixtures.ts';
import { command } from './command.ts';
import type { Peer } from './peer.ts';

/** This suite, as anyone runs it against a server of theirs. */
export const ours: Peer = {
  name: 'this suite',
  settings: [
    '--max-requests=90, what a rate-limited server is given; fixtures in the environment; a fixed seed',
  ],
  install: async () => manifest.version,
  async run(_, { url, briefing }) {
    const reports = join(briefing.folder, 'ours');
    const launch = ['--import', 'tsx', 'tests/launch.ts'];
    const options = [`--target=${url}`, '--max-requests=90', '--seed=1', `--report-dir=${reports}`];
    const { output, status } = await command(process.execPath, [...launch, ...options], {
      env: variablesOf(briefing.fixtures),
    });
    if (status !== 0 && status !== 1) return [`status ${status}: ${output.slice(-200)}`];
    const { clauses } = JSON.parse(await readFile(join(reports, 'results.json'), 'utf8'));
    const failed: { id: string; verdict: string }[] = clauses;
    return failed.filter(({ verdict }) => verdict === 'failed').map(({ id }) => id);
  },
};

function variablesOf(fixtures: Readonly<Record<string, string>>): Record<string, string> {
  const given = fixtureVariables.map(({ name, variable }) => [variable, fixtures[name]] as const);
  return Object.fromEntries(
    given.flatMap(([variable, value]) => (value === undefined ? [] : [[variable, value]])),
  );
}
