import type { Clock } from './clock.ts';
import { createOperationLimits, type OperationLimits } from './operation-limits.ts';
import { createRateLimiter, type RateLimiter } from './rate-limiter.ts';
import { createRequestStats, type RequestStats } from './request-stats.ts';
import type { Budget } from './target.ts';

/** What clients share if their requests are counted, limited and paced together. */
export interface RequestAccount {
  stats: RequestStats;
  rateLimiter: RateLimiter;
  operationLimits: OperationLimits;
  /** Time of the first client's creation, by the clock. */
  startedMs: number;
  /** Ends pauses; no further request is sent. */
  signal: AbortSignal;
}

/** @param operationCount the number of operations that are called */
export const createRequestAccount = (
  budget: Budget,
  clock: Clock,
  signal: AbortSignal,
  operationCount = 1,
): RequestAccount => ({
  stats: createRequestStats(),
  rateLimiter: createRateLimiter({ rate: budget.rate, maxPausedMs: budget.waitMs, clock, signal }),
  operationLimits: createOperationLimits(operationCount),
  startedMs: clock.now(),
  signal,
});
