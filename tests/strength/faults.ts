import { mkdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { parseOptions } from '../../cli/options.ts';
import { clausesOf } from '../../cli/selection.ts';
import { contractOf } from '../../cli/session.ts';
import { faults } from '../../reference/faults/catalogue.ts';
import { createOperationModel } from '../../spec/clauses/operation-model.ts';
import { brokenAnswers } from './answers.ts';
import { type Coverage, coverageLine, coverageOf, coverageTable } from './coverage.ts';
import type { FaultTrial } from './fault-trial.ts';
import { figures, lineOf, matrixOf } from './matrix.ts';
import { inWorkers } from './pool.ts';
import { progressOf } from './progress.ts';
import { spread } from './sample.ts';

const usage = `Runs the suite against the reference with each of its faults, and says which clauses find it.

npm run faults -- [ID…] [--sample=N] [--seed=N] [--out=DIR] [--help]`;

/** The faults that are meant: those named, or all that violate a clause; of those an even sample. */
function wanted(ids: readonly string[], sample: string | undefined): string[] {
  const known = faults.filter(({ violates }) => violates.length > 0).map(({ id }) => id);
  const unknown = ids.find((id) => !faults.some((fault) => fault.id === id));
  if (unknown !== undefined) throw new Error(`there is no fault ${JSON.stringify(unknown)}\n\n${usage}`);
  const chosen = ids.length > 0 ? ids : known;
  return sample === undefined ? [...chosen] : spread(chosen, Number(sample));
}

/** What the faults and the generated answers show of the clauses. */
async function covered(trials: readonly FaultTrial[]): Promise<Coverage[]> {
  const contract = await contractOf(parseOptions([], {}));
  const answers = contract.operations.flatMap((operation) =>
    brokenAnswers(contract, createOperationModel(contract, operation, true)),
  );
  const shown = [...trials, ...answers].map(({ failed }) => failed);
  return coverageOf(clausesOf(contract, contract.operations, true), shown);
}

async function main(): Promise<number> {
  const string = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    options: { seed: string, out: string, sample: string, help: { type: 'boolean' } },
    allowPositionals: true,
  });
  if (values.help) console.log(usage);
  if (values.help) return 0;
  const { out = 'reports' } = values;
  const seed = Number(values.seed ?? 1);
  const startedAt = Date.now();
  const jobs = wanted(positionals, values.sample).map((id) => ({ kind: 'fault' as const, id, seed }));
  const progress = progressOf(jobs.length, 'faults');
  const trials = await inWorkers<FaultTrial>(jobs, ({ found }) => progress.step(!found));
  progress.end();
  await mkdir(out, { recursive: true });
  await writeFile(`${out}/faults.json`, `${JSON.stringify(trials, undefined, 2)}\n`);
  const isWhole = positionals.length === 0 && values.sample === undefined;
  const coverage = isWhole ? await covered(trials) : [];
  const table = isWhole ? `\n## Clauses\n\n${coverageLine(coverage)}\n\n${coverageTable(coverage)}` : '';
  await writeFile(`${out}/faults.md`, `${matrixOf(trials, seed)}${table}`);
  const quiet = process.env.CI !== undefined;
  for (const trial of trials) if (!quiet || !trial.found) console.log(lineOf(trial));
  for (const line of figures(trials)) console.log(line);
  if (isWhole) console.log(coverageLine(coverage));
  console.log(`${((Date.now() - startedAt) / 1000).toFixed(1)} s; the matrix is in ${out}/faults.md`);
  return trials.every(({ found }) => found) ? 0 : 1;
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  return 2;
});
