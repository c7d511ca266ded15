import type { Exchange } from '../../spec/openapi/exchange.ts';

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
