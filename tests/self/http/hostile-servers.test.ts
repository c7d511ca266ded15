import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../../spec/openapi/exchange.ts';
import type { ExpectedResult } from './hostile/hostile-server.ts';
import { hostileServers } from './hostile-servers.ts';
import { createSampleCase, withClient } from './test-client.ts';

const toExpectedResult = ({ response, failure }: Exchange): ExpectedResult => {
  if (failure !== undefined) return { failure: failure.kind, answered: failure.answered };
  if (response?.body.unreadable !== undefined) return { unreadable: response.body.unreadable };
  return { status: response?.status ?? 0 };
};

describe('a server that', () => {
  for (const { id, description, start, expected, isLarge } of hostileServers) {
    test(`${description} (${id}) is reported as ${describeResult(expected)}`, async () => {
      const server = await start();
      try {
        const started = Date.now();
        const exchange = await sendOneRequest(server.url, isTimeout(expected) ? 300 : 5000, isLarge);
        const { denies: _, ...result } = { denies: undefined, ...expected };
        expect(toExpectedResult(exchange), exchange.failure?.message).toEqual(result);
        expect(Date.now() - started).toBeLessThan(8000);
        expect(exchange.response?.body.text.length ?? 0).toBeLessThanOrEqual(isLarge ? 256 * 1024 : 4096);
      } finally {
        await server.close();
      }
    });
  }
});

const describeResult = (expected: ExpectedResult): string => {
  if ('failure' in expected) return `the failure "${expected.failure}"`;
  return 'unreadable' in expected ? `unreadable: ${expected.unreadable}` : `status ${expected.status}`;
};

const isTimeout = (expected: ExpectedResult): boolean =>
  'failure' in expected && expected.failure.endsWith('timeout');

const sendOneRequest = (url: string, timeoutMs: number, isLarge = false): Promise<Exchange> =>
  withClient(url, (client) => client.send(createSampleCase(), 1), {
    budget: { timeoutMs, requests: 3 },
    ...(!isLarge && { responseLimits: { maxBodyBytes: 1024 * 1024, maxTextLength: 4096 } }),
  });
