import type { OperationModel } from '../spec/clauses/operation-model.ts';
import type { StatusPattern } from '../spec/clauses/rules/rule.ts';
import type { Finding } from '../spec/clauses/verdict.ts';
import type { InstancePointer } from '../spec/json.ts';
import type { Case } from '../spec/openapi/case.ts';
import type { Response } from '../spec/openapi/contract.ts';
import type { Exchange } from '../spec/openapi/exchange.ts';
import type { ReceivedResponse } from '../spec/openapi/response.ts';

/** What earlier exchanges have shown about the target. */
export interface TargetState {
  /**
   * Whether an earlier response shows that the target accepts the valid credentials. If so, a later 401 or 403 has
   * another cause.
   */
  credentialsAccepted: boolean;
  /**
   * Whether the target has accepted a valid request of the operation. If so, it rejects a changed request because of
   * the change.
   */
  requestAccepted: boolean;
}

/** The input of an oracle: an exchange with a response, and the parts of the contract that apply to it. */
export interface CheckContext {
  model: OperationModel;
  exchange: Exchange;
  response: ReceivedResponse;
  target: TargetState;
  /** The Response Object that applies to the status of the response. */
  documented?: Response;
}

/** A finding without its clause, exchange and cause, which the caller adds. */
export interface Failure extends Pick<Finding, 'location' | 'expected' | 'received' | 'defect'> {
  /** The location in the body of what causes the failure, if it is a part of the value at `location`. */
  causePointer?: InstancePointer;
}

/** Undefined if the exchange is not evidence for or against the clause. */
export type CheckResult = undefined | 'pass' | Failure;

/** Judges whether an exchange satisfies one rule. */
export type Oracle = (context: CheckContext) => CheckResult;

/** Whether a status equals the pattern, or belongs to its class, such as `2XX`. */
export const matchesStatus = (status: number, pattern: StatusPattern): boolean =>
  pattern.endsWith('XX') ? pattern[0] === String(status)[0] : pattern === String(status);

/** Returns the values of a header field in the order of receipt. The name must be in lower case. */
export function getHeader(response: ReceivedResponse, name: string): string[] {
  const values: string[] = [];
  for (const [field, value] of response.headers)
    if (field.length === name.length && field.toLowerCase() === name) values.push(value);
  return values;
}

/** Returns the media type of the body in lower case, without parameters; undefined if there is no `Content-Type`. */
export function getMediaType(response: ReceivedResponse): string | undefined {
  return getHeader(response, 'content-type')[0]?.split(';')[0]?.trim().toLowerCase();
}

/** Whether a secret in the text was replaced by a placeholder such as `‹access token›`, so that its syntax is lost. */
export const isRedacted = (text: string): boolean => text.includes('‹');

export function createStatusFailure(response: ReceivedResponse, expected: string): Failure {
  return { location: 'status', expected, received: { words: `status ${response.status}` } };
}

const otherOperations =
  /^(protocol:(other-methods|options|other-paths|head)|robustness:(trace|malformed-path)|authentication:head)$/;

/**
 * Whether the request has another method or path than the operation, or no URL that a server can read, so that the
 * operation's responses do not describe it. Some servers decode the slashes of a path before they select the operation,
 * or redirect to the path without `..`.
 */
export const isOtherOperation = ({ role = '', request: { path } }: Case): boolean =>
  otherOperations.test(role) ||
  (role === 'robustness:injection' && /%(?:2F|5C)/i.test(path.split('?', 1)[0] ?? ''));

/**
 * Whether the response is caused by the rate of requests or the credentials, and not by what the case tests (RFC 6585
 * section 4; RFC 9110 section 15.5).
 */
export function isAboutRateOrCredentials({ exchange, response, target }: CheckContext): boolean {
  if (response.status === 429) return true;
  const { credentials } = exchange.case.request;
  return credentials === 'access' && !target.credentialsAccepted && [401, 403].includes(response.status);
}

/** 414 and 431 are answered before the operation sees the request (RFC 9110 section 15.5.15, RFC 6585 section 5). */
export const isTransportLimit = (status: number): boolean => status === 414 || status === 431;

/**
 * Whether the response concerns the state of the target or the rate of requests, and not the request: a conflict, an
 * unmet precondition, a lock (RFC 9110 sections 15.5.10 and 15.5.13, RFC 4918 section 11.3, RFC 6585 section 4).
 */
export const isAboutState = ({ status }: Pick<ReceivedResponse, 'status'>): boolean =>
  [409, 412, 423, 429].includes(status);
