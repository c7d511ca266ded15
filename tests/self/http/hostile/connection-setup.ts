import { certificate, privateKey } from '../certificates.ts';
import { createUnreachableServer, findFreePort, startRawServer, startTlsServer } from '../socket-server.ts';
import { type HostileServer, resetFailure, timeoutFailure } from './hostile-server.ts';
import { flood, formatResponse } from './raw-http.ts';

/** Servers with which no connection or TLS session can be made, or that respond before a request. */
export const connectionSetup: readonly HostileServer[] = [
  {
    id: 'never-reads',
    description: 'accepts connections and never reads',
    expected: timeoutFailure('headers', false),
    start: () => startRawServer(() => {}, { reads: false }),
  },
  {
    id: 'plain-on-tls',
    description: 'responds with plain http on an https port',
    expected: { failure: 'tls', answered: false },
    start: () => startRawServer((socket) => socket.end(formatResponse('{}')), { scheme: 'https' }),
  },
  {
    id: 'no-certificate',
    description: 'has no TLS certificate',
    expected: { failure: 'tls', answered: false },
    start: () => startTlsServer(),
  },
  {
    id: 'closes-in-handshake',
    description: 'closes the connection during the TLS handshake',
    expected: { failure: 'tls', answered: false },
    start: () => startRawServer((socket) => socket.end(), { scheme: 'https' }),
  },
  {
    id: 'silent-in-handshake',
    description: 'never responds to the TLS handshake',
    expected: { failure: 'connect timeout', answered: false },
    start: () => startRawServer(() => {}, { scheme: 'https' }),
  },
  {
    id: 'self-signed',
    description: 'has a self-signed certificate',
    expected: { failure: 'tls', answered: false },
    start: () => startTlsServer({ cert: certificate, key: privateKey }),
  },
  {
    id: 'old-tls',
    description: 'supports TLS 1.0 only',
    expected: { failure: 'tls', answered: false },
    start: () =>
      startTlsServer({ cert: certificate, key: privateKey, minVersion: 'TLSv1', maxVersion: 'TLSv1' }),
  },
  {
    id: 'unknown-name',
    description: 'does not recognize the server name of the TLS handshake',
    expected: { failure: 'tls', answered: false },
    start: () =>
      // alert 112 (RFC 6066, section 3)
      startRawServer((socket) => socket.end(Buffer.from('15030300020270', 'hex')), { scheme: 'https' }),
  },
  {
    id: 'noise-in-handshake',
    description: 'sends endless zero bytes during the TLS handshake',
    expected: { failure: 'tls', answered: false },
    start: () => startRawServer((socket) => flood(socket, Buffer.alloc(65_536)), { scheme: 'https' }),
  },
  {
    id: 'answers-unasked',
    description: 'responds before it receives a request, and closes',
    expected: { status: 201 },
    start: () => startRawServer((socket) => socket.end(formatResponse('{}')), { greets: true }),
  },
  {
    id: 'greets',
    description: 'sends an SMTP greeting when a connection is made',
    expected: { failure: 'protocol', answered: false },
    start: () => startRawServer((socket) => socket.write('220 mail.example ESMTP\r\n'), { greets: true }),
  },
  {
    id: 'closes-at-once',
    description: 'closes every connection as soon as it is made',
    expected: resetFailure(false),
    start: () => startRawServer((socket) => socket.end(), { greets: true }),
  },
  {
    id: 'resets-at-once',
    description: 'resets every connection as soon as it is made',
    expected: resetFailure(false),
    start: () => startRawServer((socket) => socket.resetAndDestroy(), { greets: true }),
  },
  {
    id: 'port-0',
    description: 'has port 0',
    expected: { failure: 'refused', answered: false },
    start: () => createUnreachableServer('http://127.0.0.1:0'),
  },
  {
    id: 'no-name',
    description: 'has a host name that does not resolve',
    expected: { failure: 'dns', answered: false },
    start: () => createUnreachableServer('http://polar.invalid'),
  },
  {
    id: 'refused',
    description: 'does not listen',
    expected: { failure: 'refused', answered: false },
    start: async () => createUnreachableServer(`http://127.0.0.1:${await findFreePort()}`),
  },
];
