import type { ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { respondCreated, withRecordingServer } from './recording-server.ts';
import { createSampleCase, withClient } from './test-client.ts';

describe('the budget', () => {
  test('of requests is not exceeded, including retries', async () => {
    await withRecordingServer(
      (response) => response.writeHead(503).end(),
      async (url, requests) => {
        await withClient(
          url,
          async (client) => {
            const exchanges = await Promise.all(
              Array.from({ length: 40 }, (_, id) => client.send(createSampleCase(), id)),
            );
            expect(exchanges.reduce((sum, { attempts }) => sum + attempts, 0)).toBe(25);
            expect(exchanges.filter(({ failure }) => failure?.kind === 'aborted').length).toBeGreaterThan(0);
            expect(client.stats().requests).toBe(25);
          },
          { budget: { requests: 25, waitMs: 100 } },
        );
        expect(requests).toHaveLength(25);
      },
    );
  });

  test('of concurrency is not exceeded', async () => {
    let open = 0;
    let maxOpen = 0;
    const slow = (response: ServerResponse): void => {
      open += 1;
      maxOpen = Math.max(maxOpen, open);
      setImmediate(() => {
        open -= 1;
        respondCreated(response);
      });
    };
    await withRecordingServer(slow, async (url) => {
      await withClient(
        url,
        (client) => Promise.all(Array.from({ length: 30 }, (_, id) => client.send(createSampleCase(), id))),
        { budget: { concurrency: 3 } },
      );
      expect(maxOpen).toBeLessThanOrEqual(3);
    });
  });

  test('of the rate is not exceeded', async () => {
    await withRecordingServer(respondCreated, async (url, requests) => {
      await withClient(
        url,
        (client) => Promise.all(Array.from({ length: 15 }, (_, id) => client.send(createSampleCase(), id))),
        {
          budget: { rate: { requests: 5, perMs: 200 } },
        },
      );
      for (const [index, { at }] of requests.entries())
        expect((requests[index + 5]?.at ?? Number.POSITIVE_INFINITY) - at).toBeGreaterThan(190);
    });
  });

  test('can be ended early by an abort signal, which aborts requests in flight', async () => {
    await withRecordingServer(
      () => {},
      async (url) => {
        const stop = new AbortController();
        const exchange = withClient(url, (client) => client.send(createSampleCase(), 1), {
          signal: stop.signal,
        });
        setTimeout(() => stop.abort(), 50);
        expect((await exchange).failure).toMatchObject({ kind: 'aborted', answered: false });
      },
    );
  });

  test('of seconds aborts requests in flight and sends no more', async () => {
    await withRecordingServer(
      () => {},
      async (url, requests) => {
        const exchanges = await withClient(
          url,
          (client) => Promise.all([1, 2].map((id) => client.send(createSampleCase(), id))),
          { budget: { seconds: 0.05, concurrency: 1 } },
        );
        expect(exchanges.map(({ failure }) => failure?.kind)).toEqual(['aborted', 'aborted']);
        expect(exchanges.map(({ attempts }) => attempts)).toEqual([1, 0]);
        expect(requests.length).toBeLessThanOrEqual(1);
      },
    );
  });
});
