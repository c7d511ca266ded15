import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { SecurityScheme } from '../../../spec/openapi/contract.ts';
import { accessToken, sampleCase, withClient } from './sample.ts';

interface Seen {
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
  at: number;
}

/** A server that notes what it is asked, and answers as told. */
async function withServer<T>(
  answer: (response: ServerResponse, seen: readonly Seen[]) => void,
  use: (url: string, seen: readonly Seen[]) => Promise<T>,
  host = '127.0.0.1',
): Promise<T> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      seen.push({
        url: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
        at: performance.now(),
      });
      answer(response, seen);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const { port } = server.address() as AddressInfo; // a TCP server's address
  try {
    return await use(`http://${host.includes(':') ? `[${host}]` : host}:${port}`, seen);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const json = (response: ServerResponse, value: unknown, status = 201): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
};
const created = (response: ServerResponse): void => json(response, {});
const only =
  (index: number, first: (response: ServerResponse) => void) =>
  (response: ServerResponse, seen: readonly Seen[]): void =>
    seen.length <= index ? first(response) : created(response);

describe('a client', () => {
  test('sends a request as the case says, below the path of the target', async () => {
    await withServer(created, async (url, seen) => {
      const exchange = await withClient(`${url}/api`, (client) => client.send(sampleCase(), 5), {
        headers: [['x-extra', 'yes']],
      });
      expect(seen[0]).toMatchObject({
        url: '/api/v1/things/',
        body: '{"name":"thing"}',
        headers: {
          authorization: `Bearer ${accessToken}`,
          'content-type': 'application/json',
          'x-extra': 'yes',
          'content-length': '16',
        },
      });
      expect(exchange).toMatchObject({
        id: 5,
        attempts: 1,
        response: { status: 201, body: { json: { value: {} } } },
      });
      const sent = Object.fromEntries(exchange.sent.headers);
      expect(sent).toEqual({
        ...seen[0]?.headers,
        authorization: 'Bearer ‹access token›',
        'x-extra': '‹header x-extra›',
      });
    });
  });

  test('sends bytes as they are, and the header fields of the case before its own', async () => {
    await withServer(created, async (url, seen) => {
      const request = {
        headers: [['Content-Type', 'text/plain']] as const,
        body: { base64: Buffer.from('{"a":\u00e9').toString('base64') },
        credentials: 'none' as const,
      };
      await withClient(url, (client) => client.send(sampleCase(request), 1));
      expect(seen[0]).toMatchObject({ body: '{"a":\u00e9', headers: { 'content-type': 'text/plain' } });
      expect(seen[0]?.headers).not.toHaveProperty('authorization');
    });
  });

  test('keeps the access token out of what a server echoes', async () => {
    const echo = (response: ServerResponse, seen: readonly Seen[]): void => {
      response.setHeader('x-echo', seen[0]?.headers.authorization ?? '');
      json(
        response,
        {
          detail: [
            { input: seen[0]?.headers.authorization, msg: Buffer.from(accessToken).toString('base64') },
          ],
        },
        422,
      );
    };
    await withServer(echo, async (url) => {
      const exchange = await withClient(url, (client) => client.send(sampleCase(), 1));
      expect(exchange.response?.body.json?.value).toEqual({
        detail: [{ input: 'Bearer ‹access token›', msg: '‹access token›' }],
      });
      expect(exchange.response?.headers).toContainEqual(['x-echo', 'Bearer ‹access token›']);
    });
  });

  test('uses the last session token, and fills in placeholders of a replay', async () => {
    const session = `polar_cst_${'abcdefgh'.repeat(5)}`;
    await withServer(
      (response) => json(response, { token: session }),
      async (url, seen) => {
        await withClient(url, async (client) => {
          expect(client.can('session')).toBe(false);
          expect(await client.send(sampleCase({ credentials: 'session' }), 1)).toMatchObject({
            attempts: 0,
            failure: { kind: 'aborted' },
          });
          await client.send(sampleCase(), 2);
          expect(client.can('session')).toBe(true);
          await client.send(
            sampleCase({ credentials: 'session', body: { json: { token: '‹session token 2›' } } }),
            3,
          );
        });
        expect(seen[1]).toMatchObject({
          headers: { authorization: `Bearer ${session}` },
          body: JSON.stringify({ token: session }),
        });
      },
    );
  });

  const places: readonly (readonly [Partial<SecurityScheme>, Partial<Seen>])[] = [
    [{ type: 'apiKey', in: 'query', parameter: 'key' }, { url: `/v1/things/?key=${accessToken}` }],
    [{ type: 'apiKey', in: 'cookie', parameter: 'key' }, { headers: { cookie: `key=${accessToken}` } }],
    [{ type: 'apiKey', in: 'header', parameter: 'x-key' }, { headers: { 'x-key': accessToken } }],
    [
      { type: 'http', scheme: 'basic' },
      { headers: { authorization: `Basic ${Buffer.from(accessToken).toString('base64')}` } },
    ],
    [{ type: 'oauth2' }, { headers: { authorization: `Bearer ${accessToken}` } }],
  ];
  for (const [scheme, expected] of places) {
    test(`puts the access token where ${JSON.stringify(scheme)} wants it, and masks it there`, async () => {
      await withServer(created, async (url, seen) => {
        const schemeOf = (): SecurityScheme => ({
          name: 'key',
          schemaPointer: '#/',
          type: 'apiKey',
          scopes: [],
          ...scheme,
        });
        const exchange = await withClient(url, (client) => client.send(sampleCase(), 1), { schemeOf });
        expect(seen[0]).toMatchObject(expected);
        expect(JSON.stringify(exchange.sent)).toContain('‹access token›');
      });
    });
  }

  test('tells a request that cannot be sent, and sends nothing', async () => {
    await withServer(created, async (url, seen) => {
      await withClient(url, async (client) => {
        for (const request of [
          { path: '/a b' },
          { headers: [['x', 'a\nb']] as const },
          { headers: [['expect', '100-continue']] as const },
        ]) {
          expect((await client.send(sampleCase(request), 1)).failure).toMatchObject({
            kind: 'aborted',
            answered: false,
          });
        }
      });
      expect(seen).toEqual([]);
    });
  });

  test('reaches a server by IPv6', async () => {
    await withServer(
      created,
      async (url) => {
        expect(await withClient(url, (client) => client.send(sampleCase(), 1))).toMatchObject({
          response: { status: 201 },
        });
      },
      '::1',
    );
  });

  test('follows no redirect', async () => {
    await withServer(
      (response) => response.writeHead(307, { location: '/v1/things' }).end(),
      async (url, seen) => {
        const exchange = await withClient(url, (client) => client.send(sampleCase(), 1));
        expect(exchange.response?.status).toBe(307);
        expect(seen).toHaveLength(1);
      },
    );
  });
});

