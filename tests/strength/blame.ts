import { mkdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { defaultCatalogue, findCatalogue } from './catalogues.ts';
import { createProgress } from './progress.ts';
import { runInWorkers } from './run-in-workers.ts';
import { listConformantServers, type VariantTrial } from './variant-trial.ts';

const usage = `Runs the suite against conformant servers, and lists the clauses that fail: all of them are false positives.

npm run blame -- [VARIANT…] [--reference=NAME] [--seeds=N] [--first=SEED] [--out=DIR] [--help]`;

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
  const name = reference === defaultCatalogue ? 'blame' : `blame-${reference}`;
  const startedAt = Date.now();
  const conformantServers = listConformantServers(findCatalogue(reference));
  const variants = positionals.length > 0 ? positionals : conformantServers;
  const jobs = Array.from({ length: Number(seeds) }, (_, index) => Number(first) + index).flatMap((seed) =>
    variants.map((id) => ({ kind: 'variant' as const, reference, id, seed })),
  );
  const progress = createProgress(jobs.length, 'runs');
  const trials = await runInWorkers<VariantTrial>(jobs, ({ variant, seed, blamed }) => {
    progress.step(blamed.length > 0);
    if (blamed.length > 0) console.log(`FALSE POSITIVE  ${variant}, seed ${seed}: ${blamed.join('; ')}`);
  });
  progress.end();
  const falsePositives = trials.filter(({ blamed }) => blamed.length > 0);
  await mkdir(out, { recursive: true });
  await writeFile(`${out}/${name}.json`, `${JSON.stringify(falsePositives, undefined, 2)}\n`);
  const requests = trials.reduce((sum, trial) => sum + trial.requests, 0);
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  console.log(
    `${variants.length} conformant servers with ${seeds} seeds each: ${trials.length} runs, ${requests} requests, ${falsePositives.length} runs with false positives, in ${seconds} s`,
  );
  return falsePositives.length === 0 ? 0 : 1;
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  return 2;
});
