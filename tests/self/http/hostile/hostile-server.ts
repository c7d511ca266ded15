import type { TransportFailureKind } from '../../../../spec/openapi/exchange.ts';
import type { Listening, Reply } from '../listening.ts';

/**
 * What a client must make of a server: a failure, an answer that no strict reader reads, or a plain answer. `denies`: an
 * answer that says nothing of the contract; `at first`: that does so only where none came before that let the token in.
 */
export type Expected =
  | { failure: TransportFailureKind; answered: boolean }
  | { unreadable: string }
  | { status: number; denies?: 'always' | 'at first' };

/** A broken or hostile server. */
export interface HostileServer {
  id: string;
  /** What it does, as a fact. */
  says: string;
  listen(): Promise<Listening>;
  expected: Expected;
  /** Its answers are larger than the quick limits of most tests. */
  large?: true;
}

/** A hostile server of which only the bytes matter that it replies with. */
export type ReplyRow = readonly [id: string, says: string, expected: Expected, reply: Reply];

/** The time limit ends it. */
export const timeout = (phase: 'headers' | 'body', answered: boolean): Expected => ({
  failure: `${phase} timeout`,
  answered,
});
/** An answer that is not HTTP as it must be. */
export const protocol: Expected = { failure: 'protocol', answered: true };
/** The connection ends too early. */
export const reset = (answered: boolean): Expected => ({ failure: 'reset', answered });
