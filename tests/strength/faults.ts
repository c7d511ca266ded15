import { mkdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { collectClauses } from '../../cli/select-clauses.ts';
import type { Catalogue } from './catalogue.ts';
import { defaultCatalogue, findCatalogue, listReferences } from './catalogues.ts';
import {
  type ClauseCoverage,
  formatCoverageSummary,
  formatCoverageTable,
  measureCoverage,
} from './coverage.ts';
import type { FaultTrial } from './fault-trial.ts';
import { formatMatrix, formatTrial, summarizeTrials } from './matrix.ts';
import { createProgress } from './progress.ts';
import { runInWorkers } from './run-in-workers.ts';
import { sampleEvenly } from './sample-evenly.ts';
import type { Job } from './worker.ts';

const usage = `Runs the suite against the reference with each of its faults, and lists the clauses that find it.

npm run faults -- [ID…] [--reference=NAME] [--sample=N] [--seed=N] [--out=DIR] [--help]`;

/** The jobs for the faults with these ids, by default for all that violate a clause, or for a sample of them. */
function createJobs(
  catalogues: readonly Catalogue[],
  ids: readonly string[],
  sampleSize: string | undefined,
  seed: number,
): Job[] {
  const all = catalogues.flatMap(({ name, faults }) => faults.map((fault) => ({ name, ...fault })));
  const unknown = ids.find((id) => !all.some((fault) => fault.id === id));
  if (unknown !== undefined) throw new Error(`unknown fault ${JSON.stringify(unknown)}\n\n${usage}`);
  const selected = all.filter(({ id, violates }) =>
    ids.length > 0 ? ids.includes(id) : violates.length > 0,
  );
  const sample = sampleSize === undefined ? selected : sampleEvenly(selected, Number(sampleSize));
  return sample.map(({ name, id }) => ({ kind: 'fault', reference: name, id, seed }));
}

/** The coverage of the clauses by the faults and by generated broken responses. */
async function measureFaultCoverage(
  { loadContract, createBrokenResponses }: Catalogue,
  trials: readonly FaultTrial[],
): Promise<ClauseCoverage[]> {
  if (!createBrokenResponses) return [];
  const contract = await loadContract();
  const responses = createBrokenResponses(contract);
  return measureCoverage(
    collectClauses(contract, contract.operations, true),
    [...trials, ...responses].map(({ failed }) => failed),
  );
}

async function main(): Promise<number> {
  const string = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    options: { reference: string, seed: string, out: string, sample: string, help: { type: 'boolean' } },
    allowPositionals: true,
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const { out = 'reports', reference = defaultCatalogue } = values;
  const catalogues = listReferences(reference).map(findCatalogue);
  const name = reference === defaultCatalogue ? 'faults' : `faults-${reference.replaceAll('/', '-')}`;
  const seed = Number(values.seed ?? 1);
  const startedAt = Date.now();
  const jobs = createJobs(catalogues, positionals, values.sample, seed);
  const progress = createProgress(jobs.length, 'faults');
  const trials = await runInWorkers<FaultTrial>(jobs, ({ found }) => progress.step(!found));
  progress.end();
  await mkdir(out, { recursive: true });
  await writeFile(`${out}/${name}.json`, `${JSON.stringify(trials, undefined, 2)}\n`);
  const isComplete = positionals.length === 0 && values.sample === undefined;
  const [main] = catalogues;
  const coverage = isComplete && main ? await measureFaultCoverage(main, trials) : [];
  const table =
    coverage.length > 0
      ? `\n## Clauses\n\n${formatCoverageSummary(coverage)}\n\n${formatCoverageTable(coverage)}`
      : '';
  await writeFile(`${out}/${name}.md`, `${formatMatrix(trials, seed)}${table}`);
  const quiet = process.env.CI !== undefined;
  for (const trial of trials) if (!quiet || !trial.found) console.log(formatTrial(trial));
  for (const line of summarizeTrials(trials)) console.log(line);
  if (coverage.length > 0) console.log(formatCoverageSummary(coverage));
  console.log(`${((Date.now() - startedAt) / 1000).toFixed(1)} s; the matrix is in ${out}/${name}.md`);
  return trials.every(({ found }) => found) ? 0 : 1;
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  return 2;
});
