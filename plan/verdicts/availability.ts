import type { Exchange } from '../../spec/openapi/exchange.ts';

/**
 * Whether the exchange has no response, or one with 429 or 503: after retries, this shows nothing about the contract.
 */
export const isUnavailable = ({ response, failure }: Exchange): boolean =>
  response
    ? response.status === 503 || response.status === 429
    : failure?.answered === false && failure.kind !== 'aborted';

/** Whether the response means that the same request may succeed later: 429 or 503 (RFC 6585 section 4, RFC 9110 section 15.6.4). */
export const isPostponed = (exchange: Exchange): boolean =>
  exchange.response !== undefined && isUnavailable(exchange);

/** Whether a time limit expired, before or within the response. */
export const isTimeout = ({ failure }: Exchange): boolean => failure?.kind.endsWith('timeout') ?? false;

/** Explains why an exchange has no usable response; undefined if it has one, or if this side aborted it. */
export function explainNoResponse(exchange: Exchange): string | undefined {
  const { failure, response } = exchange;
  if (failure) return failure.kind === 'aborted' ? undefined : failure.message;
  return response && isUnavailable(exchange) ? `status ${response.status}` : undefined;
}
