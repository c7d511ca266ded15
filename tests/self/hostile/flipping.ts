import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { Reference } from '../../../reference/server.ts';

/** A server that is fine at first. */
export interface Flipping {
  url: string;
  close(): Promise<void>;
}

/** What becomes of a request that is no longer answered well. */
export type Turn = (socket: Socket, close: () => void) => void;

/** Serves the reference for so many requests, and then something else. */
export async function flipping(reference: Reference, fine: number, turn: Turn): Promise<Flipping> {
  let asked = 0;
  const server = createServer(async (request, response) => {
    asked += 1;
    if (asked > fine) turn(request.socket, close);
    else await forward(reference.url, request, response).catch(() => request.socket.destroy());
  });
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  server.on('clientError', (_, socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on a port, not on a pipe
  return { url: `http://127.0.0.1:${port}`, close: async () => close() };
}

/** What a server of raw bytes would have answered. */
export function turnTo(port: number): Turn {
  return (socket) => {
    const other = connect(port, '127.0.0.1', () => other.write('POST / HTTP/1.1\r\n\r\n'));
    socket.once('close', () => other.destroy());
    other.on('error', () => socket.resetAndDestroy());
    other.pipe(socket);
  };
}

async function forward(url: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const { method = 'GET', headers } = request;
  const hasBody = method !== 'GET' && method !== 'HEAD' && method !== 'TRACE';
  const answer = await fetch(`${url}${request.url}`, {
    method,
    headers: Object.entries(headers).flatMap(([name, value]) =>
      typeof value === 'string' && !connectionFields.includes(name) ? [[name, value]] : [],
    ),
    redirect: 'manual',
    ...(hasBody && { body: Buffer.concat(chunks) }),
  });
  const body = Buffer.from(await answer.arrayBuffer());
  const kept = [...answer.headers].filter(([name]) => !connectionFields.includes(name));
  response.writeHead(answer.status, [...kept, ['content-length', String(body.length)]].flat()).end(body);
}

const connectionFields = [
  'connection',
  'content-length',
  'transfer-encoding',
  'keep-alive',
  'host',
  'expect',
];
