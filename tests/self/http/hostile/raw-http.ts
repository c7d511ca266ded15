import type { Socket } from 'node:net';

export const mib = 1024 * 1024;

/** A status line and header fields. */
export const head = (headers: Record<string, string | number>, status = '201 Created'): string =>
  `HTTP/1.1 ${status}\r\n${Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n`;

/** A whole answer, its length announced. */
export const whole = (body: string | Buffer, headers: Record<string, string> = {}, status?: string): Buffer =>
  Buffer.concat([
    Buffer.from(
      head(
        { 'content-type': 'application/json', ...headers, 'content-length': Buffer.byteLength(body) },
        status,
      ),
    ),
    Buffer.from(body),
  ]);

/** Writes the same again and again, as fast as it is read, until the other side goes. */
export function flood(socket: Socket, bytes: Buffer | string): void {
  const more = (): void => {
    while (!socket.destroyed && socket.write(bytes));
    if (!socket.destroyed) socket.once('drain', more);
  };
  more();
}

/** Writes a byte now and then, until the other side goes. */
export function drip(socket: Socket, byte: string): void {
  const timer = setInterval(() => socket.write(byte), 20);
  socket.once('close', () => clearInterval(timer));
}

export const chunked = { 'transfer-encoding': 'chunked', 'content-type': 'application/json' };
