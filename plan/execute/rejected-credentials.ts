import type { Exchange } from '../../spec/openapi/exchange.ts';

/**
 * The status with which a target refuses the access token itself: every valid request that carries it was answered so.
 * That is no word on the contract: the token may be wrong.
 */
export function refusedToken(exchanges: readonly Exchange[]): 401 | 403 | undefined {
  const statuses = exchanges.flatMap(({ case: { kind, request }, response }) =>
    kind === 'valid' && request.credentials === 'access' && response ? [response.status] : [],
  );
  const [first] = statuses;
  if ((first !== 401 && first !== 403) || statuses.some((status) => status !== first)) return undefined;
  return first;
}
