import type { Socket } from 'node:net';
import type { TransportFailure } from '../spec/openapi/exchange.ts';
import { parserErrorName } from './transport-failure.ts';

/**
 * Detects bytes after the end of a response and attributes them to the exchange of that response, not to the next one.
 */
export interface ExcessDataDetector {
  /** Watches a new connection. */
  watch(socket: Socket): void;
  /**
   * To be called as soon as a response has ended. Calls back with a failure if more bytes follow, else with undefined.
   */
  checkAfterResponse(callback: (failure: TransportFailure | undefined) => void): void;
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
  const socketsWithExcess = new WeakSet<Socket>();
  let currentSocket: Socket | undefined;
  return {
    watch(socket) {
      const markCurrent = (): void => {
        currentSocket = socket;
      };
      socket.on('readable', markCurrent).on('end', markCurrent);
      socket.on('error', (error) => {
        if (isExcessDataError(error)) socketsWithExcess.add(socket);
      });
    },
    /**
     * The parser reports excess bytes of the same packet right after the response ends, so the check waits for one turn
     * of the event loop.
     */
    checkAfterResponse(callback) {
      const socket = currentSocket;
      setImmediate(() =>
        callback(socket !== undefined && socketsWithExcess.has(socket) ? excessDataFailure : undefined),
      );
    },
  };
}
