import type { Resource } from '../../spec/openapi/resources.ts';
import type { RequestBudget } from '../client.ts';

/** Number of cases sent before the rest of the plan. If the target answers none of them, the run ends. */
export const OPENING_CASES = 8;

/** The failure streak (see `ExchangeRecorder`) at which the target counts as gone. */
export const MAX_FAILURE_STREAK = 96;

const MIN_TRIES = 3;
const MAX_TRIES = 20;

/**
 * Returns the maximum number of requests that search for an accepted request of one operation. Within its bounds,
 * all operations together get a third of the plan's budget.
 */
export const searchLimit = ({ plan }: Pick<RequestBudget, 'plan'>, operations: number): number =>
  Math.max(MIN_TRIES, Math.min(MAX_TRIES, Math.floor(plan / (3 * operations))));

/** The largest share of all requests that is reserved to send some again, and the least number that may be sent again. */
const MAX_CONFIRMED_SHARE = 0.1;
const MIN_CONFIRMED = 60;

/** The number of requests that is reserved to confirm what `count` requests have shown. */
export const reserveToConfirm = ({ requests }: Pick<RequestBudget, 'requests'>, count: number): number =>
  Math.min(Math.floor(requests * MAX_CONFIRMED_SHARE), count);

/** Maximum number of requests that are sent again to confirm what they showed, if they are left. */
export const limitConfirmed = ({ requests }: Pick<RequestBudget, 'requests'>): number =>
  Math.max(MIN_CONFIRMED, Math.floor(requests * MAX_CONFIRMED_SHARE));

/** An unavailable or timed-out exchange adds this much to the failure streak, an incomplete response 1. */
export const UNAVAILABLE_WEIGHT = 6;

/**
 * Returns the total number of requests at which exploration ends. A fifth of the requests that the plan left, at most
 * 200, is reserved for shrinking.
 */
export function explorationLimit({ requests }: Pick<RequestBudget, 'requests'>, spent: number): number {
  return requests - Math.min(200, Math.ceil((requests - spent) * 0.2));
}

/** Returns the total number of requests at which the cases end that the plan left out: random cases get the other half. */
export const limitUnjudged = (limit: number, spent: number): number =>
  spent + Math.ceil(Math.max(0, limit - spent) / 2);

/** About the number of requests of a scenario, and the largest share of all requests that is reserved for scenarios. */
const SCENARIO_REQUESTS = 40;
const MAX_SCENARIO_SHARE = 0.3;

/** The number of requests that is reserved for the scenarios of resources. */
export function reserveForScenarios(resources: readonly Resource[], requests: number): number {
  const created = resources.filter(({ operations }) => operations.create !== undefined);
  return Math.min(created.length * SCENARIO_REQUESTS, Math.floor(requests * MAX_SCENARIO_SHARE));
}
