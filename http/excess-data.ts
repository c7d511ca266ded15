import type { Socket } from 'node:net';
import type { TransportFailure } from '../spec/openapi/exchange.ts';
import { parserErrorName } from './transport-failure.ts';

/**
 * Detects bytes after the end of a response and attributes them to the exchange of that response, not to the next one.
 */
export interface ExcessDataDetector {
  /** Watches a new connection. */
  watch(socket: Socket): void;
  /** To be called as soon as a response has ended. Calls back with what follows it. */
  checkAfterResponse(callback: (excess: ExcessData) => void): void;
}

/** What follows a response; empty if there is nothing. */
interface ExcessData {
  failure?: TransportFailure;
  /**
   * The bytes after the last response of a connection. undici closes the connection after a response to HEAD, so these
   * are its content, which it must not have (RFC 9110 section 9.3.2).
   */
  bytes?: Buffer;
}

/** The failure of a response that is longer than its framing (RFC 9112 section 6.3). */
const excessDataFailure: TransportFailure = {
  kind: 'protocol',
  message: 'the response is followed by more bytes than its framing announced',
  answered: true,
};

/** Whether undici's parser found bytes that belong to no response. */
const isExcessDataError = (error: Error): boolean =>
  error.message === 'bad response' || error.name === parserErrorName;

/**
 * Creates a detector for all connections of a client. undici does not pass the connection to a handler, so the detector
 * uses the socket that was read last.
 */
export function createExcessDataDetector(): ExcessDataDetector {
  const excess = new WeakMap<Socket, ExcessData>();
  let currentSocket: Socket | undefined;
  return {
    watch(socket) {
      const markCurrent = (): void => {
        currentSocket = socket;
      };
      socket.on('readable', markCurrent).on('end', markCurrent);
      socket.on('error', (error) => {
        if (isExcessDataError(error)) excess.set(socket, { failure: excessDataFailure });
      });
      // undici returns the bytes after the last response of a connection, because it parses no further
      const unshift = socket.unshift.bind(socket);
      socket.unshift = (chunk: Buffer, encoding?: BufferEncoding): void => {
        if (/[^\r\n]/.test(chunk.toString('latin1')))
          excess.set(socket, { failure: excessDataFailure, bytes: Buffer.from(chunk) }); // undici reuses its memory
        unshift(chunk, encoding);
      };
    },
    /**
     * The parser reports excess bytes of the same packet right after the response ends, so the check waits for one turn
     * of the event loop.
     */
    checkAfterResponse(callback) {
      const socket = currentSocket;
      setImmediate(() => callback((socket && excess.get(socket)) ?? {}));
    },
  };
}
