import type { Retry, RetryCause } from './decide-retry.ts';
import type { Budget } from './target.ts';

/** Counters of a client. */
export interface RequestStats {
  /** Attempts sent, including retries and discovery. */
  requests: number;
  /** Attempts that received a complete response, of any status. */
  answered: number;
  retries: Record<RetryCause, number>;
  /** Length of all pauses, in milliseconds. */
  pausedMs: number;
  /** The operations that get no more requests, because a 429 to theirs requests a longer pause than the budget allows. */
  limitedOperations: readonly string[];
  /** Set when the budget allows none of the pauses that the target requests with 429. The run then ends with an error. */
  rateLimitError?: string;
  /** Set when a function of the user fails, such as one that fetches a token. The run then ends with an error. */
  userError?: string;
}

export function createRequestStats(): RequestStats {
  return {
    requests: 0,
    answered: 0,
    retries: { 'too many requests': 0, unavailable: 0, 'closed before an answer': 0, refused: 0 },
    pausedMs: 0,
    limitedOperations: [],
  };
}

/** Explains why the client does not wait any longer, and estimates how long the run would take at the target's rate. */
export function describeRateLimitError(
  retry: Retry,
  stats: RequestStats,
  elapsedMs: number,
  budget: Budget,
): string {
  const wait = `the target asks to wait ${formatDuration(retry.afterMs)} (${retry.cause})`;
  const spent = stats.pausedMs > 0 ? ` after ${formatDuration(stats.pausedMs)} of pauses` : '';
  const msPerRequest = (elapsedMs + retry.afterMs) / Math.max(1, stats.answered);
  return `${wait}${spent}, but a run pauses for ${formatDuration(budget.waitMs)} at most; at this rate ${budget.requests} requests would take about ${formatDuration(msPerRequest * budget.requests)}`;
}

/** Formats a duration, rounded up, in the unit that gives a small number: `90_000` is `2 min`. */
export function formatDuration(ms: number): string {
  if (ms < 90_000) return `${Math.ceil(ms / 1000)} s`;
  return ms < 5_400_000 ? `${Math.ceil(ms / 60_000)} min` : `${Math.ceil(ms / 3_600_000)} h`;
}
