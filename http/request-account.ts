import type { Clock } from './clock.ts';
import { createRateLimiter, type RateLimiter } from './rate-limiter.ts';
import { createRequestStats, type RequestStats } from './request-stats.ts';
import type { Budget } from './target.ts';

/** What clients share if their requests are counted, limited and paced together. */
export interface RequestAccount {
  stats: RequestStats;
  rateLimiter: RateLimiter;
  /** Time of the first client's creation, by the clock. */
  startedMs: number;
  /** Ends pauses; no further request is sent. */
  signal: AbortSignal;
}

export const createRequestAccount = (budget: Budget, clock: Clock, signal: AbortSignal): RequestAccount => ({
  stats: createRequestStats(),
  rateLimiter: createRateLimiter({ rate: budget.rate, maxPausedMs: budget.waitMs, clock, signal }),
  startedMs: clock.now(),
  signal,
});
