import { startReference } from '../../reference/server.ts';
import type { Peer } from './peer.ts';
import { type PeerInput, tokens } from './peer-input.ts';

/** One run of a peer against one server. */
export interface PeerRun {
  failures: readonly string[];
  requests: number;
  seconds: number;
  /** The error that ended the run without a result. */
  problem?: string;
}

/** Runs a peer against a reference in this process, which counts the requests. */
export async function runPeer(
  peer: Peer,
  directory: string,
  input: PeerInput,
  fault?: string,
): Promise<PeerRun> {
  const reference = await startReference({ tokens, ...(fault !== undefined && { fault }) });
  const startedAt = performance.now();
  const measureCost = (): Pick<PeerRun, 'requests' | 'seconds'> => ({
    requests: reference.requestCount(),
    seconds: (performance.now() - startedAt) / 1000,
  });
  try {
    const failures = await peer.run(directory, { url: reference.url, input });
    return { failures, ...measureCost() };
  } catch (error) {
    return { failures: [], ...measureCost(), problem: String(error) };
  } finally {
    await reference.close();
  }
}
