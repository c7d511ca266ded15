import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import manifest from '../../package.json' with { type: 'json' };
import { fixtureVariables } from '../../spec/fixtures.ts';
import { command } from './command.ts';
import type { Peer } from './peer.ts';

/** This suite, as anyone runs it against a server of theirs, with so many requests. */
export const ours = (requests: number): Peer => ({
  name: `this suite, ${requests} requests`,
  settings: [`--max-requests=${requests}; fixtures in the environment; a fixed seed`],
  install: async () => manifest.version,
  async run(_, { url, briefing }) {
    const reports = join(briefing.folder, 'ours');
    const launch = ['--import', 'tsx', 'cli/main.ts'];
    const options = [`--target=${url}`, `--max-requests=${requests}`, '--seed=1', `--report-dir=${reports}`];
    const { output, status } = await command(process.execPath, [...launch, ...options], {
      env: variablesOf(briefing.fixtures),
    });
    if (status !== 0 && status !== 1) return [`status ${status}: ${output.slice(-200)}`];
    const { clauses } = JSON.parse(await readFile(join(reports, 'results.json'), 'utf8'));
    const failed: { id: string; verdict: string }[] = clauses;
    return failed.filter(({ verdict }) => verdict === 'failed').map(({ id }) => id);
  },
});

function variablesOf(fixtures: Readonly<Record<string, string>>): Record<string, string> {
  const given = fixtureVariables.map(({ name, variable }) => [variable, fixtures[name]] as const);
  return Object.fromEntries(
    given.flatMap(([variable, value]) => (value === undefined ? [] : [[variable, value]])),
  );
}
