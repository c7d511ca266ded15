import type { Operation } from '../../spec/openapi/contract.ts';
import type { Exchange } from '../../spec/openapi/exchange.ts';

/** The responses of an operation, counted as they arrive. */
export interface OperationCounts {
  /** Number of valid requests that got a response. */
  tries: number;
  /** Whether one of them got a documented success response. */
  hasSuccess: boolean;
  /** Number of responses to valid requests, by status. */
  validStatuses: Map<number, number>;
  /** Number of responses to all requests, by status. */
  statuses: Map<number, number>;
  /** Number of responses to valid and invalid requests with the right credentials, by status. */
  authorizedStatuses: Map<number, number>;
  /** Whether one of the requests in `authorizedStatuses` was invalid. */
  hasAuthorizedInvalid: boolean;
  /** The last exchange with a valid request that got no documented success. */
  lastRejection?: Exchange;
}

export const createOperationCounts = (): OperationCounts => ({
  ...{ tries: 0, hasSuccess: false, validStatuses: new Map(), statuses: new Map() },
  ...{ authorizedStatuses: new Map(), hasAuthorizedInvalid: false },
});

/** Adds an exchange of the operation to its counts. */
export function addToOperationCounts(
  counts: OperationCounts,
  operation: Operation,
  exchange: Exchange,
): void {
  const { response, case: sent } = exchange;
  if (response === undefined) return;
  increment(counts.statuses, response.status);
  if (sent.request.credentials === 'access' && sent.kind !== 'probe') {
    increment(counts.authorizedStatuses, response.status);
    counts.hasAuthorizedInvalid ||= sent.kind === 'invalid';
  }
  if (sent.kind !== 'valid') return;
  counts.tries += 1;
  increment(counts.validStatuses, response.status);
  if (exchange.failure === undefined && isDocumentedSuccess(operation, response.status))
    counts.hasSuccess = true;
  else counts.lastRejection = exchange;
}

const increment = (counts: Map<number, number>, status: number): void => {
  counts.set(status, (counts.get(status) ?? 0) + 1);
};

/** Whether the response shows that the request was accepted: any 2XX, or a redirection that the document lists. */
export const isAccepted = (operation: Operation, { response, failure }: Exchange): boolean =>
  response !== undefined &&
  failure === undefined &&
  (response.status < 300 || isDocumentedSuccess(operation, response.status));

/**
 * Whether the status is a success according to the document: a 2XX or 3XX status that it lists. If it has `default` or
 * lists no success at all, every 2XX is one.
 */
function isDocumentedSuccess({ responses }: Operation, status: number): boolean {
  if (status < 200 || status >= 400) return false;
  const keys = responses.map((response) => response.status.toUpperCase());
  const range = `${Math.trunc(status / 100)}XX`;
  if (keys.includes(String(status)) || keys.includes(range)) return true;
  const describesSuccess = keys.some((key) => /^[23]/.test(key));
  return status < 300 && (keys.includes('DEFAULT') || !describesSuccess);
}
