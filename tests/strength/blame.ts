import { mkdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { createBlameTable } from './blame-table.ts';
import { defaultCatalogue, findCatalogue, listReferences } from './catalogues.ts';
import { createProgress } from './progress.ts';
import { runInWorkers } from './run-in-workers.ts';
import { listConformantServers, type VariantTrial } from './variant-trial.ts';
import type { Job } from './worker.ts';

const usage = `Runs the suite against conformant servers, and lists the clauses that fail: all of them are false positives.
An operation that no run exercised is a problem too: its clauses were not tested.

npm run blame -- [VARIANT…] [--reference=NAME] [--seeds=N] [--first=SEED] [--out=DIR] [--help]

--reference=styles has a server for each style of document; --reference=styles/NAME is one of them.`;

/**
 * Creates the jobs for all seeds and each conformant server with one of these ids, or for all servers if there are no
 * ids.
 */
function createJobs(reference: string, ids: readonly string[], first: number, seeds: number): Job[] {
  const servers = listReferences(reference).flatMap((name) => {
    const conformant = listConformantServers(findCatalogue(name));
    const selected = ids.length > 0 ? conformant.filter((id) => ids.includes(id)) : conformant;
    return selected.map((id) => ({ kind: 'variant' as const, reference: name, id }));
  });
  const missing = ids.find((id) => !servers.some((server) => server.id === id));
  if (missing !== undefined) throw new Error(`no variant is called ${JSON.stringify(missing)}`);
  return Array.from({ length: seeds }, (_, index) => first + index).flatMap((seed) =>
    servers.map((server) => ({ ...server, seed })),
  );
}

async function main(): Promise<number> {
  const string = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    options: { reference: string, seeds: string, first: string, out: string, help: { type: 'boolean' } },
    allowPositionals: true,
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const { out = 'reports', seeds = '100', first = '1', reference = defaultCatalogue } = values;
  const name = reference === defaultCatalogue ? 'blame' : `blame-${reference.replaceAll('/', '-')}`;
  const startedAt = Date.now();
  const jobs = createJobs(reference, positionals, Number(first), Number(seeds));
  const progress = createProgress(jobs.length, 'runs');
  const trials = await runInWorkers<VariantTrial>(jobs, (trial) => {
    const { reference: server, variant, seed, blamed, unexercised } = trial;
    progress.step(isProblem(trial));
    if (blamed.length > 0)
      console.log(`FALSE POSITIVE  ${server} ${variant}, seed ${seed}: ${blamed.join('; ')}`);
    if (unexercised.length > 0)
      console.log(`NOT EXERCISED  ${server} ${variant}, seed ${seed}: ${unexercised.join('; ')}`);
  });
  progress.end();
  const problems = trials.filter(isProblem);
  await mkdir(out, { recursive: true });
  await writeFile(`${out}/${name}.json`, `${JSON.stringify(problems, undefined, 2)}\n`);
  for (const line of createBlameTable(problems)) console.log(line);
  const requests = trials.reduce((sum, trial) => sum + trial.requests, 0);
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  const blamed = trials.filter((trial) => trial.blamed.length > 0).length;
  const untested = trials.filter((trial) => trial.unexercised.length > 0).length;
  console.log(
    `${jobs.length / Number(seeds)} conformant servers with ${seeds} seeds each: ${trials.length} runs, ${requests} requests, ${blamed} runs with false positives, ${untested} with operations not exercised, in ${seconds} s`,
  );
  return problems.length === 0 ? 0 : 1;
}

const isProblem = ({ blamed, unexercised }: VariantTrial): boolean =>
  blamed.length > 0 || unexercised.length > 0;

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  return 2;
});
