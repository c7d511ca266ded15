import type { OperationModel } from '../spec/clauses/operation-model.ts';
import type { StatusPattern } from '../spec/clauses/rules/rule.ts';
import type { Finding } from '../spec/clauses/verdict.ts';
import type { Case } from '../spec/openapi/case.ts';
import type { Response } from '../spec/openapi/contract.ts';
import type { Exchange } from '../spec/openapi/exchange.ts';
import type { ReceivedResponse } from '../spec/openapi/response.ts';

/** What earlier exchanges show about the target. */
export interface TargetState {
  /** Whether a response shows that the target accepts these credentials: a 401 or 403 is then not about them. */
  credentialsAccepted: boolean;
  /** Whether a valid request of the operation was accepted: a rejection is then about what another request changes. */
  requestAccepted: boolean;
}

/** The input of an oracle: an exchange that has a response, and the parts of the contract that apply to it. */
export interface CheckContext {
  model: OperationModel;
  exchange: Exchange;
  response: ReceivedResponse;
  target: TargetState;
  /** The response that the document describes for this status. */
  documented?: Response;
}

/** A finding without its clause, exchange and cause, which the caller adds. */
export type Failure = Pick<Finding, 'location' | 'expected' | 'received' | 'defect'>;

/** Undefined when the exchange is not evidence for the clause. */
export type CheckResult = undefined | 'pass' | Failure;

/** Judges one rule. */
export type Oracle = (context: CheckContext) => CheckResult;

/** Whether a status is the one in the pattern, or in its class: `2XX`. */
export const matchesStatus = (status: number, pattern: StatusPattern): boolean =>
  pattern.endsWith('XX') ? pattern[0] === String(status)[0] : pattern === String(status);

/** The values of a header field, in order. The name is in lower case. */
export function getHeader(response: ReceivedResponse, name: string): string[] {
  const values: string[] = [];
  for (const [field, value] of response.headers)
    if (field.length === name.length && field.toLowerCase() === name) values.push(value);
  return values;
}

/** The media type of the body in lower case, without parameters; undefined when there is no `Content-Type`. */
export function getMediaType(response: ReceivedResponse): string | undefined {
  return getHeader(response, 'content-type')[0]?.split(';')[0]?.trim().toLowerCase();
}

export function createStatusFailure(response: ReceivedResponse, expected: string): Failure {
  return { location: 'status', expected, received: { words: `status ${response.status}` } };
}

/** Whether the request goes to another method or path: the operation's responses do not describe the answer. */
export const isOtherOperation = ({ role = '' }: Case): boolean =>
  /^(protocol:(other-methods|options|other-paths)|robustness:trace)$/.test(role);

/** Whether the response concerns the rate of requests or the credentials, and not the case (RFC 6585 section 4; RFC 9110 section 15.5). */
export function isAboutRateOrCredentials({ exchange, response, target }: CheckContext): boolean {
  if (response.status === 429) return true;
  const { credentials } = exchange.case.request;
  return credentials === 'access' && !target.credentialsAccepted && [401, 403].includes(response.status);
}
