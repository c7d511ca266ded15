import type { Socket } from 'node:net';

export const mib = 1024 * 1024;

/** Formats a status line and header fields. */
export const formatHead = (headers: Record<string, string | number>, status = '201 Created'): string =>
  `HTTP/1.1 ${status}\r\n${Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n`;

/** Formats a complete response with its Content-Length. */
export const formatResponse = (
  body: string | Buffer,
  headers: Record<string, string> = {},
  status?: string,
): Buffer =>
  Buffer.concat([
    Buffer.from(
      formatHead(
        { 'content-type': 'application/json', ...headers, 'content-length': Buffer.byteLength(body) },
        status,
      ),
    ),
    Buffer.from(body),
  ]);

/** Writes the same bytes repeatedly, as fast as they are read, until the connection is closed. */
export function flood(socket: Socket, bytes: Buffer | string): void {
  const writeMore = (): void => {
    while (!socket.destroyed && socket.write(bytes));
    if (!socket.destroyed) socket.once('drain', writeMore);
  };
  writeMore();
}

/** Writes the same text every 20 ms until the connection is closed. */
export function drip(socket: Socket, text: string): void {
  const timer = setInterval(() => socket.write(text), 20);
  socket.once('close', () => clearInterval(timer));
}

export const chunkedHeaders = { 'transfer-encoding': 'chunked', 'content-type': 'application/json' };
