import type { Operation } from '../../spec/openapi/contract.ts';
import type { Exchange } from '../../spec/openapi/exchange.ts';
import { requiresCredentials } from '../../spec/openapi/security.ts';
import type { Client } from '../client.ts';
import type { PlanContext } from '../context.ts';
import type { ExchangeRecorder } from '../execute/exchange-recorder.ts';
import { OPENING_CASES } from '../execute/limits.ts';
import type { OperationCounts } from './operation-counts.ts';

/**
 * The status with which the target rejects the access token: 401 or 403, if every valid request that carried the token got
 * it. This proves nothing about the contract, as the token may be wrong.
 */
export function findRejectionStatus(exchanges: readonly Exchange[]): 401 | 403 | undefined {
  const statuses = exchanges.flatMap(({ case: { kind, request }, response }) =>
    kind === 'valid' && request.credentials === 'access' && response ? [response.status] : [],
  );
  const [first] = statuses;
  if ((first !== 401 && first !== 403) || statuses.some((status) => status !== first)) return undefined;
  return first;
}

/**
 * The status with which the target rejects the credentials of an operation: 401 or 403, if every request that carried them got
 * it. Where the document lists the status, a login may mean the values of the message, until an invalid message or several
 * others get it too.
 */
export function findOperationRejection(
  { security, responses }: Operation,
  { authorizedStatuses, hasAuthorizedInvalid }: OperationCounts,
): 401 | 403 | undefined {
  const [first, ...others] = authorizedStatuses;
  if (!first || others.length > 0 || !requiresCredentials(security)) return undefined;
  const [status, count] = first;
  if (status !== 401 && status !== 403) return undefined;
  const isDocumented = responses.some((response) => response.status === String(status));
  return isDocumented && !hasAuthorizedInvalid && count < OPENING_CASES ? undefined : status;
}

/** The operations whose credentials the target rejects, if it rejects those of every operation for which some are given. */
export function findRejectedOperations(
  contexts: ReadonlyMap<string, PlanContext>,
  recorder: Pick<ExchangeRecorder, 'operationCounts'>,
  client: Pick<Client, 'hasCredentials'>,
): Map<string, 401 | 403> | undefined {
  const rejected = new Map<string, 401 | 403>();
  for (const [id, { model }] of contexts) {
    if (!requiresCredentials(model.operation.security) || !client.hasCredentials(id)) continue;
    const status = findOperationRejection(model.operation, recorder.operationCounts(id));
    if (status === undefined) return undefined;
    rejected.set(id, status);
  }
  return rejected.size === 0 ? undefined : rejected;
}
