import { once } from 'node:events';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, it } from 'vitest';
import type { LoopbackServer } from '../../../http/listen-on-loopback.ts';
import type { ProxiedExchange } from '../../../http/proxy/start-proxy.ts';
import { recordReceived } from '../../../http/webhooks/record-delivery.ts';
import { startReceiver } from '../../../http/webhooks/start-receiver.ts';

let receiver: LoopbackServer | undefined;
afterEach(() => receiver?.close());

/** Starts a receiver, and returns its URL and a function that resolves with the next request. */
async function start(maxBodyBytes = 1000): Promise<{ url: string; next(): Promise<ProxiedExchange> }> {
  const received: ProxiedExchange[] = [];
  let resolveNext = (_: ProxiedExchange): void => {};
  receiver = await startReceiver({
    ...{ port: 0, maxBodyBytes },
    onRequest: (request) => {
      received.push(request);
      resolveNext(request);
    },
  });
  const next = () =>
    new Promise<ProxiedExchange>((resolve) => {
      resolveNext = resolve;
      const [first] = received.splice(0, 1);
      if (first) resolve(first);
    });
  return { url: receiver.url, next };
}

it('answers a delivery with 200, and keeps its bytes and header fields as they were sent', async () => {
  const { url, next } = await start();
  const headers = { 'Content-Type': 'application/json', 'Webhook-Id': 'a' };
  const response = await fetch(`${url}/any/path?x=1`, { method: 'POST', headers, body: '{ "type":\t"a" }' });
  expect([response.status, await response.text()]).toEqual([200, '']);
  const { delivery, sent, isOriginal } = await recordReceived(await next(), []);
  expect(delivery.body).toMatchObject({ text: '{ "type":\t"a" }', json: { value: { type: 'a' } } });
  expect(sent).toMatchObject({ method: 'POST', url: `${url}/any/path?x=1` });
  expect(isOriginal).toBe(true);
});

it('reads compressed payloads, and reports those that are not UTF-8', async () => {
  const { url, next } = await start();
  await fetch(url, { method: 'POST', headers: { 'content-encoding': 'gzip' }, body: gzipSync('{"a":1}') });
  expect((await recordReceived(await next(), [])).delivery.body.json).toEqual({ value: { a: 1 } });
  await fetch(url, { method: 'POST', body: Buffer.from([0x22, 0xff, 0x22]) });
  expect((await recordReceived(await next(), [])).delivery.body.unreadable).toBe('invalid UTF-8');
});

it('accepts a payload beyond its limit, and does not judge it', async () => {
  const { url, next } = await start(10);
  const { status } = await fetch(url, { method: 'POST', body: '{"a":"0123456789"}' });
  expect(status).toBe(200);
  const { delivery } = await recordReceived(await next(), [{ version: 'v1', bytes: Buffer.from('k') }]);
  expect(delivery).toMatchObject({ body: { isUnread: true, bytes: 18 } });
  expect(delivery.isSigned).toBeUndefined();
});

it.each(['GET', 'HEAD', 'OPTIONS'])('rejects %s, which delivers nothing', async (method) => {
  const { url } = await start();
  const { status, headers } = await fetch(url, { method });
  expect([status, headers.get('allow')]).toEqual([405, 'POST']);
});

it('survives a client that closes the connection within the payload', async () => {
  const { url, next } = await start();
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  await once(socket, 'connect');
  socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{');
  socket.destroy();
  await fetch(url, { method: 'POST', body: '{}' });
  expect((await next()).request.body.length).toBe(2);
});
