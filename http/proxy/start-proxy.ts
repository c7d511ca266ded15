import {
  type ClientRequest,
  createServer,
  type IncomingMessage,
  request as requestHttp,
  ServerResponse,
} from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { TransportFailure } from '../../spec/openapi/exchange.ts';
import type { HeaderList } from '../../spec/openapi/request.ts';
import { type LoopbackServer, listenOnLoopback } from '../listen-on-loopback.ts';
import { toTransportFailure } from '../transport-failure.ts';
import { type BodyCopy, copyBody } from './body-copy.ts';
import { createForwardedRequestFields, listForwardedFields, toHeaderList } from './forwarded-fields.ts';

/** A request that a proxy has passed on, and the response to it, as they were sent. */
export interface ProxiedExchange {
  /** Counts from 1 in the order of the requests. */
  id: number;
  request: { method: string; url: string; headers: HeaderList; body: BodyCopy };
  response?: { status: number; headers: HeaderList; body: BodyCopy };
  failure?: TransportFailure;
  startedAt: number;
  durationMs: number;
}

export interface ProxyOptions {
  /** Base URL of the server that gets the requests. */
  target: string;
  /** Port on 127.0.0.1; 0 for a free one. */
  port: number;
  /** Certificates that are trusted for the target; Node's own by default. */
  certificates?: readonly string[] | undefined;
  /** Number of bytes of a body that `onExchange` gets. The client and the target always get the whole body. */
  maxBodyBytes: number;
  /** Called when a response is complete, or when there will be none. */
  onExchange(exchange: ProxiedExchange): void;
}

/** Requests that are in flight when it closes are reported as aborted. */
export interface ReverseProxy extends LoopbackServer {
  /** Number of connections that were upgraded to WebSocket. Their messages are passed on and not reported. */
  upgradeCount(): number;
}

/** Larger than Node's default of 16 kB, so that the limit is that of the target. */
const maxHeaderSize = 64 * 1024;

/**
 * Starts a reverse proxy. Bodies are passed on unchanged as they arrive. If the target cannot be reached, the client
 * gets a 502 with the reason as plain text.
 * @throws the error of the system if the port cannot be used, such as EADDRINUSE
 */
export async function startProxy(options: ProxyOptions): Promise<ReverseProxy> {
  const state: ProxyState = { options, target: new URL(options.target), requests: 0, upgrades: 0 };
  // node:http gives the header fields as they were sent, and leaves bodies alone. Libraries for proxies merge repeated
  // fields, and those based on fetch also decode the bodies.
  const server = createServer({ maxHeaderSize, keepAliveTimeout: 60_000 }, (request, response) =>
    forward(state, request, response),
  );
  server.requestTimeout = 0; // a client may upload or wait for as long as its target permits
  server.on('upgrade', (request, socket, head) => forwardUpgrade(state, request, socket, head));
  server.on('connect', (_, socket) =>
    socket.end('HTTP/1.1 501 Not Implemented\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'),
  );
  return { ...(await listenOnLoopback(server, options.port)), upgradeCount: () => state.upgrades };
}

interface ProxyState {
  options: ProxyOptions;
  target: URL;
  requests: number;
  upgrades: number;
}

