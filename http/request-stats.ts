import type { Retry, RetryCause } from './retries.ts';
import type { Budget } from './target.ts';

/** What a client has done so far. */
export interface Tally {
  /** Attempts that went out, retries and discovery included. */
  requests: number;
  /** Attempts that got a whole answer, whatever it was. */
  answered: number;
  retries: Record<RetryCause, number>;
  /** How long pauses have been in all, in milliseconds. */
  pausedMs: number;
  /** Why waiting went on no longer, and how long it would take: the run is then an error, not a verdict. */
  gaveUp?: string;
}

/** An empty tally. */
export function newTally(): Tally {
  return {
    requests: 0,
    answered: 0,
    retries: { 'too many requests': 0, unavailable: 0, 'closed before an answer': 0, refused: 0 },
    pausedMs: 0,
  };
}

/** Says why the client waits no longer, and how long so many requests would take at what the target allows. */
export function giveUp(retry: Retry, tally: Tally, elapsedMs: number, budget: Budget): string {
  const wait = `the target asks to wait ${duration(retry.afterMs)} (${retry.cause})`;
  const spent = tally.pausedMs > 0 ? ` after ${duration(tally.pausedMs)} of waiting` : '';
  const each = (elapsedMs + retry.afterMs) / Math.max(1, tally.answered);
  return `${wait}${spent}, and a run waits ${duration(budget.waitMs)} at most; at this pace ${budget.requests} requests would take about ${duration(each * budget.requests)}`;
}

/** A length of time in the largest fitting unit: `90 s` is `2 min`. */
export function duration(ms: number): string {
  if (ms < 90_000) return `${Math.ceil(ms / 1000)} s`;
  return ms < 5_400_000 ? `${Math.ceil(ms / 60_000)} min` : `${Math.ceil(ms / 3_600_000)} h`;
}
