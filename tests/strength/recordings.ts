import { mkdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { defaultCatalogue, findCatalogue } from './catalogues.ts';
import { shortenClauseId } from './matrix.ts';
import { createProgress } from './progress.ts';
import type { RecordingTrial } from './recording-trial.ts';
import { runInWorkers } from './run-in-workers.ts';
import { sampleEvenly } from './sample-evenly.ts';

const usage = `Runs the suite against the reference with faults and without, judges the recorded exchanges of each run,
and compares the failed clauses.

npm run recordings -- [ID…] [--variants] [--reference=NAME] [--sample=N] [--seed=N] [--out=DIR] [--help]

--variants takes all variants instead of faults: their recordings must show no failed clause.`;

const kinds = {
  own: 'the archive of the run',
  proxied: 'the same exchanges as a proxy records them',
  foreign: 'the same exchanges as another program records them',
} as const;
const kindNames = ['own', 'proxied', 'foreign'] as const satisfies (keyof typeof kinds)[];

/** Counts the faults of which a recording shows all, some, none, and other clauses. */
function summarize(trials: readonly RecordingTrial[], kind: keyof typeof kinds): string {
  const count = (matches: (trial: RecordingTrial) => boolean): number => trials.filter(matches).length;
  const faulty = trials.filter(({ failed }) => failed.length > 0);
  const hasAll = (trial: RecordingTrial): boolean => trial[kind].missed.length === 0;
  const hasNone = (trial: RecordingTrial): boolean => trial[kind].missed.length === trial.failed.length;
  const same = faulty.filter((trial) => hasAll(trial) && trial[kind].added.length === 0).length;
  const none = faulty.filter(hasNone).length;
  const added = count((trial) => trial[kind].added.length > 0);
  return `${kinds[kind]}: of ${faulty.length} runs with failed clauses, the same clauses in ${same}, all in ${faulty.filter(hasAll).length}, some in ${faulty.length - faulty.filter(hasAll).length - none}, none in ${none}; other clauses in ${added} of all ${trials.length}`;
}

function formatTrial(trial: RecordingTrial): string[] {
  return kindNames.flatMap((kind) => {
    const { missed, added } = trial[kind];
    const parts = [
      ...(missed.length > 0 ? [`misses ${missed.map(shortenClauseId).join(' ')}`] : []),
      ...(added.length > 0 ? [`adds ${added.map(shortenClauseId).join(' ')}`] : []),
    ];
    return parts.length > 0 ? [`${trial.id} (${kind}) ${parts.join('; ')}`] : [];
  });
}

async function main(): Promise<void> {
  const string = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    options: {
      ...{ reference: string, seed: string, out: string, sample: string },
      ...{ variants: { type: 'boolean' }, help: { type: 'boolean' } },
    },
    allowPositionals: true,
  });
  if (values.help) {
    console.log(usage);
    return;
  }
  const { out = 'reports', reference = defaultCatalogue, sample = '100' } = values;
  const { faults, variants } = findCatalogue(reference);
  // a run for a rare fault ends when the fault is found, so that its recording is not complete
  const deterministic = faults.filter(
    ({ rare, fullOnly, violates }) => !rare && !fullOnly && violates.length > 0,
  );
  const ids = sampleEvenly(
    deterministic.map(({ id }) => id),
    Number(sample),
  );
  const selected = positionals.length > 0 ? positionals : [...(values.variants ? variants : ids), 'none'];
  const seed = Number(values.seed ?? 1);
  const jobs = selected.map((id) => ({ kind: 'recording' as const, reference, id, seed }));
  const progress = createProgress(jobs.length, 'recordings');
  const trials = await runInWorkers<RecordingTrial>(jobs, ({ own }) => progress.step(own.missed.length > 0));
  progress.end();
  await mkdir(out, { recursive: true });
  await writeFile(`${out}/recordings.json`, `${JSON.stringify(trials, undefined, 2)}\n`);
  for (const line of trials.flatMap(formatTrial)) console.log(line);
  for (const kind of kindNames) console.log(summarize(trials, kind));
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
