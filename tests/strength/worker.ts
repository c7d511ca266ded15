import type { Contract } from '../../spec/openapi/contract.ts';
import { findCatalogue } from './catalogues.ts';
import { runFaultTrial } from './fault-trial.ts';
import { runVariantTrial } from './variant-trial.ts';

/** A trial to run: of a fault or variant of the reference with this name. */
export interface Job {
  kind: 'fault' | 'variant';
  reference: string;
  id: string;
  seed: number;
}

/** Loaded once for all trials, by reference. */
const contracts = new Map<string, Promise<Contract>>();

process.on('message', async ({ kind, reference, id, seed }: Job) => {
  try {
    const catalogue = findCatalogue(reference);
    const contract = contracts.get(reference) ?? catalogue.loadContract();
    contracts.set(reference, contract);
    const run = kind === 'fault' ? runFaultTrial : runVariantTrial;
    process.send?.({ trial: await run(catalogue, await contract, id, seed) });
  } catch (error) {
    process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
