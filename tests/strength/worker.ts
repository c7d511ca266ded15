import type { Contract } from '../../spec/openapi/contract.ts';
import { findCatalogue } from './catalogues.ts';
import { runFaultTrial } from './fault-trial.ts';
import { runRecordingTrial } from './recording-trial.ts';
import { runVariantTrial } from './variant-trial.ts';

const trials = { fault: runFaultTrial, variant: runVariantTrial, recording: runRecordingTrial };

/** A trial to run: of a fault or variant of the reference with this name, or of the recording of a fault. */
export interface Job {
  kind: keyof typeof trials;
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
    process.send?.({ trial: await trials[kind](catalogue, await contract, id, seed) });
  } catch (error) {
    process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
