import { parseOptions } from '../../cli/parse-options.ts';
import { resolveContract } from '../../cli/resolve-contract.ts';
import { runFaultTrial } from './fault-trial.ts';
import { runVariantTrial } from './variant-trial.ts';

export type Job = { kind: 'fault'; id: string; seed: number } | { kind: 'variant'; id: string; seed: number };

const contract = resolveContract(parseOptions([], {})); // loaded once for all trials

process.on('message', async ({ kind, id, seed }: Job) => {
  try {
    const run = kind === 'fault' ? runFaultTrial : runVariantTrial;
    process.send?.({ trial: await run(await contract, id, seed) });
  } catch (error) {
    process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
