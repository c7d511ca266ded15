import type { TransportFailureKind } from '../../../../spec/openapi/exchange.ts';
import type { Reply, SocketServer } from '../socket-server.ts';

/**
 * The result that the client must report: a failure, a body that is not strict JSON, or a response. `denies` means that
 * the response cannot be judged against the contract; `at first` limits this to targets that have not yet accepted the
 * access token.
 */
export type ExpectedResult =
  | { failure: TransportFailureKind; answered: boolean }
  | { unreadable: string; denies?: 'at first' }
  | { status: number; denies?: 'always' | 'at first' };

export interface HostileServer {
  id: string;
  /** Describes the server as the predicate of a sentence. */
  description: string;
  start(): Promise<SocketServer>;
  expected: ExpectedResult;
  /** Set if its responses exceed the small limits of most tests. */
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
