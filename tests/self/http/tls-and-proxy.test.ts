import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo, connect, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { UsageError } from '../../../http/usage-error.ts';
import { certificate, expiredCertificate, foreignCertificate, privateKey } from './certificates.ts';
import { createSampleCase, withClient } from './test-client.ts';

const directory = mkdtempSync(join(tmpdir(), 'ca-'));
const ca = join(directory, 'ca.pem');
const target = createServer({ cert: certificate, key: privateKey }, (_, response) => {
  response.writeHead(201, { 'content-type': 'application/json' }).end('{}');
});
const proxyCredentials: (string | undefined)[] = [];
const proxy = createHttpServer();
proxy.on('connect', (request, socket) => {
  proxyCredentials.push(request.headers['proxy-authorization']);
  if (request.headers['proxy-authorization'] === undefined) {
    socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    return;
  }
  const [host = '', port] = (request.url ?? '').split(':');
  const upstream = connect(Number(port), host, () => {
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    upstream.pipe(socket).pipe(upstream);
  });
  upstream.on('error', () => socket.destroy());
  socket.on('error', () => upstream.destroy());
});

// a TCP server has an address with a port
const getPort = (server: Server): number => (server.address() as AddressInfo).port;
const url = (): string => `https://127.0.0.1:${getPort(target)}`;

beforeAll(async () => {
  writeFileSync(ca, certificate);
  for (const server of [target, proxy])
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  rmSync(directory, { recursive: true });
  for (const server of [target, proxy]) server.close();
});

test('an untrusted certificate is a TLS failure', async () => {
  const exchange = await withClient(url(), (client) => client.send(createSampleCase(), 1));
  expect(exchange.failure).toMatchObject({ kind: 'tls', answered: false });
});

test('a certificate from --ca is trusted', async () => {
  const exchange = await withClient(url(), (client) => client.send(createSampleCase(), 1), { ca });
  expect(exchange.response?.status).toBe(201);
});

test.each([
  ['has expired', expiredCertificate, 'CERT_HAS_EXPIRED'],
  ['names another host', foreignCertificate, 'ERR_TLS_CERT_ALTNAME_INVALID'],
])('a certificate that %s is a TLS failure even if it is trusted', async (_, cert, code) => {
  const file = join(directory, `${code}.pem`);
  writeFileSync(file, cert);
  const server = createServer({ cert, key: privateKey }, (_, response) => response.end('{}'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const exchange = await withClient(
    `https://127.0.0.1:${getPort(server)}`,
    (client) => client.send(createSampleCase(), 1),
    { ca: file },
  );
  server.close();
  expect(exchange.failure).toEqual({ kind: 'tls', answered: false, message: `TLS fails (${code})` });
});

test('a --ca file without a certificate is rejected', async () => {
  const file = join(directory, 'not.pem');
  writeFileSync(file, 'hello');
  await expect(async () => withClient(url(), async () => {}, { ca: file })).rejects.toThrow(UsageError);
  await expect(async () =>
    withClient(url(), async () => {}, { ca: join(directory, 'none') }),
  ).rejects.toThrow(UsageError);
});

test('requests go through the proxy with its credentials', async () => {
  const proxyUrl = `http://someone:hunter2hunter2@127.0.0.1:${getPort(proxy)}`;
  const exchange = await withClient(url(), (client) => client.send(createSampleCase(), 1), {
    ca,
    proxy: proxyUrl,
  });
  expect(exchange).toMatchObject({ response: { status: 201 } });
  expect(proxyCredentials.at(-1)).toBe(`Basic ${Buffer.from('someone:hunter2hunter2').toString('base64')}`);
  expect(JSON.stringify(exchange)).not.toContain('hunter2');
});

test('a proxy that rejects CONNECT is a refused connection', async () => {
  const exchange = await withClient(url(), (client) => client.send(createSampleCase(), 1), {
    ca,
    proxy: `http://127.0.0.1:${getPort(proxy)}`,
  });
  expect(exchange.failure).toMatchObject({ kind: 'refused', answered: false });
});

test('an invalid proxy URL is rejected without repeating it', async () => {
  await expect(async () => withClient(url(), async () => {}, { proxy: 'hunter2' })).rejects.toThrow(
    /^--proxy takes(?!.*hunter2)/,
  );
});
