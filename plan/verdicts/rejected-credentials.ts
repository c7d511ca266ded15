import type { Operation } from '../../spec/openapi/contract.ts';
import type { Exchange } from '../../spec/openapi/exchange.ts';
import { requiresCredentials } from '../../spec/openapi/security.ts';
import type { Client } from '../client.ts';
import type { PlanContext } from '../context.ts';
import type { ExchangeRecorder } from '../execute/exchange-recorder.ts';
import { OPENING_CASES } from '../execute/limits.ts';
import type { OperationCounts } from './operation-counts.ts';

/**
 * Returns the status with which the target rejects the access token: 401 or 403, if every valid request with the token
 * got it. It shows nothing about the contract, because the token may be wrong.
 */
export function findRejectionStatus(exchanges: readonly Exchange[]): 401 | 403 | undefined {
  const statuses = exchanges.flatMap(({ case: { kind, request }, response }) =>
    kind === 'valid' && request.credentials === 'access' && response ? [response.status] : [],
  );
  const [first] = statuses;
  if ((first !== 401 && first !== 403) || statuses.some((status) => status !== first)) return undefined;
  return first;
}

interface Rejection {
  status: 401 | 403;
  /** Number of requests that got the status. */
  count: number;
  /**
   * False if the document lists the status and only valid requests got it: it may then mean wrong values in the
   * message, for example of a login.
   */
  isCertain: boolean;
}

/** Returns the 401 or 403 that all requests with the right credentials got; undefined if their statuses differ. */
function findRejection(
  { security, responses }: Operation,
  { authorizedStatuses, hasAuthorizedInvalid }: OperationCounts,
): Rejection | undefined {
  const [first, ...others] = authorizedStatuses;
  if (!first || others.length > 0 || !requiresCredentials(security)) return undefined;
  const [status, count] = first;
  if (status !== 401 && status !== 403) return undefined;
  const isDocumented = responses.some((response) => response.status === String(status));
  return { status, count, isCertain: hasAuthorizedInvalid || !isDocumented };
}

/** Whether the rejections are enough evidence that the credentials are wrong. */
const areConclusive = (rejections: readonly Rejection[]): boolean =>
  rejections.some(({ isCertain }) => isCertain) ||
  rejections.reduce((sum, { count }) => sum + count, 0) >= OPENING_CASES;

/** Whether the target rejects the credentials in every request to the operation. */
export function isRejected(operation: Operation, counts: OperationCounts): boolean {
  const rejection = findRejection(operation, counts);
  return rejection !== undefined && areConclusive([rejection]);
}

/**
 * Returns the operations whose credentials the target rejects; undefined unless it rejects those of every operation for
 * which credentials are given.
 */
export function findRejectedOperations(
  contexts: ReadonlyMap<string, PlanContext>,
  recorder: Pick<ExchangeRecorder, 'operationCounts'>,
  client: Pick<Client, 'hasCredentials'>,
): ReadonlyMap<string, Rejection> | undefined {
  const rejections = new Map<string, Rejection>();
  for (const [id, { model }] of contexts) {
    if (!requiresCredentials(model.operation.security) || !client.hasCredentials(id)) continue;
    const rejection = findRejection(model.operation, recorder.operationCounts(id));
    if (!rejection) return undefined;
    rejections.set(id, rejection);
  }
  return areConclusive([...rejections.values()]) ? rejections : undefined;
}
