import type { ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { respondFirst, respondJson, withRecordingServer } from './recording-server.ts';
import { createSampleCase, withClient } from './test-client.ts';

describe('a request', () => {
  const respondTooMany =
    (header: Record<string, string> = {}) =>
    (response: ServerResponse): void =>
      void response.writeHead(429, header).end();
  const cases: readonly (readonly [
    description: string,
    respond: (response: ServerResponse) => void,
    times: number,
  ])[] = [
    ['that is rejected with 429', respondTooMany({ 'retry-after': '0' }), 2],
    ['that is rejected with 503', (response) => void response.writeHead(503).end(), 2],
    ['whose connection is closed without a response', (response) => void response.socket?.destroy(), 2],
  ];
  for (const [description, respond, times] of cases) {
    test(`${description} is retried, and the retries are counted`, async () => {
      await withRecordingServer(respondFirst(times, respond), async (url) => {
        await withClient(url, async (client) => {
          expect(await client.send(createSampleCase(), 1)).toMatchObject({
            attempts: times + 1,
            response: { status: 201 },
          });
          expect(Object.values(client.stats().retries)).toContain(times);
        });
      });
    });
  }

  test('with a Retry-After beyond the budget is not retried, and the error estimates the duration of a run', async () => {
    await withRecordingServer(respondTooMany({ 'retry-after': '3600' }), async (url, requests) => {
      await withClient(url, async (client) => {
        expect(await client.send(createSampleCase(), 1)).toMatchObject({
          attempts: 1,
          response: { status: 429 },
        });
        expect(client.stats().rateLimitError).toMatch(
          /asks to wait 60 min \(too many requests\).*1000 requests would take about 1001 h/,
        );
      });
      expect(requests).toHaveLength(1);
    });
  });

  for (const [description, respond] of [
    ['that is rejected with 401', (response: ServerResponse) => respondJson(response, {}, 401)],
    ['that is answered with 500', (response: ServerResponse) => respondJson(response, {}, 500)],
    [
      'that gets an incomplete response',
      (response: ServerResponse) =>
        void response.writeHead(201, { 'content-length': 10 }).write('{', () => response.socket?.destroy()),
    ],
  ] as const) {
    test(`${description} is never retried`, async () => {
      await withRecordingServer(respond, async (url, requests) => {
        await withClient(url, (client) => client.send(createSampleCase(), 1));
        expect(requests).toHaveLength(1);
      });
    });
  }
});
