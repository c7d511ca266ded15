/** Why no documented success response of an operation was judged, and what would change that. */
export interface Obstacle {
  reason: string;
  remedy?: string;
  /** Set if the operation needs a credential that was not given. */
  isMissingCredential?: true;
  /** Set if the target rejects the credentials in every request to the operation. */
  isRejection?: true;
}

/** What a run found out about an operation: whether it was exercised. */
export interface OperationCoverage {
  operation: string;
  /** Number of valid requests that got a response. */
  tries: number;
  /** Undefined if a documented success response was judged. */
  obstacle?: Obstacle;
  /** The last response to a valid request that was no documented success. */
  lastRejection?: { exchange: number; status: number; excerpt: string };
}
