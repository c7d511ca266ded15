import { startReference } from '../../reference/server.ts';
import { type Briefing, tokens } from './briefing.ts';
import type { Peer } from './peer.ts';

/** One run of a peer against one server. */
export interface PeerRun {
  failures: readonly string[];
  requests: number;
  seconds: number;
  /** Why it came to no result. */
  problem?: string;
}

/** Runs a peer against a reference in this process; its requests are counted here. */
export async function runPeer(
  peer: Peer,
  folder: string,
  briefing: Briefing,
  fault?: string,
): Promise<PeerRun> {
  const reference = await startReference({ tokens, ...(fault !== undefined && { fault }) });
  const { url } = reference;
  const from = performance.now();
  const done = (): Pick<PeerRun, 'requests' | 'seconds'> => ({
    requests: reference.requests(),
    seconds: (performance.now() - from) / 1000,
  });
  try {
    const failures = await peer.run(folder, { url, briefing });
    return { failures, ...done() };
  } catch (error) {
    return { failures: [], ...done(), problem: String(error) };
  } finally {
    await reference.close();
  }
}