describe('the budget', () => {
  test('of requests holds at the server, retries included', async () => {
    await withServer(
      (response) => response.writeHead(503).end(),
      async (url, seen) => {
        await withClient(
          url,
          async (client) => {
            const exchanges = await Promise.all(
              Array.from({ length: 40 }, (_, id) => client.send(sampleCase(), id)),
            );
            expect(exchanges.reduce((sum, { attempts }) => sum + attempts, 0)).toBe(25);
            expect(exchanges.filter(({ failure }) => failure?.kind === 'aborted').length).toBeGreaterThan(0);
            expect(client.tally().requests).toBe(25);
          },
          { budget: { requests: 25, waitMs: 100 } },
        );
        expect(seen).toHaveLength(25);
      },
    );
  });

  test('of concurrency holds at the server', async () => {
    let open = 0;
    let most = 0;
    const slow = (response: ServerResponse): void => {
      open += 1;
      most = Math.max(most, open);
      setImmediate(() => {
        open -= 1;
        created(response);
      });
    };
    await withServer(slow, async (url) => {
      await withClient(
        url,
        (client) => Promise.all(Array.from({ length: 30 }, (_, id) => client.send(sampleCase(), id))),
        { budget: { concurrency: 3 } },
      );
      expect(most).toBeLessThanOrEqual(3);
    });
  });

  test('of pace holds at the server', async () => {
    await withServer(created, async (url, seen) => {
      await withClient(
        url,
        (client) => Promise.all(Array.from({ length: 15 }, (_, id) => client.send(sampleCase(), id))),
        {
          budget: { rate: { requests: 5, perMs: 200 } },
        },
      );
      for (const [index, { at }] of seen.entries())
        expect((seen[index + 5]?.at ?? Number.POSITIVE_INFINITY) - at).toBeGreaterThan(190);
    });
  });

  test('of time ends what is under way', async () => {
    await withServer(
      () => {},
      async (url) => {
        const stop = new AbortController();
        const exchange = withClient(url, (client) => client.send(sampleCase(), 1), { signal: stop.signal });
        setTimeout(() => stop.abort(), 50);
        expect((await exchange).failure).toMatchObject({ kind: 'aborted', answered: false });
      },
    );
  });

  test('of seconds ends what is under way, and sends nothing more', async () => {
    await withServer(
      () => {},
      async (url, seen) => {
        const exchanges = await withClient(
          url,
          (client) => Promise.all([1, 2].map((id) => client.send(sampleCase(), id))),
          { budget: { seconds: 0.05, concurrency: 1 } },
        );
        expect(exchanges.map(({ failure }) => failure?.kind)).toEqual(['aborted', 'aborted']);
        expect(exchanges.map(({ attempts }) => attempts)).toEqual([1, 0]);
        expect(seen.length).toBeLessThanOrEqual(1);
      },
    );
  });
});

