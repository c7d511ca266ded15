import type { TransportFailureKind } from '../../../../spec/openapi/exchange.ts';
import type { Reply, SocketServer } from '../socket-server.ts';

/**
 * The result that the client must report: a failure, a body that is not strict JSON, or a response. `denies`: the response
 * cannot be judged against the contract; `at first`: only where no earlier response has accepted the access token.
 */
export type ExpectedResult =
  | { failure: TransportFailureKind; answered: boolean }
  | { unreadable: string; denies?: 'at first' }
  | { status: number; denies?: 'always' | 'at first' };

export interface HostileServer {
  id: string;
  /** What the server does, as the predicate of a sentence. */
  description: string;
  start(): Promise<SocketServer>;
  expected: ExpectedResult;
  /** Its responses exceed the small limits of most tests. */
  isLarge?: true;
}

/** A hostile server that differs only in the bytes with which it replies to a request. */
export type ReplyServer = readonly [id: string, description: string, expected: ExpectedResult, reply: Reply];

export const timeoutFailure = (phase: 'headers' | 'body', answered: boolean): ExpectedResult => ({
  failure: `${phase} timeout`,
  answered,
});
/** The response violates the HTTP message format. */
export const protocolFailure: ExpectedResult = { failure: 'protocol', answered: true };
/** The connection is closed before the end of the response. */
export const resetFailure = (answered: boolean): ExpectedResult => ({ failure: 'reset', answered });
