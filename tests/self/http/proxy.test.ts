import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { recordProxied } from '../../../http/proxy/record-proxied.ts';
import { type ProxiedExchange, type ReverseProxy, startProxy } from '../../../http/proxy/start-proxy.ts';
import { findFreePort, startRawServer } from './socket-server.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const exchanges: ProxiedExchange[] = [];

async function startTestProxy(target: string, maxBodyBytes = 1000): Promise<ReverseProxy> {
  exchanges.length = 0;
  const onExchange = (exchange: ProxiedExchange) => exchanges.push(exchange);
  const proxy = await startProxy({ target, port: 0, maxBodyBytes, onExchange });
  closers.push(() => proxy.close());
  return proxy;
}

async function startTarget(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  path = '',
): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`; // a TCP server has a port
}

interface Reply {
  status: number | undefined;
  fields: string[];
  body: Buffer;
}

/** Sends a request with these raw header fields. */
const send = (url: string, method: string, fields: string[] = [], body?: string | Buffer): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const outgoing = request(url, { method, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(chunk)).on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode, fields: response.rawHeaders, body: Buffer.concat(chunks) }),
      );
    });
    fields.forEach((name, index) => {
      if (index % 2 === 0) outgoing.setHeader(name, fields[index + 1] ?? '');
    });
    outgoing.on('error', reject).end(body);
  });

/** Writes bytes to a server and returns the text until the connection ends. */
async function exchangeBytes(url: string, bytes: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.write(bytes);
  return text(socket);
}

describe('a proxied exchange', () => {
  it('has the bytes and fields of the target, and a decoded body to judge', async () => {
    const compressed = gzipSync('{"id":1}');
    const target = await startTarget((_, response) => {
      response.sendDate = false;
      response.writeHead(201, [
        ...['Content-Encoding', 'gzip', 'Set-Cookie', 'a=1', 'X-Case', 'é', 'set-cookie', 'b=2'],
        ...['Content-Length', String(compressed.length)],
      ]);
      response.end(compressed);
    });
    const proxy = await startTestProxy(target);
    const { status, fields, body } = await send(`${proxy.url}/a?b=%20`, 'POST', [], '{"x":1}');
    expect({ status, body }).toEqual({ status: 201, body: compressed });
    expect(fields.join(' ')).toMatch(
      /^Content-Encoding gzip Set-Cookie a=1 X-Case é set-cookie b=2 Content-L/,
    );
    const [exchange] = await Promise.all(exchanges.map(recordProxied));
    expect(exchange).toMatchObject({
      sent: { method: 'POST', url: `${target}/a?b=%20`, body: '{"x":1}' },
      sentJson: { value: { x: 1 } },
      response: { status: 201, body: { json: { value: { id: 1 } }, text: '{"id":1}', truncated: false } },
    });
  });

  it('omits the fields of the connection in both directions', async () => {
    let received: IncomingMessage['headers'] = {};
    const target = await startTarget((incoming, response) => {
      received = incoming.headers;
      response.writeHead(200, {
        Connection: 'close, X-Hop',
        'X-Hop': '1',
        'Keep-Alive': 'timeout=9',
        ETag: '"a"',
      });
      response.end('ok');
    });
    const proxy = await startTestProxy(target);
    const fields = [
      'Connection',
      'X-Own',
      'X-Own',
      '1',
      'TE',
      'trailers',
      'Expect',
      '100-continue',
      'X-End',
      '2',
    ];
    const reply = await send(proxy.url, 'PUT', fields, 'text');
    const { host, via, 'x-end': end, ...rest } = received;
    expect({ host, via, end }).toEqual({
      host: new URL(target).host,
      via: '1.1 polar-conformance',
      end: '2',
    });
    expect(Object.keys(rest).sort()).toEqual(['connection', 'content-length']);
    expect(reply.fields.join(' ')).toMatch(/ETag "a"/);
    expect(reply.fields.join(' ')).not.toMatch(/X-Hop|timeout=9/);
  });

  it.each<[method: string, status: number, fields: Record<string, string>]>([
    ['HEAD', 200, { 'content-length': '12' }],
    ['GET', 204, {}],
    ['GET', 304, { etag: '"a"' }],
    ['DELETE', 404, { 'content-length': '0' }],
  ])('to %s with %i has no body', async (method, status, fields) => {
    const target = await startTarget((_, response) => response.writeHead(status, fields).end());
    const proxy = await startTestProxy(target);
    const reply = await send(`${proxy.url}/x`, method);
    expect({ status: reply.status, bytes: reply.body.length }).toEqual({ status, bytes: 0 });
    for (const value of Object.values(fields)) expect(reply.fields).toContain(value);
    expect(exchanges[0]?.response).toMatchObject({ status, body: { length: 0 } });
  });

  it('passes large bodies on in full, and keeps a part, which is judged as unread', async () => {
    const large = Buffer.alloc(300_000, 'x');
    let received = 0;
    const target = await startTarget((incoming, response) => {
      incoming.on('data', (chunk: Buffer) => {
        received += chunk.length;
      });
      incoming.on('end', () => response.end(large));
    });
    const proxy = await startTestProxy(target, 5000);
    const { body } = await send(proxy.url, 'POST', [], large);
    expect({ received, returned: body.equals(large) }).toEqual({ received: 300_000, returned: true });
    const [exchange] = exchanges;
    expect(exchange?.request.body.bytes).toHaveLength(5000);
    expect(exchange?.response?.body).toMatchObject({ length: 300_000, bytes: { length: 5000 } });
    const recorded = exchange && (await recordProxied(exchange));
    expect(recorded?.sentJson).toBeUndefined();
    expect(recorded?.response?.body).toMatchObject({ bytes: 300_000, isUnread: true });
  });

  it('of an unknown content coding has an unread body', async () => {
    const target = await startTarget((_, response) =>
      response.writeHead(200, { 'content-encoding': 'zstd' }).end('x'),
    );
    const proxy = await startTestProxy(target);
    await send(proxy.url, 'GET');
    const [exchange] = await Promise.all(exchanges.map(recordProxied));
    expect(exchange?.response?.body).toMatchObject({ isUnread: true });
  });

  it('keeps chunked content of a method without content, and adds none to a POST', async () => {
    const seen: string[] = [];
    const target = await startTarget(async (incoming, response) => {
      const { 'content-length': length, 'transfer-encoding': coding } = incoming.headers;
      seen.push(`${incoming.method} ${length ?? ''} ${coding ?? ''} ${await text(incoming)}`);
      response.end();
    });
    const { url } = await startTestProxy(target);
    const close = 'Host: a\r\nConnection: close\r\n';
    await exchangeBytes(
      url,
      `DELETE / HTTP/1.1\r\n${close}Transfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n`,
    );
    await exchangeBytes(url, `POST / HTTP/1.1\r\n${close}\r\n`);
    expect(seen).toEqual(['DELETE  chunked hi', 'POST 0  ']);
  });

  it('goes to the path of the target', async () => {
    const paths: (string | undefined)[] = [];
    const target = await startTarget((incoming, response) => {
      paths.push(incoming.url);
      response.end();
    }, '/api/');
    const { url } = await startTestProxy(target);
    await send(`${url}/things?a=1`, 'GET');
    await exchangeBytes(url, 'GET http://other/x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
    expect(paths).toEqual(['/api/things?a=1', '/api/x']);
  });
});

describe('an exchange without a complete response', () => {
  it('with a target that is down is a 502 to the client, and no failure of the target', async () => {
    const { url } = await startTestProxy(`http://127.0.0.1:${await findFreePort()}`);
    const { status, body, fields } = await send(url, 'POST', [], 'a body');
    expect(status).toBe(502);
    expect(fields).toContain('text/plain; charset=utf-8');
    expect(String(body)).toMatch(/^502 Bad Gateway: 127.*the connection is refused \(ECONNREFUSED\)\n$/);
    expect(exchanges).toMatchObject([{ failure: { kind: 'refused', answered: false } }]);
  });

  it('because it is not HTTP is a failure of the target', async () => {
    const { url, close } = await startRawServer((socket) => socket.end('no HTTP\r\n\r\n'));
    closers.push(close);
    const proxy = await startTestProxy(url);
    expect((await send(proxy.url, 'GET')).status).toBe(502);
    expect(exchanges).toMatchObject([{ failure: { kind: 'protocol', answered: true } }]);
  });

  it('because the connection ends early breaks off for the client too', async () => {
    const head = 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n';
    const { url, close } = await startRawServer((socket) => socket.end(`${head}part`));
    closers.push(close);
    const proxy = await startTestProxy(url);
    await expect(send(proxy.url, 'GET')).rejects.toThrow(/aborted/);
    expect(exchanges).toMatchObject([{ failure: { kind: 'aborted', answered: false } }]);
  });

  it('because the client leaves ends the request to the target', async () => {
    const arrivals = new EventEmitter();
    const arrival = once(arrivals, 'request');
    const target = await startTarget((_, response) => arrivals.emit('request', response));
    const proxy = await startTestProxy(target);
    const client = connect(Number(new URL(proxy.url).port), '127.0.0.1');
    client.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    const [response]: ServerResponse[] = await arrival;
    client.destroy();
    if (response) await once(response, 'close');
    expect(exchanges).toMatchObject([{ failure: { kind: 'aborted', answered: false } }]);
  });
});

