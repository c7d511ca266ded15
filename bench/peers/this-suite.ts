import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import manifest from '../../package.json' with { type: 'json' };
import { fixtureVariables } from '../../suites/polar/customer-sessions/fixtures.ts';
import { runCommand } from '../run-command.ts';
import type { Peer } from './peer.ts';

/** This suite, run through its command line with a maximum number of requests. */
export const createSuitePeer = (requests: number): Peer => ({
  name: `this suite, ${requests} requests`,
  settings: [`--max-requests=${requests}; fixtures in the environment; a fixed seed`],
  install: async () => manifest.version,
  run: async (_, { url, input }) =>
    runSuite([`--target=${url}`, `--max-requests=${requests}`], input.directory, toVariables(input.fixtures)),
});

/** Runs this suite. Returns the ids of the failed clauses, or the end of the output if there was no result. */
export async function runSuite(
  options: readonly string[],
  directory: string,
  env: Readonly<Record<string, string>>,
): Promise<string[]> {
  const reports = join(directory, 'ours');
  const command = ['build/run.mjs', ...options, '--seed=1', `--report-dir=${reports}`];
  const { output, status } = await runCommand(process.execPath, command, { env });
  if (status !== 0 && status !== 1) return [`status ${status}: ${output.slice(-200)}`];
  const { clauses } = JSON.parse(await readFile(join(reports, 'results.json'), 'utf8'));
  const results: { id: string; verdict: string }[] = clauses;
  return results.filter(({ verdict }) => verdict === 'failed').map(({ id }) => id);
}

function toVariables(fixtures: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    fixtureVariables.flatMap(({ name, variable }) => {
      const value = fixtures[name];
      return value === undefined ? [] : [[variable, value]];
    }),
  );
}
