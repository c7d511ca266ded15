import { join } from 'node:path';
import { median } from '../median.ts';
import type { Contestant } from './contest.ts';
import type { PeerResult, PeerTrial } from './peer-result.ts';
import type { SampledFault } from './sample-faults.ts';

export interface BenchmarkOptions {
  /** The number of runs against the server without faults. */
  cleanRuns: number;
  faults: readonly SampledFault[];
  installDirectory: string;
}

/** Installs a peer, and runs it against the clean server and once for each fault. */
export async function benchmarkPeer(peer: Contestant, options: BenchmarkOptions): Promise<PeerResult> {
  const { installDirectory, cleanRuns } = options;
  const { name, settings } = peer;
  const directory = join(process.cwd(), installDirectory, name.toLowerCase().replaceAll(' ', '-'));
  let version: string;
  try {
    version = await peer.install(directory);
  } catch (error) {
    return { peer: name, absent: error instanceof Error ? error.message : String(error) };
  }
  const runs = [];
  for (let run = 0; run < cleanRuns; run += 1) runs.push(await peer.run(directory));
  const reported = runs.flatMap(({ failures, problem }) => [...failures, ...(problem ? [problem] : [])]);
  const falseAlarms = [...new Set(reported)];
  console.log(`${name} ${version}: ${falseAlarms.length} false alarms on the clean server`);
  const trials = await runTrials(peer, directory, falseAlarms, options);
  const requests = median(runs.map((run) => run.requests));
  const seconds = median(runs.map((run) => run.seconds));
  return { peer: name, version, settings, falseAlarms, trials, requests, seconds };
}

/** A fault is found if the run has a failure that no clean run has. */
async function runTrials(
  peer: Contestant,
  directory: string,
  falseAlarms: readonly string[],
  { faults }: BenchmarkOptions,
): Promise<PeerTrial[]> {
  const trials: PeerTrial[] = [];
  for (const { id, family } of faults) {
    const { failures, ...run } = await peer.run(directory, id);
    const found = failures.some((failure) => !falseAlarms.includes(failure));
    trials.push({ fault: id, family, found, ...run });
    console.log(`  ${found ? 'found ' : 'missed'} ${id}${run.problem ? ` (${run.problem})` : ''}`);
  }
  return trials;
}
