import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { Contract } from '../../../spec/contract.ts';
import { loadContract } from '../../../spec/load.ts';

/** The document of one small operation, so that a run takes no time of its own. */
const document = {
  openapi: '3.1.0',
  info: { title: 'Things', version: '1' },
  paths: {
    '/v1/things/': {
      post: {
        operationId: 'things:create',
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } },
        },
        responses: {
          201: {
            description: 'made',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } },
          },
          422: { description: 'refused' },
        },
      },
    },
  },
  components: {
    schemas: {
      Thing: { type: 'object', required: ['name'], properties: { name: { type: 'string', maxLength: 40 } } },
    },
  },
};

export const thingsText = JSON.stringify(document);

/** The contract of that document. */
export const thingsContract = (): Promise<Contract> =>
  loadContract({ file: 'things.json', text: thingsText });

/** What becomes of a request that is no longer answered well. */
type Turn = (socket: Socket, close: () => void) => void;

/** A server that honours the contract for so many requests, and then turns. */
export async function thingsServer(fine: number, turn: Turn): Promise<{ url: string; close(): void }> {
  let asked = 0;
  const server = createServer({ keepAlive: false }, async (request, response) => {
    asked += 1;
    if (asked > fine) return turn(request.socket, close);
    const { status, body, allow } = await answerTo(request);
    response.writeHead(status, { 'content-type': 'application/json', ...(allow && { allow }) }).end(body);
  });
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  server.on('clientError', (_, socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on a port, not on a pipe
  return { url: `http://127.0.0.1:${port}`, close };
}

async function answerTo(request: IncomingMessage): Promise<{ status: number; body: string; allow?: string }> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  if (request.url !== '/v1/things/') return { status: 404, body: '{}' };
  if (request.method !== 'POST') return { status: 405, body: '{}', allow: 'POST' };
  if (!/json/.test(request.headers['content-type'] ?? '')) return { status: 422, body: '{}' };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
    const { name } = JSON.parse(text);
    if (typeof name === 'string' && [...name].length <= 40)
      return { status: 201, body: JSON.stringify({ name }) };
  } catch {} // not JSON, not an object: refused
  return { status: 422, body: '{}' };
}

/** What the hostile server would have answered. */
export function turnTo(port: number): Turn {
  return (socket) => {
    const other = connect(port, '127.0.0.1', () => other.write('POST / HTTP/1.1\r\n\r\n'));
    socket.once('close', () => other.destroy());
    other.on('error', () => socket.resetAndDestroy());
    other.pipe(socket);
  };
}