describe('a request', () => {
  const limited =
    (header: Record<string, string> = {}) =>
    (response: ServerResponse): void =>
      void response.writeHead(429, header).end();
  const cases: readonly (readonly [
    says: string,
    answer: (response: ServerResponse) => void,
    times: number,
  ])[] = [
    ['that is one too many', limited({ 'retry-after': '0' }), 2],
    ['to a server that is not available', (response) => void response.writeHead(503).end(), 2],
    ['whose connection is closed without an answer', (response) => void response.socket?.destroy(), 2],
  ];
  for (const [says, answer, times] of cases) {
    test(`${says} is sent again, and counted`, async () => {
      await withServer(only(times, answer), async (url) => {
        await withClient(url, async (client) => {
          expect(await client.send(sampleCase(), 1)).toMatchObject({
            attempts: times + 1,
            response: { status: 201 },
          });
          expect(Object.values(client.tally().retries)).toContain(times);
        });
      });
    });
  }

  test('that must wait too long is not sent again, and it is said how long a run would take', async () => {
    await withServer(limited({ 'retry-after': '3600' }), async (url, seen) => {
      await withClient(url, async (client) => {
        expect(await client.send(sampleCase(), 1)).toMatchObject({ attempts: 1, response: { status: 429 } });
        expect(client.tally().gaveUp).toMatch(
          /asks to wait 60 min \(too many requests\).*1000 requests would take about 1001 h/,
        );
      });
      expect(seen).toHaveLength(1);
    });
  });

  for (const [says, answer] of [
    ['that was refused', (response: ServerResponse) => json(response, {}, 401)],
    ['that broke the server', (response: ServerResponse) => json(response, {}, 500)],
    [
      'that was answered in part',
      (response: ServerResponse) =>
        void response.writeHead(201, { 'content-length': 10 }).write('{', () => response.socket?.destroy()),
    ],
  ] as const) {
    test(`${says} is never sent again`, async () => {
      await withServer(answer, async (url, seen) => {
        await withClient(url, (client) => client.send(sampleCase(), 1));
        expect(seen).toHaveLength(1);
      });
    });
  }
});
