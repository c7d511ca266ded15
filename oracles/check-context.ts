import type { OperationModel } from '../spec/clauses/operation-model.ts';
import type { StatusPattern } from '../spec/clauses/rules.ts';
import type { Finding } from '../spec/clauses/verdict.ts';
import type { Response } from '../spec/openapi/contract.ts';
import type { Exchange, ReceivedResponse } from '../spec/openapi/exchange.ts';

/** An exchange with what the contract says about it: what every oracle looks at. */
export interface CheckContext {
  model: OperationModel;
  exchange: Exchange;
  response: ReceivedResponse;
  /** Whether the target has let in these credentials before. */
  credentialsAccepted: boolean;
  /** The response that the document describes for this status. */
  documented?: Response;
}

/** What is wrong; of which clause and exchange is added by the caller. */
export type Failure = Pick<Finding, 'location' | 'expected' | 'received'>;

/** Nothing to say; it holds; or what is wrong. */
export type CheckResult = undefined | 'holds' | Failure;

/** An oracle of one rule. */
export type Oracle = (situation: CheckContext) => CheckResult;

/** Whether a status is of the pattern: `201` itself, `2XX` its hundred. */
export const matches = (status: number, pattern: StatusPattern): boolean =>
  pattern.endsWith('XX') ? pattern[0] === String(status)[0] : pattern === String(status);

/** The values of a header field, in order of appearance. */
export function header(response: ReceivedResponse, name: string): string[] {
  const values: string[] = [];
  for (const [own, value] of response.headers)
    if (own.length === name.length && own.toLowerCase() === name) values.push(value);
  return values;
}

/** The media type of the body, without parameters, in lower case; undefined where none is said. */
export function mediaType(response: ReceivedResponse): string | undefined {
  return header(response, 'content-type')[0]?.split(';')[0]?.trim().toLowerCase();
}

/** A finding about the status line. */
export function wrongStatus(response: ReceivedResponse, expected: string): Failure {
  return { location: 'status', expected, received: { words: `status ${response.status}` } };
}

/** Whether the answer is about rate or credentials, and so says nothing of what was asked (RFC 9110, section 15.5; RFC 6585). */
export function isBesideThePoint({ exchange, response, credentialsAccepted }: CheckContext): boolean {
  if (response.status === 429) return true;
  return (
    exchange.case.request.credentials === 'access' &&
    !credentialsAccepted &&
    [401, 403].includes(response.status)
  );
}
