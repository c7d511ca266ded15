import { mkdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type BlameTrial, conformant } from './blame-trial.ts';
import { inWorkers } from './pool.ts';
import { progressOf } from './progress.ts';

const usage = `Runs the suite against conformant servers, and says which clauses blame them wrongly.

npm run blame -- [VARIANT…] [--seeds=N] [--first=SEED] [--out=DIR] [--help]`;

async function main(): Promise<number> {
  const string = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    options: { seeds: string, first: string, out: string, help: { type: 'boolean' } },
    allowPositionals: true,
  });
  if (values.help) console.log(usage);
  if (values.help) return 0;
  const { out = 'reports', seeds = '100', first = '1' } = values;
  const startedAt = Date.now();
  const variants = positionals.length > 0 ? positionals : conformant;
  const jobs = Array.from({ length: Number(seeds) }, (_, turn) => Number(first) + turn).flatMap((seed) =>
    variants.map((id) => ({ kind: 'variant' as const, id, seed })),
  );
  const progress = progressOf(jobs.length, 'runs');
  const trials = await inWorkers<BlameTrial>(jobs, ({ variant, seed, blamed }) => {
    progress.step(blamed.length > 0);
    if (blamed.length > 0) console.log(`BLAMED  ${variant}, seed ${seed}: ${blamed.join('; ')}`);
  });
  progress.end();
  const wrong = trials.filter(({ blamed }) => blamed.length > 0);
  await mkdir(out, { recursive: true });
  await writeFile(`${out}/blame.json`, `${JSON.stringify(wrong, undefined, 2)}\n`);
  const requests = trials.reduce((sum, trial) => sum + trial.requests, 0);
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  console.log(
    `${variants.length} conformant servers with ${seeds} seeds each: ${trials.length} runs, ${requests} requests, ${wrong.length} runs with wrong blame, in ${seconds} s`,
  );
  return wrong.length === 0 ? 0 : 1;
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  return 2;
});
