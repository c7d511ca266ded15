import type { RequestBudget } from '../client.ts';

/** Number of cases sent before the rest of the plan. If the target answers none of them, the run ends. */
export const OPENING_CASES = 8;

/** The failure streak (see `ExchangeRecorder`) at which the target counts as gone. */
export const GONE_AFTER = 96;

/**
 * Bounds for the number of requests that search for an accepted request of one operation. Within them, it is a share of
 * the plan's budget.
 */
export const MIN_TRIES = 3;
export const MAX_TRIES = 20;

/** Weight of an unavailable or timed-out exchange in the failure streak. Any other failure counts 1. */
export const UNAVAILABLE_WEIGHT = 6;

/**
 * Returns the total number of requests at which exploration ends. A fifth of the requests that the plan left, at most
 * 200, is reserved for shrinking.
 */
export function explorationLimit({ requests }: Pick<RequestBudget, 'requests'>, spent: number): number {
  return requests - Math.min(200, Math.ceil((requests - spent) * 0.2));
}