describe('an upgrade', () => {
  const handshake = (protocol: string): string =>
    `GET /ws HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: ${protocol}\r\n\r\n`;

  it('to WebSocket is passed on, and its messages in both directions', async () => {
    const { url, close } = await startRawServer((socket) => {
      socket.write(
        'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nhello ',
      );
      socket.on('data', (chunk) => socket.end(`you said ${chunk}`));
    });
    closers.push(close);
    const proxy = await startTestProxy(url);
    const socket = connect(Number(new URL(proxy.url).port), '127.0.0.1');
    socket.write(handshake('websocket'));
    socket.once('data', () => socket.write('ping'));
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 101 Switching Protocols\r\n.*you said ping$/s);
    expect(proxy.upgradeCount()).toBe(1);
    expect(exchanges).toEqual([]);
  });

  it.each(['websocket', 'h2c'])('to %s is answered as the target answers it', async (protocol) => {
    const target = await startTarget((_, response) => response.writeHead(426).end('no'));
    const proxy = await startTestProxy(target);
    expect(await exchangeBytes(proxy.url, handshake(protocol))).toMatch(/^HTTP\/1\.1 426 .*no/s);
    expect(exchanges).toMatchObject([{ response: { status: 426 } }]);
  });

  it('by CONNECT is refused', async () => {
    const { url } = await startTestProxy('http://127.0.0.1:9');
    expect(await exchangeBytes(url, 'CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n')).toMatch(/^HTTP\/1\.1 501 /);
  });
});
