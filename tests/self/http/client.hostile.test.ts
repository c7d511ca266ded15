import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../../spec/openapi/exchange.ts';
import type { Expected } from './hostile/hostile-server.ts';
import { hostileServers } from './hostile-servers.ts';
import { sampleCase, withClient } from './sample.ts';

const told = ({ response, failure }: Exchange): Expected => {
  if (failure !== undefined) return { failure: failure.kind, answered: failure.answered };
  if (response?.body.unreadable !== undefined) return { unreadable: response.body.unreadable };
  return { status: response?.status ?? 0 };
};

describe('a server that', () => {
  for (const { id, says, listen, expected, large } of hostileServers) {
    test(`${says} (${id}) is told as what it is`, async () => {
      const server = await listen();
      try {
        const started = Date.now();
        const exchange = await askOnce(server.url, isTimeout(expected) ? 300 : 5000, large);
        const { denies: _, ...made } = { denies: undefined, ...expected };
        expect(told(exchange), exchange.failure?.message).toEqual(made);
        expect(Date.now() - started).toBeLessThan(8000);
        expect(exchange.response?.body.text.length ?? 0).toBeLessThanOrEqual(large ? 256 * 1024 : 4096);
      } finally {
        await server.close();
      }
    });
  }
});

const isTimeout = (expected: Expected): boolean =>
  'failure' in expected && expected.failure.endsWith('timeout');

const askOnce = (url: string, timeoutMs: number, large = false): Promise<Exchange> =>
  withClient(url, (client) => client.send(sampleCase(), 1), {
    budget: { timeoutMs, requests: 3 },
    ...(!large && { reading: { bodyBytes: 1024 * 1024, keptChars: 4096 } }),
  });
