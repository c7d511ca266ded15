import type { Rate } from './rate-limiter.ts';

/** Limits for the requests that a run sends to a target. */
export interface Budget {
  /** Maximum number of requests, including retries and discovery. */
  requests: number;
  /** Maximum number of requests for discovery. */
  discovery: number;
  /** Number of requests for which cases are planned. */
  plan: number;
  /** Upper limit for all pauses after 429, 503 and lost connections together, in milliseconds. */
  waitMs: number;
  /** Time limit of the run. */
  seconds?: number;
  rate?: Rate;
  concurrency: number;
  /** Time limit of one attempt, from connecting to the end of the response. */
  timeoutMs: number;
}

/** The implementation under test. The reference has no URL until it is started. */
export interface Target {
  kind: 'reference' | 'local' | 'remote';
  /** The printed name: `reference`, `sandbox`, or the URL. */
  name: string;
  /** The name of the server in the document, if the target is one of its servers. */
  server?: string;
  /** Base URL without a trailing slash: paths of operations are appended to it. */
  url?: string;
  budget: Budget;
}
