import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';

export interface SocketServer {
  url: string;
  port: number;
  /** Number of requests. A connection that sends anything else counts as one. */
  requestCount(): number;
  close(): Promise<void>;
}

/** Called when a request begins to arrive. */
export type Reply = (socket: Socket) => void;

/** Whether the chunk begins with a request line: a large request arrives in several chunks. */
export const isRequestStart = (chunk: Buffer): boolean =>
  /^[A-Z]+ \S+ HTTP\/1\.1\r\n/.test(chunk.subarray(0, 4096).toString('latin1'));

/**
 * Starts a TCP server on a free loopback port. With `greets`, it replies when a connection is made, not to requests.
 */
export function startRawServer(
  reply: Reply,
  { reads = true, scheme = 'http', greets = false } = {},
): Promise<SocketServer> {
  let count = 0;
  const serve = (socket: Socket): void => {
    socket.on('error', () => {}); // the client may close the connection at any time
    if (greets) {
      socket.resume();
      reply(socket);
    }
    if (!reads || greets) return;
    let hasBegun = false;
    socket.on('data', (chunk) => {
      if (hasBegun && !isRequestStart(chunk)) return;
      hasBegun = true;
      count += 1;
      reply(socket);
    });
  };
  return listen(createServer({ pauseOnConnect: !reads, noDelay: true }, serve), scheme, () => count);
}

/** Starts a TLS server with which every handshake fails: without options, it has no certificate. */
export function startTlsServer(options: TlsOptions = {}): Promise<SocketServer> {
  const server = createTlsServer(options, (socket) => socket.on('error', () => {}));
  server.on('tlsClientError', () => {});
  return listen(server, 'https', () => 0);
}

/** Returns a port on which no server listens. */
export async function findFreePort(): Promise<number> {
  const { port, close } = await startRawServer(() => {});
  await close();
  return port;
}

/**
 * A server that cannot be reached: its name does not resolve (RFC 6761 section 6.4), or no server listens on its port.
 */
export async function createUnreachableServer(url: string): Promise<SocketServer> {
  return { url, port: 0, requestCount: () => 0, close: async () => {} };
}

function listen(server: Server, scheme: string, requestCount: () => number): Promise<SocketServer> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const close = (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(() => resolve()));
  };
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      resolve({ url: `${scheme}://127.0.0.1:${port}`, port, requestCount, close });
    }),
  );
}
