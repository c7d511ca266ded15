import type { ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import type { Client } from '../../../http/client.ts';
import type { Exchange } from '../../../spec/openapi/exchange.ts';
import { type RecordedRequest, respondCreated, withRecordingServer } from './recording-server.ts';
import { createSampleCase, withClient } from './test-client.ts';

/** Sends requests to operations by their names, one after the other, and returns the statuses; 0 means not sent. */
async function sendAll(client: Client, operations: readonly string[]): Promise<number[]> {
  const statuses: number[] = [];
  for (const operation of operations) {
    const theCase = { ...createSampleCase({ path: `/${operation}` }), operation };
    const { response }: Exchange = await client.send(theCase, statuses.length + 1);
    statuses.push(response?.status ?? 0);
  }
  return statuses;
}

/** A server that limits some paths for a minute. */
const limit =
  (...paths: readonly string[]) =>
  (response: ServerResponse, requests: readonly RecordedRequest[]): void => {
    if (paths.includes(requests.at(-1)?.url ?? '')) response.writeHead(429, { 'retry-after': '60' }).end();
    else respondCreated(response);
  };

test('an operation whose rate the target limits gets no more requests, and the others do', async () => {
  await withRecordingServer(limit('/mail'), async (url) => {
    await withClient(
      url,
      async (client) => {
        expect(await sendAll(client, ['mail', 'mail', 'read', 'mail', 'read'])).toEqual([
          429, 0, 201, 0, 201,
        ]);
        expect(client.stats()).toMatchObject({ limitedOperations: ['mail'] });
        expect(client.stats().rateLimitError).toBeUndefined();
      },
      { operationCount: 2 },
    );
  });
});

test('nine operations whose rate is limited in a row do not limit the target', async () => {
  const nine = [...'abcdefghi'];
  await withRecordingServer(limit(...nine.map((name) => `/${name}`)), async (url) => {
    await withClient(
      url,
      async (client) => {
        expect(await sendAll(client, [...nine, 'read'])).toEqual([...nine.map(() => 429), 201]);
        expect(client.stats().rateLimitError).toBeUndefined();
      },
      { operationCount: 20 },
    );
  });
});

test('a target that limits all operations in a row limits all requests', async () => {
  await withRecordingServer(limit('/a', '/b', '/c'), async (url) => {
    await withClient(
      url,
      async (client) => {
        await sendAll(client, ['a', 'b']);
        expect(client.stats().rateLimitError).toBeUndefined();
        await sendAll(client, ['c']);
        expect(client.stats().rateLimitError).toMatch(/asks to wait 60 s \(too many requests\)/);
      },
      { operationCount: 3 },
    );
  });
});

test('a pause that the budget allows only before others limits all requests', async () => {
  const respond = (response: ServerResponse) => void response.writeHead(429, { 'retry-after': '1' }).end();
  await withRecordingServer(respond, async (url) => {
    await withClient(
      url,
      async (client) => {
        await sendAll(client, ['a']);
        expect(client.stats()).toMatchObject({ limitedOperations: [] });
        expect(client.stats().rateLimitError).toMatch(/asks to wait 1 s/);
      },
      { operationCount: 9, budget: { waitMs: 1000 } },
    );
  });
});
