import type { Socket } from 'node:net';
import type { TransportFailure } from '../spec/openapi/exchange.ts';
import { parserErrorName } from './transport-failure.ts';

/** Detects data after the end of a response, so that it is attributed to the exchange that the response belongs to. */
export interface ExcessDataDetector {
  /** Watches a new connection. */
  watch(socket: Socket): void;
  /** Call it when a response has just ended. The callback gets a failure where excess data follows, else undefined. */
  checkAfterResponse(callback: (failure: TransportFailure | undefined) => void): void;
}

/** The framing of the response has defined where it ends (RFC 9112 section 6.3). */
const excessDataFailure: TransportFailure = {
  kind: 'protocol',
  message: 'the response is followed by more bytes than its framing announced',
  answered: true,
};

/** Whether undici's parser met bytes that belong to no response. */
const isExcessDataError = (error: Error): boolean =>
  error.message === 'bad response' || error.name === parserErrorName;

/**
 * One detector serves all connections of a client: undici does not pass the connection to a handler, so the socket that was
 * read last is taken for it.
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
    /** The parser reports excess data of the same packet right after the response ends: hence one turn of the event loop. */
    checkAfterResponse(callback) {
      const socket = currentSocket;
      setImmediate(() =>
        callback(socket !== undefined && socketsWithExcess.has(socket) ? excessDataFailure : undefined),
      );
    },
  };
}
