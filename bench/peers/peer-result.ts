/** The result of a peer, or the reason why it is not available. */
export type PeerResult =
  | { peer: string; absent: string }
  | {
      peer: string;
      version: string;
      settings: readonly string[];
      /** The failures of all runs against the clean server. */
      falseAlarms: readonly string[];
      trials: readonly PeerTrial[];
      requests: number;
      seconds: number;
    };

export interface PeerTrial {
  fault: string;
  family: string;
  found: boolean;
  requests: number;
  seconds: number;
  problem?: string;
}
