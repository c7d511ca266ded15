import { createServer as createHttpServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { loadContract } from '../../../spec/document/load-contract.ts';
import type { Contract } from '../../../spec/openapi/contract.ts';
import { beginsRequest } from '../http/listening.ts';
import { accessToken } from '../http/sample.ts';

/** The document of one small operation, so that a run takes no time of its own. */
const document = {
  openapi: '3.1.0',
  info: { title: 'Things', version: '1' },
  paths: {
    '/v1/things/': {
      post: {
        operationId: 'things:create',
        security: [{ token: [] }],
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } },
        },
        responses: {
          201: {
            description: 'made',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } },
          },
          401: { description: 'unknown' },
          422: { description: 'refused' },
        },
      },
    },
  },
  components: {
    securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    schemas: {
      Thing: { type: 'object', required: ['name'], properties: { name: { type: 'string', maxLength: 40 } } },
    },
  },
};

export const thingsText = JSON.stringify(document);

/** The contract of that document. */
export const thingsContract = (): Promise<Contract> =>
  loadContract({ file: 'things.json', text: thingsText });

interface Started {
  url: string;
  close(): void;
}

/** A server that honours the contract. */
export async function thingsServer(): Promise<Started> {
  const server = createHttpServer(async (request, response) => {
    const { status, body, headers } = await answerTo(request);
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  });
  server.on('clientError', (_, socket) => socket.destroy());
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { url: await urlOf(server), close };
}

/** Honours the contract for so many requests; from then on it is the hostile server at that port, or nobody listens (0). */
export async function turningServer(fine: number, hostilePort: number): Promise<Started> {
  const good = await thingsServer();
  const open = new Set<Socket>();
  let asked = 0;
  const close = (): void => {
    front.close();
    for (const socket of open) socket.destroy();
    good.close();
  };
  const relay = (socket: Socket, port: number): Socket => {
    const other = connect(port, '127.0.0.1');
    other.on('error', () => socket.resetAndDestroy());
    socket.once('close', () => other.destroy());
    other.pipe(socket);
    return other;
  };
  const front = createServer({ noDelay: true }, (socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket)).on('error', () => {}); // the other side may go at any time
    let behind = relay(socket, Number(new URL(good.url).port));
    let turned = false;
    socket.on('data', (chunk) => {
      if (beginsRequest(chunk)) asked += 1;
      if (asked > fine && hostilePort === 0) return close();
      if (asked > fine && !turned) {
        turned = true;
        behind.unpipe(socket);
        behind = relay(socket, hostilePort);
      }
      behind.write(chunk);
    });
  });
  return { url: await urlOf(front), close };
}

async function urlOf(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on a port, not on a pipe
  return `http://127.0.0.1:${port}`;
}

interface Answer {
  status: number;
  body: string;
  headers?: Record<string, string>;
}

async function answerTo(request: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  if (request.url !== '/v1/things/') return { status: 404, body: '{}' };
  if (request.method !== 'POST') return { status: 405, body: '{}', headers: { allow: 'POST' } };
  if (request.headers.authorization !== `Bearer ${accessToken}`)
    return { status: 401, body: '{}', headers: { 'www-authenticate': 'Bearer' } };
  if (!/json/.test(request.headers['content-type'] ?? '')) return { status: 422, body: '{}' };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
    const { name } = JSON.parse(text);
    if (typeof name === 'string' && [...name].length <= 40)
      return { status: 201, body: JSON.stringify({ name }) };
  } catch {} // not JSON, not an object: refused
  return { status: 422, body: '{}' };
}
