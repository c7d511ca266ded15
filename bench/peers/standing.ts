/** How a peer fared: absent, or what it found of the faults. */
export type Standing =
  | { peer: string; absent: string }
  | {
      peer: string;
      version: string;
      settings: readonly string[];
      /** Of the runs against the clean server: all that any of them held against it. */
      falseAlarms: readonly string[];
      trials: readonly FaultTrial[];
      requests: number;
      seconds: number;
    };

export interface FaultTrial {
  fault: string;
  family: string;
  found: boolean;
  requests: number;
  seconds: number;
  problem?: string;
}
