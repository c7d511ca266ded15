import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type LoopbackServer, listenOnLoopback } from '../listen-on-loopback.ts';
import { copyBody } from '../proxy/body-copy.ts';
import { toHeaderList } from '../proxy/forwarded-fields.ts';
import type { ProxiedExchange } from '../proxy/start-proxy.ts';

export interface ReceiverOptions {
  /** Port on 127.0.0.1; 0 for a free one. */
  port: number;
  /** Number of bytes of a body that `onRequest` gets. */
  maxBodyBytes: number;
  /** Called for each complete request, after it is answered. */
  onRequest(received: ProxiedExchange): void;
}

const methodsWithoutDelivery = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Starts an endpoint for webhooks, which answers every delivery to any path with 200. A GET, as a browser or a health
 * check sends it, gets 405.
 * @throws the error of the system if the port cannot be used, such as EADDRINUSE
 */
export function startReceiver(options: ReceiverOptions): Promise<LoopbackServer> {
  let requests = 0;
  const server = createServer((request, response) => {
    if (methodsWithoutDelivery.has(request.method ?? 'GET')) reject(response);
    else {
      requests += 1;
      receive(options, requests, request, response);
    }
  });
  return listenOnLoopback(server, options.port);
}

function reject(response: ServerResponse): void {
  const headers = { Allow: 'POST', 'Content-Type': 'text/plain; charset=utf-8' };
  response.writeHead(405, headers).end('This address receives webhooks: send them with POST.\n');
}

function receive(
  { maxBodyBytes, onRequest }: ReceiverOptions,
  id: number,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const startedAt = Date.now();
  const copyOfBody = copyBody(request, maxBodyBytes);
  request.on('end', () => {
    response.writeHead(200, { 'Content-Length': '0' }).end();
    const { method = 'POST', url = '/', rawHeaders, headers } = request;
    const target = /^https?:/i.test(url) ? url : `http://${headers.host ?? '127.0.0.1'}${url}`;
    onRequest({
      ...{ id, startedAt, durationMs: Date.now() - startedAt },
      request: { method, url: target, headers: toHeaderList(rawHeaders), body: copyOfBody() },
      response: { status: 200, headers: [], body: { bytes: Buffer.alloc(0), length: 0 } },
    });
  });
}
