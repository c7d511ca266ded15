import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../../spec/openapi/exchange.ts';
import { formatHead } from './hostile/raw-http.ts';
import { startRawServer } from './socket-server.ts';
import { createSampleCase, withClient } from './test-client.ts';

/** Sends a request without a body to a server that replies with these bytes. */
async function send(method: string, reply: string): Promise<Exchange> {
  const server = await startRawServer((socket) => socket.end(reply));
  const { body: _, ...request } = { ...createSampleCase().request, method };
  try {
    return await withClient(server.url, (client) => client.send({ ...createSampleCase(), request }, 1));
  } finally {
    await server.close();
  }
}

describe('the content of a response to HEAD', () => {
  test.each([
    ['of a connection that stays open', {}],
    ['of a connection that is closed', { connection: 'close' }],
  ])('%s is its body', async (_, headers) => {
    const head = formatHead({ 'content-length': 5, ...headers }, '200 OK');
    const { response, failure } = await send('HEAD', `${head}hello`);
    expect(failure).toBeUndefined();
    expect(response).toMatchObject({ status: 200, body: { text: 'hello', bytes: 5 } });
  });

  test.each(['', '\r\n'])('is empty if %j follows its header fields', async (rest) => {
    const { response } = await send('HEAD', `${formatHead({ 'content-length': 5 }, '200 OK')}${rest}`);
    expect(response).toMatchObject({ status: 200, body: { text: '', bytes: 0 } });
  });

  test('does not excuse a response to GET that is longer than its Content-Length', async () => {
    const head = formatHead({ 'content-length': 5, connection: 'close' }, '200 OK');
    expect((await send('GET', `${head}hello more`)).failure).toMatchObject({ kind: 'protocol' });
  });
});
