import type { Rate } from './rate-limiter.ts';

/** How much may be asked of a target. */
export interface Budget {
  /** All requests, retries included. */
  requests: number;
  discovery: number;
  plan: number;
  /** How long, in all, may be spent waiting for 429, 503 and the like, in milliseconds. */
  waitMs: number;
  seconds?: number;
  rate?: Rate;
  concurrency: number;
  timeoutMs: number;
}

/** Who is tested. The reference has no URL before it is started. */
export interface Target {
  kind: 'reference' | 'local' | 'remote';
  /** As printed: `reference`, `sandbox`, or the URL. */
  name: string;
  /** The name of the document's server that it is. */
  server?: string;
  /** Without a slash at its end: paths of operations are appended. */
  url?: string;
  budget: Budget;
}
