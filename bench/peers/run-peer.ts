import type { Peer } from './peer.ts';

/** One run of a peer against one server. */
export interface PeerRun {
  failures: readonly string[];
  requests: number;
  seconds: number;
  /** The error that ended the run without a result. */
  problem?: string;
}

/** A reference in this process, which counts the requests. */
export interface RunningReference<Server> {
  /** What the peer needs to know of the reference. */
  server: Server;
  requestCount(): number;
  close(): Promise<void>;
}

/** Runs a peer against a reference, which is closed afterwards. */
export async function runPeer<Server>(
  peer: Peer<Server>,
  directory: string,
  { server, requestCount, close }: RunningReference<Server>,
): Promise<PeerRun> {
  const startedAt = performance.now();
  const measureCost = (): Pick<PeerRun, 'requests' | 'seconds'> => ({
    requests: requestCount(),
    seconds: (performance.now() - startedAt) / 1000,
  });
  try {
    const failures = await peer.run(directory, server);
    return { failures, ...measureCost() };
  } catch (error) {
    return { failures: [], ...measureCost(), problem: String(error) };
  } finally {
    await close();
  }
}
