import { createServer as createHttpServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { loadContract } from '../../../spec/document/load-contract.ts';
import type { Contract } from '../../../spec/openapi/contract.ts';
import { isRequestStart } from '../http/socket-server.ts';
import { accessToken } from '../http/test-client.ts';

/** A document with one small operation, so that runs are short. */
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

export const thingsDocument = JSON.stringify(document);

export const loadThingsContract = (): Promise<Contract> =>
  loadContract({ file: 'things.json', text: thingsDocument });

interface StartedServer {
  url: string;
  close(): void;
}

/** Starts a server that honours the contract. */
export async function startThingsServer(): Promise<StartedServer> {
  const server = createHttpServer(async (request, response) => {
    const { status, body, headers } = await respondTo(request);
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  });
  server.on('clientError', (_, socket) => socket.destroy());
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { url: await listenOnFreePort(server), close };
}

/**
 * Starts a server that honours the contract for a number of requests. After them, it forwards to the hostile server at
 * `hostilePort`, or stops listening if that is 0.
 */
export async function startTurningServer(goodRequests: number, hostilePort: number): Promise<StartedServer> {
  const good = await startThingsServer();
  const open = new Set<Socket>();
  let count = 0;
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
    // the client may close the connection at any time
    socket.on('close', () => open.delete(socket)).on('error', () => {});
    let upstream = relay(socket, Number(new URL(good.url).port));
    let hasTurned = false;
    socket.on('data', (chunk) => {
      if (isRequestStart(chunk)) count += 1;
      if (count > goodRequests && hostilePort === 0) return close();
      if (count > goodRequests && !hasTurned) {
        hasTurned = true;
        upstream.unpipe(socket);
        upstream = relay(socket, hostilePort);
      }
      upstream.write(chunk);
    });
  });
  return { url: await listenOnFreePort(front), close };
}

async function listenOnFreePort(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a TCP server has an address with a port
  return `http://127.0.0.1:${port}`;
}

interface Answer {
  status: number;
  body: string;
  headers?: Record<string, string>;
}

async function respondTo(request: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  if (request.url !== '/v1/things/') return { status: 404, body: '{}' };
  if (request.method !== 'POST') return { status: 405, body: '{}', headers: { allow: 'POST' } };
  if (request.headers.authorization?.replace(/^bearer/i, 'Bearer') !== `Bearer ${accessToken}`)
    return { status: 401, body: '{}', headers: { 'www-authenticate': 'Bearer' } };
  if (!/json/.test(request.headers['content-type'] ?? '')) return { status: 422, body: '{}' };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
    const { name } = JSON.parse(text);
    if (typeof name === 'string' && [...name].length <= 40)
      return { status: 201, body: JSON.stringify({ name }) };
  } catch {} // the body is not JSON or not an object, and is rejected below
  return { status: 422, body: '{}' };
}
