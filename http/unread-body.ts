import type { Socket } from 'node:net';
import type { TransportFailure } from '../spec/openapi/exchange.ts';
import { parserError } from './failure.ts';

/** Finds bytes behind the end of an answer, so that they are held against the exchange that it belongs to. */
export interface Surplus {
  /** Watches a new connection. */
  watch(socket: Socket): void;
  /** To be called when an answer has just ended: comes back with whether surplus bytes followed it. */
  after(come: (failure: TransportFailure | undefined) => void): void;
}

/** What bytes behind the end of an answer mean: its framing said where that was (RFC 9112 section 6.3). */
const surplusFailure: TransportFailure = {
  kind: 'protocol',
  message: 'more bytes follow than the answer announced',
  answered: true,
};

/** Whether the parser met bytes that belong to no answer. */
const isSurplus = (error: Error): boolean => error.message === 'bad response' || error.name === parserError;

/** One for all connections of a client. undici tells no handler its connection: it is the one that is being read. */
export function createSurplus(): Surplus {
  const spoiled = new WeakSet<Socket>();
  let read: Socket | undefined;
  return {
    watch(socket) {
      const reads = (): void => {
        read = socket;
      };
      socket.on('readable', reads).on('end', reads);
      socket.on('error', (error) => {
        if (isSurplus(error)) spoiled.add(socket);
      });
    },
    /** The parser meets surplus bytes of the same packet right after the end: the answer counts one turn of the loop later. */
    after(come) {
      const own = read;
      setImmediate(() => come(own !== undefined && spoiled.has(own) ? surplusFailure : undefined));
    },
  };
}
