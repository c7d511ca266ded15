import type { ServerResponse } from 'node:http';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Client } from '../../../http/client.ts';
import type { OutgoingRequest, RequestHook } from '../../../http/send-with-credentials.ts';
import type { Credentials } from '../../../spec/openapi/request.ts';
import {
  type RecordedRequest,
  respondCreated,
  respondJson,
  withRecordingServer,
} from './recording-server.ts';
import { createSampleCase, withClient } from './test-client.ts';

const createToken = (nth: number): string => `tokenNumber${nth}${'abcdefgh'.repeat(3)}`;

interface Setup {
  client: Client;
  requests: readonly RecordedRequest[];
  /** Number of calls of the function that fetches tokens. */
  countLogins(): number;
}

/**
 * Calls `use` with a client whose access token a function fetches, and with a server that accepts a request if `accepts`
 * returns true for the number of its token and the number of earlier requests with it. The server echoes the token.
 */
async function withLogin(
  accepts: (token: number, uses: number, url: string) => boolean,
  use: (setup: Setup) => Promise<void>,
  logIn = (logins: number): string => createToken(logins),
): Promise<void> {
  let logins = 0;
  const uses = new Map<string, number>();
  const respond = (response: ServerResponse, requests: readonly RecordedRequest[]): void => {
    const { headers, url } = requests.at(-1) ?? expect.fail('no request');
    const { authorization = '' } = headers;
    const used = uses.get(authorization) ?? 0;
    uses.set(authorization, used + 1);
    const number = Number(/tokenNumber(\d+)abcd/.exec(authorization)?.[1] ?? 0);
    respondJson(response, { echo: authorization }, accepts(number, used, url) ? 201 : 401);
  };
  const access = { source: 'config.ts: accessToken', fetch: async () => logIn(++logins) };
  await withRecordingServer(respond, (url, requests) =>
    withClient(url, (client) => use({ client, requests, countLogins: () => logins }), {
      credentials: { access },
    }),
  );
}

const sendAll = (client: Client, count: number, request: { credentials?: Credentials; path?: string } = {}) =>
  Promise.all(Array.from({ length: count }, (_, index) => client.send(createSampleCase(request), index + 1)));

const statuses = (exchanges: Awaited<ReturnType<typeof sendAll>>) =>
  exchanges.map(({ response }) => response?.status);

describe('a fetched token', () => {
  test('is fetched before the first request that needs it', async () => {
    await withLogin(
      () => true,
      async ({ client, countLogins, requests }) => {
        expect(client.hasCredentials('things:create')).toBe(true);
        await sendAll(client, 2, { credentials: 'none' });
        expect(countLogins()).toBe(0);
        await sendAll(client, 4);
        expect(countLogins()).toBe(1);
        expect(requests.at(-1)?.headers.authorization).toBe(`Bearer ${createToken(1)}`);
      },
    );
  });

  test('that expires is fetched once for all requests, which are sent again', async () => {
    await withLogin(
      (_, uses) => uses < 6,
      async ({ client, countLogins }) => {
        for (let round = 1; round <= 6; round += 1) {
          const exchanges = await sendAll(client, 4);
          expect(statuses(exchanges)).toEqual([201, 201, 201, 201]);
          for (const { attempts } of exchanges) expect(attempts).toBeLessThanOrEqual(2);
        }
        expect(countLogins()).toBe(4); // 24 requests, 6 for each token
        expect(client.stats().userError).toBeUndefined();
      },
    );
  });

  test('is redacted in the first exchange that carries it, after each renewal', async () => {
    await withLogin(
      (_, uses) => uses < 2,
      async ({ client, countLogins }) => {
        for (let id = 1; id <= 5; id += 1) {
          const exchange = await client.send(createSampleCase(), id);
          expect(exchange.response?.body.json?.value).toEqual({ echo: 'Bearer ‹access token›' });
          expect(JSON.stringify(exchange)).not.toContain('tokenNumber');
        }
        expect(countLogins()).toBe(3);
      },
    );
  });

  test('that is rejected at once is not fetched again', async () => {
    await withLogin(
      () => false,
      async ({ client, countLogins }) => {
        expect(statuses(await sendAll(client, 6))).toEqual(Array(6).fill(401));
        expect(countLogins()).toBe(1);
      },
    );
  });

  test('that is rejected right after its renewal is not fetched again until one is accepted', async () => {
    let isOpen = true;
    await withLogin(
      (token) => token === 1 && isOpen,
      async ({ client, countLogins }) => {
        expect(statuses(await sendAll(client, 1))).toEqual([201]);
        isOpen = false;
        for (let round = 1; round <= 5; round += 1)
          expect(statuses(await sendAll(client, 3))).toEqual([401, 401, 401]);
        expect(countLogins()).toBe(2);
      },
    );
  });

  test('that one operation rejects and another accepts is not fetched for each request', async () => {
    await withLogin(
      (_, __, url) => url.endsWith('/open'),
      async ({ client, countLogins }) => {
        const closed = { ...createSampleCase({ path: '/closed' }), operation: 'closed' };
        for (let id = 1; id <= 10; id += 1) {
          expect(statuses(await sendAll(client, 2, { path: '/open' }))).toEqual([201, 201]);
          expect((await client.send(closed, id)).response?.status).toBe(401);
        }
        expect(countLogins()).toBeLessThanOrEqual(2);
      },
    );
  });

  test('is not renewed after wrong credentials are rejected', async () => {
    await withLogin(
      (token) => token > 0,
      async ({ client, countLogins }) => {
        await sendAll(client, 1);
        expect(statuses(await sendAll(client, 3, { credentials: 'unknown' }))).toEqual([401, 401, 401]);
        expect(countLogins()).toBe(1);
      },
    );
  });

  test('whose function fails is an error, without its secrets, after which nothing is sent', async () => {
    vi.stubEnv('SELF_TEST_PASSWORD', 'correct horse');
    onTestFinished(() => void vi.unstubAllEnvs());
    await withLogin(
      (_, uses) => uses < 2,
      async ({ client, requests, countLogins }) => {
        for (let id = 1; id <= 6; id += 1) await client.send(createSampleCase(), id);
        expect(client.stats().userError).toBe(
          'config.ts: accessToken failed: no login after ‹access token›: refused ‹$SELF_TEST_PASSWORD›',
        );
        expect(requests).toHaveLength(3);
        expect(countLogins()).toBe(2);
        expect(await client.send(createSampleCase(), 7)).toMatchObject({
          attempts: 0,
          failure: { kind: 'aborted', message: expect.stringContaining('config.ts: accessToken failed') },
        });
      },
      (logins) => {
        const { SELF_TEST_PASSWORD: password } = process.env;
        const cause = new Error(`refused ${password}`);
        if (logins > 1) throw new Error(`no login after ${createToken(1)}`, { cause });
        return createToken(logins);
      },
    );
  });
});

