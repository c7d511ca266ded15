import { mkdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { parseOptions } from '../../cli/parse-options.ts';
import { resolveContract } from '../../cli/resolve-contract.ts';
import { collectClauses } from '../../cli/select-clauses.ts';
import { faults } from '../../reference/faults.ts';
import { createOperationModel } from '../../spec/clauses/operation-model.ts';
import { createBrokenResponses } from './broken-responses.ts';
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

const usage = `Runs the suite against the reference with each of its faults, and lists the clauses that find it.

npm run faults -- [ID…] [--sample=N] [--seed=N] [--out=DIR] [--help]`;

/** The faults with these ids, by default all that violate a clause, or a sample of them. */
function selectFaults(ids: readonly string[], sampleSize: string | undefined): string[] {
  const unknown = ids.find((id) => !faults.some((fault) => fault.id === id));
  if (unknown !== undefined) throw new Error(`unknown fault ${JSON.stringify(unknown)}\n\n${usage}`);
  const violating = faults.filter(({ violates }) => violates.length > 0).map(({ id }) => id);
  const selected = ids.length > 0 ? ids : violating;
  return sampleSize === undefined ? [...selected] : sampleEvenly(selected, Number(sampleSize));
}

/** The coverage of the clauses by the faults and by generated broken responses. */
async function measureFaultCoverage(trials: readonly FaultTrial[]): Promise<ClauseCoverage[]> {
  const contract = await resolveContract(parseOptions([], {}));
  const responses = contract.operations.flatMap((operation) =>
    createBrokenResponses(contract, createOperationModel(contract, operation, true)),
  );
  return measureCoverage(
    collectClauses(contract, contract.operations, true),
    [...trials, ...responses].map(({ failed }) => failed),
  );
}

async function main(): Promise<number> {
  const string = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    options: { seed: string, out: string, sample: string, help: { type: 'boolean' } },
    allowPositionals: true,
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const { out = 'reports' } = values;
  const seed = Number(values.seed ?? 1);
  const startedAt = Date.now();
  const jobs = selectFaults(positionals, values.sample).map((id) => ({ kind: 'fault' as const, id, seed }));
  const progress = createProgress(jobs.length, 'faults');
  const trials = await runInWorkers<FaultTrial>(jobs, ({ found }) => progress.step(!found));
  progress.end();
  await mkdir(out, { recursive: true });
  await writeFile(`${out}/faults.json`, `${JSON.stringify(trials, undefined, 2)}\n`);
  const isComplete = positionals.length === 0 && values.sample === undefined;
  const coverage = isComplete ? await measureFaultCoverage(trials) : [];
  const table = isComplete
    ? `\n## Clauses\n\n${formatCoverageSummary(coverage)}\n\n${formatCoverageTable(coverage)}`
    : '';
  await writeFile(`${out}/faults.md`, `${formatMatrix(trials, seed)}${table}`);
  const quiet = process.env.CI !== undefined;
  for (const trial of trials) if (!quiet || !trial.found) console.log(formatTrial(trial));
  for (const line of summarizeTrials(trials)) console.log(line);
  if (isComplete) console.log(formatCoverageSummary(coverage));
  console.log(`${((Date.now() - startedAt) / 1000).toFixed(1)} s; the matrix is in ${out}/faults.md`);
  return trials.every(({ found }) => found) ? 0 : 1;
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  return 2;
});