/** Appends the path of a request to that of the target. Clients of a forward proxy send a whole URL. */
function getTargetPath(target: URL, received = '/'): string {
  if (received === '*') return received;
  const path = received.replace(/^https?:\/\/[^/?#]*/i, '') || '/';
  return `${target.pathname.replace(/\/+$/, '')}${path.startsWith('/') ? '' : '/'}${path}`;
}

/** Sends a request to the target. Its content is not yet sent. */
function openRequest(
  { options: { certificates }, target }: ProxyState,
  { method, url }: IncomingMessage,
  fields: HeaderList,
): ClientRequest {
  const send = target.protocol === 'https:' ? requestHttps : requestHttp;
  return send({
    host: target.hostname.replace(/^\[|\]$/g, ''),
    ...{ port: target.port, method, path: getTargetPath(target, url) },
    headers: fields.flat(),
    // A new connection for each request: the target may close an idle one just when it is used again.
    agent: false,
    maxHeaderSize,
    ...(certificates && { ca: [...certificates] }),
  });
}

/** The connection of a WebSocket handshake, with the bytes that followed the handshake. */
interface Upgrade {
  socket: Duplex;
  head: Buffer;
}

/** Passes one request on, and reports the exchange once. */
function forward(
  state: ProxyState,
  request: IncomingMessage,
  response: ServerResponse,
  upgrade?: Upgrade,
): void {
  const { options, target } = state;
  state.requests += 1;
  const id = state.requests;
  const startedAt = Date.now();
  const { method = 'GET' } = request;
  const fields = createForwardedRequestFields(method, toHeaderList(request.rawHeaders), target.host);
  const outgoing = openRequest(state, request, upgrade ? [...fields, ...webSocketFields] : fields);
  const copyOfRequest = copyBody(request, options.maxBodyBytes);
  let isReported = false;
  let isAnswered = false;
  let parserError: Error | undefined;
  const report = (result: Pick<ProxiedExchange, 'response' | 'failure'>): void => {
    if (isReported) return;
    isReported = true;
    const url = `${target.origin}${getTargetPath(target, request.url)}`;
    const sent = { method, url, headers: fields, body: copyOfRequest() };
    options.onExchange({ id, request: sent, ...result, startedAt, durationMs: Date.now() - startedAt });
  };
  response.on('close', () => {
    if (response.writableFinished) return;
    report({ failure: { kind: 'aborted', message: 'the client closed the connection', answered: false } });
    outgoing.destroy();
  });
  outgoing.on('error', (error) => {
    if (isParserError(error)) parserError = error;
    if (isAnswered) return; // the response arrives although the rest of the request is not accepted, or ends early
    const failure = describeFailure(error, target);
    report({ failure });
    request.resume(); // clients read a response only after they have sent their request
    const body = `502 Bad Gateway: ${failure.message}\n`;
    const type = { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' };
    response.writeHead(502, type).end(method === 'HEAD' ? '' : body);
  });
  outgoing.on('response', (incoming) => {
    isAnswered = true;
    const { statusCode: status = 0, statusMessage } = incoming;
    const headers = toHeaderList(incoming.rawHeaders);
    const copyOfResponse = copyBody(incoming, options.maxBodyBytes);
    response.sendDate = false;
    response.writeHead(status, statusMessage, listForwardedFields(headers).flat());
    pipeline(incoming, response, { end: false }).then(
      () => {
        report({ response: { status, headers, body: copyOfResponse() } });
        response.addTrailers(
          toHeaderList(incoming.rawTrailers).map(([name, value]): [string, string] => [name, value]),
        );
        response.end();
      },
      (error: Error) => {
        report({ failure: describeFailure(parserError ?? error, target) });
        response.destroy();
      },
    );
  });
  if (upgrade) {
    outgoing.on('upgrade', (incoming, targetSocket, targetHead) => {
      state.upgrades += 1;
      isReported = true; // a recording has no messages of WebSocket
      response.detachSocket(upgrade.socket as Socket); // a server over TCP has sockets only
      connectSockets(upgrade, incoming, targetSocket, targetHead);
    });
    outgoing.end();
  } else request.pipe(outgoing);
}

const webSocketFields: HeaderList = [
  ['Connection', 'Upgrade'],
  ['Upgrade', 'websocket'],
];

/** Passes WebSocket handshakes on. Other upgrades are ignored, as RFC 9110 section 7.8 allows. */
function forwardUpgrade(state: ProxyState, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const response = new ServerResponse(request);
  response.shouldKeepAlive = false;
  response.assignSocket(socket as Socket); // a server over TCP has sockets only
  response.on('finish', () => socket.end());
  const isWebSocket = request.headers.upgrade?.toLowerCase() === 'websocket';
  forward(state, request, response, isWebSocket ? { socket, head } : undefined);
}

function connectSockets(
  { socket, head }: Upgrade,
  { statusCode, statusMessage, rawHeaders }: IncomingMessage,
  targetSocket: Socket,
  targetHead: Buffer,
): void {
  const fields = toHeaderList(rawHeaders).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`HTTP/1.1 ${statusCode} ${statusMessage}\r\n${fields.join('')}\r\n`, 'latin1');
  socket.write(targetHead);
  targetSocket.write(head);
  pipeline(socket, targetSocket, socket).catch(() => {
    socket.destroy();
    targetSocket.destroy();
  });
}

/**
 * Whether the response is not HTTP. Header fields that exceed the limit of this proxy are no violation.
 */
const isParserError = (error: Error): boolean =>
  'code' in error && /^HPE_(?!HEADER_OVERFLOW)/.test(String(error.code));

/**
 * Describes why there is no complete response. Only a response that is not HTTP is the fault of the target: a connection
 * that cannot be opened or ends early may have another cause, such as a restart.
 */
function describeFailure(error: Error, { host }: URL): TransportFailure {
  if (isParserError(error))
    return { kind: 'protocol', message: `the response of ${host} is not HTTP`, answered: true };
  const { kind, message } = toTransportFailure(error, { phase: 'connect', answered: false });
  return { kind: kind === 'reset' ? 'aborted' : kind, message: `${host}: ${message}`, answered: false };
}
