import type { Peer } from './peer.ts';
import { type PeerRun, type RunningReference, runPeer } from './run-peer.ts';
import type { SampledFault } from './sample-faults.ts';

/** A reference with its faults, and the peers that are able to test it. */
export interface Contest {
  faults: readonly SampledFault[];
  contestants: readonly Contestant[];
}

/** A peer with a reference to run against. */
export interface Contestant extends Pick<Peer, 'name' | 'settings' | 'install'> {
  /** Runs the peer once against the reference, without faults or with one. */
  run(directory: string, fault?: string): Promise<PeerRun>;
}

/** Lets peers test the references that `start` starts. */
export const createContestants = <Server>(
  peers: readonly Peer<Server>[],
  start: (fault?: string) => Promise<RunningReference<Server>>,
): Contestant[] =>
  peers.map((peer) => ({
    ...peer,
    run: async (directory, fault) => runPeer(peer, directory, await start(fault)),
  }));
