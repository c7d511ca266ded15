import type { RequestBudget } from '../client.ts';

/** Number of cases sent before the rest of the plan: a target that answers none of them is not tested further. */
export const OPENING_CASES = 8;

/** The failure streak at which the target counts as gone. */
export const GONE_AFTER = 96;

/** Requests to find out what an operation accepts: a share of the plan's budget within these bounds. */
export const MIN_TRIES = 3;
export const MAX_TRIES = 20;

/** An unavailable or timed-out exchange adds this much to the failure streak, an incomplete response 1. */
export const UNAVAILABLE_WEIGHT = 6;

/** Total number of requests at which exploration ends: a fifth of what the plan left, at most 200, is reserved for shrinking. */
export function explorationLimit({ requests }: Pick<RequestBudget, 'requests'>, spent: number): number {
  return requests - Math.min(200, Math.ceil((requests - spent) * 0.2));
}
