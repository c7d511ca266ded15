import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';

/** A server of a test: where it is, how many requests came, and how it ends. */
export interface Listening {
  url: string;
  port: number;
  /** How many requests came, or connections that sent anything else. */
  asked(): number;
  close(): Promise<void>;
}

/** What a server does when a request begins to arrive. */
export type Reply = (socket: Socket) => void;

/** Whether a request begins with these bytes; a large one comes in several pieces. */
export const beginsRequest = (chunk: Buffer): boolean =>
  /^[A-Z]+ \S+ HTTP\/1\.1\r\n/.test(chunk.subarray(0, 4096).toString('latin1'));

/** A server of raw bytes on a free port of this machine; `greets`: it replies to a connection, not to a request. */
export function listenRaw(
  reply: Reply,
  { reads = true, scheme = 'http', greets = false } = {},
): Promise<Listening> {
  let asked = 0;
  const serve = (socket: Socket): void => {
    socket.on('error', () => {}); // the other side may go at any time
    if (greets) {
      socket.resume();
      reply(socket);
    }
    if (!reads || greets) return;
    let begun = false;
    socket.on('data', (chunk) => {
      if (begun && !beginsRequest(chunk)) return;
      begun = true;
      asked += 1;
      reply(socket);
    });
  };
  return listen(createServer({ pauseOnConnect: !reads, noDelay: true }, serve), scheme, () => asked);
}

/** A server with these settings of TLS, with which no handshake comes to an end; none: it has no certificate. */
export function listenTls(settings: TlsOptions = {}): Promise<Listening> {
  const server = createTlsServer(settings, (socket) => socket.on('error', () => {}));
  server.on('tlsClientError', () => {});
  return listen(server, 'https', () => 0);
}

/** A port on which nobody listens. */
export async function freePort(): Promise<number> {
  const { port, close } = await listenRaw(() => {});
  await close();
  return port;
}

/** A name under which nothing can be found (RFC 6761 section 6.4), or a port without server. */
export async function nowhere(url: string): Promise<Listening> {
  return { url, port: 0, asked: () => 0, close: async () => {} };
}

function listen(server: Server, scheme: string, asked: () => number): Promise<Listening> {
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
      resolve({ url: `${scheme}://127.0.0.1:${port}`, port, asked, close });
    }),
  );
}
