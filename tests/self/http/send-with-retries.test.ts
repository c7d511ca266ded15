import { Pool } from 'undici';
import { expect, test } from 'vitest';
import { systemClock } from '../../../http/clock.ts';
import { createExcessDataDetector } from '../../../http/excess-data.ts';
import { createRequestAccount } from '../../../http/request-account.ts';
import { createSender } from '../../../http/send-with-retries.ts';
import { type Reply, startRawServer } from './socket-server.ts';

const reset: Reply = (socket) => socket.resetAndDestroy();
const respond: Reply = (socket) => socket.write('HTTP/1.1 204 No Content\r\n\r\n');
const budget = { requests: 10, discovery: 0, plan: 10, waitMs: 1000, concurrency: 1, timeoutMs: 2000 };

/** Sends a request on connections with one behaviour, and again on new connections with another. */
async function send(first: Reply, later: Reply) {
  const servers = await Promise.all([first, later].map((reply) => startRawServer(reply)));
  const [used, others] = servers;
  if (!used || !others) throw new Error('two servers were started');
  const dispatcher = new Pool(used.url);
  const { signal } = new AbortController();
  const sender = createSender({
    ...{ dispatcher, connectAgain: () => new Pool(others.url) },
    limits: { timeoutMs: 2000, maxBodyBytes: 100, inFlight: signal },
    account: createRequestAccount(budget, systemClock, signal),
    ...{ budget, excessData: createExcessDataDetector(), clock: systemClock },
  });
  const report = await sender.sendWithRetries(
    () => ({
      ...{ origin: used.url, method: 'POST', path: '/', headers: [] },
    }),
    'create',
  );
  await dispatcher.destroy();
  await Promise.all(servers.map(({ close }) => close()));
  return { ...report, requests: servers.map(({ requestCount }) => requestCount()) };
}

test('a request whose connection is reset is sent again on a new connection', async () => {
  const { result, requests, lostNewConnection } = await send(reset, respond);
  expect(result).toMatchObject({ response: { status: 204 } });
  expect(lostNewConnection).toBeUndefined(); // the server may have closed an idle connection
  expect(requests).toEqual([1, 1]);
});

test('a request that resets every connection has failed', async () => {
  const { result, requests } = await send(reset, reset);
  expect(result).toMatchObject({ failure: { kind: 'reset', answered: false } });
  expect(requests).toEqual([1, 2]);
});

test('a new connection that is lost is reported with the later response', async () => {
  const replies = [reset, respond];
  const { result, attempts, lostNewConnection } = await send(reset, (...given) =>
    replies.shift()?.(...given),
  );
  expect(result).toMatchObject({ response: { status: 204 } });
  expect({ attempts, lostNewConnection }).toEqual({ attempts: 3, lostNewConnection: true });
});
