import { parseOptions } from '../../cli/options.ts';
import { contractOf } from '../../cli/session.ts';
import { tryVariant } from './blame-trial.ts';
import { tryFault } from './fault-trial.ts';

/** What a worker is asked to try. */
export type Job = { kind: 'fault'; id: string; seed: number } | { kind: 'variant'; id: string; seed: number };

const contract = contractOf(parseOptions([], {})); // once: it serves every trial

process.on('message', async ({ kind, id, seed }: Job) => {
  try {
    const trial = kind === 'fault' ? tryFault : tryVariant;
    process.send?.({ trial: await trial(await contract, id, seed) });
  } catch (error) {
    process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
