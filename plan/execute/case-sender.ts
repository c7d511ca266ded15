import type { Case } from '../../spec/openapi/case.ts';
import type { Exchange } from '../../spec/openapi/exchange.ts';
import { findClientError, isRateLimited } from '../client.ts';
import { takeWhile } from '../schedule/take.ts';
import type { CaseRenewal } from './case-renewal.ts';
import { mapInOrder } from './map-in-order.ts';
import type { ExecutionInput } from './model.ts';

/** Sends cases until the budget is spent, the target is gone, or the user interrupts the run. */
export interface CaseSender {
  /**
   * Sends cases until `getLimit()` requests were sent in all, but none of operations whose rate is limited. Yields the
   * exchanges in the order of the cases.
   */
  send(cases: Iterable<Case>, getLimit: () => number): AsyncGenerator<Exchange>;
  /** Sends one case; returns undefined if nothing more may be sent, or not to its operation. */
  sendOne(theCase: Case): Promise<Exchange | undefined>;
  hasBudget(limit: number): boolean;
  countRequests(): number;
}

/**
 * @param isGone whether the target has stopped answering
 * @param renew returns the case with values that were not sent before
 * @param collect is called with every exchange, also with those that nobody waits for after an interruption
 */
export function createCaseSender(
  { client, budget, signal }: Pick<ExecutionInput, 'client' | 'budget' | 'signal'>,
  isGone: () => boolean,
  renew: CaseRenewal['renew'],
  collect: (exchange: Exchange) => void = () => {},
): CaseSender {
  const requestsBefore = client.stats().requests;
  let nextId = 1;
  /** Number of requests sent or in flight: the client counts retries, but counts a request only when it has ended. */
  const countRequests = (): number => Math.max(client.stats().requests, requestsBefore + nextId - 1);
  const hasBudget = (limit: number): boolean =>
    countRequests() < limit && !signal?.aborted && findClientError(client) === undefined && !isGone();
  const send = async (theCase: Case): Promise<Exchange> => {
    const id = nextId++;
    const exchange = await client.send(await renew(theCase, id), id);
    collect(exchange);
    return exchange;
  };
  function* skipLimited(cases: Iterable<Case>): Generator<Case> {
    for (const theCase of cases) if (!isRateLimited(client, theCase.operation)) yield theCase;
  }
  return {
    send: (cases, getLimit) =>
      mapInOrder(skipLimited(takeWhile(cases, () => hasBudget(getLimit()))), budget.concurrency, send),
    sendOne: async (theCase) =>
      hasBudget(budget.requests) && !isRateLimited(client, theCase.operation) ? send(theCase) : undefined,
    hasBudget,
    countRequests,
  };
}