describe('a request hook', () => {
  const source = 'config.ts: hooks.beforeRequest';

  test('adds header fields to each attempt, which are recorded without their values', async () => {
    let calls = 0;
    const call = async ({ method, url, headers, body, operation, hasRightCredentials }: OutgoingRequest) => {
      calls += 1;
      expect({ method, operation, hasRightCredentials }).toEqual({
        ...{ method: 'POST', operation: 'things:create', hasRightCredentials: true },
      });
      expect(url).toMatch(/^http:.*\/v1\/things\/$/);
      expect(headers['content-type']).toBe('application/json');
      return { 'X-Signature': `signature-${calls}-of-${body?.length}` };
    };
    const respond = (response: ServerResponse, requests: readonly RecordedRequest[]): void => {
      const signature = requests.at(-1)?.headers['x-signature'];
      if (requests.length === 1) response.writeHead(503).end();
      else respondJson(response, { signature });
    };
    await withRecordingServer(respond, async (url, requests) => {
      const exchange = await withClient(url, (client) => client.send(createSampleCase(), 1), {
        beforeRequest: { source, call },
      });
      expect(requests.map(({ headers }) => headers['x-signature'])).toEqual([
        'signature-1-of-16',
        'signature-2-of-16',
      ]);
      expect(exchange.sent.headers).toContainEqual(['X-Signature', '‹header X-Signature›']);
      expect(exchange.response?.body.json?.value).toEqual({ signature: '‹header X-Signature›' });
    });
  });

  test.each<[string, RequestHook['call'], message: string]>([
    [
      'throws',
      () => {
        throw new Error('no key');
      },
      `${source} failed: no key`,
    ],
    [
      'returns an invalid header',
      () => ({ 'X-A': 'a\n' }),
      `${source} failed: the header field X-A has characters that are not allowed in a header field`,
    ],
  ])('that %s ends the run with an error', async (_, call, message) => {
    await withRecordingServer(respondCreated, async (url, requests) => {
      await withClient(
        url,
        async (client) => {
          expect(await client.send(createSampleCase(), 1)).toMatchObject({
            attempts: 0,
            failure: { kind: 'aborted' },
          });
          expect(client.stats()).toMatchObject({ userError: message, requests: 0 });
        },
        { beforeRequest: { source, call } },
      );
      expect(requests).toHaveLength(0);
    });
  });
});
