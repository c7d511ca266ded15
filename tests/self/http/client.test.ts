import type { ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import type { SecurityScheme } from '../../../spec/openapi/contract.ts';
import {
  type RecordedRequest,
  respondCreated,
  respondJson,
  withRecordingServer,
} from './recording-server.ts';
import { accessToken, createSampleCase, withClient } from './test-client.ts';

describe('a client', () => {
  test('sends the request of a case to a path below the base path of the target', async () => {
    await withRecordingServer(respondCreated, async (url, requests) => {
      const exchange = await withClient(`${url}/api`, (client) => client.send(createSampleCase(), 5), {
        headers: [['x-extra', 'yes']],
      });
      expect(requests[0]).toMatchObject({
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
        ...requests[0]?.headers,
        authorization: 'Bearer ‹access token›',
        'x-extra': '‹header x-extra›',
      });
    });
  });

  test('reads a response that arrived while this process was busy for longer than the timeout', async () => {
    const budget = { timeoutMs: 100 };
    const respondAndBlock = (response: ServerResponse): void => {
      respondCreated(response);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2 * budget.timeoutMs);
    };
    await withRecordingServer(respondAndBlock, async (url) => {
      const exchange = await withClient(url, (client) => client.send(createSampleCase(), 1), { budget });
      expect(exchange).toMatchObject({ attempts: 1, response: { status: 201 } });
    });
  });

  test('sends bytes unchanged, and header fields of the case instead of default ones', async () => {
    await withRecordingServer(respondCreated, async (url, requests) => {
      const request = {
        headers: [['Content-Type', 'text/plain']] as const,
        body: { base64: Buffer.from('{"a":\u00e9').toString('base64') },
        credentials: 'none' as const,
      };
      await withClient(url, (client) => client.send(createSampleCase(request), 1));
      expect(requests[0]).toMatchObject({ body: '{"a":\u00e9', headers: { 'content-type': 'text/plain' } });
      expect(requests[0]?.headers).not.toHaveProperty('authorization');
    });
  });

  test('sends and records public header fields, unless the case replaces or omits them', async () => {
    await withRecordingServer(respondCreated, async (url, requests) => {
      const publicHeaders = [
        ['Api-Version', '2'],
        ['Api-Mode', 'test'],
      ] as const;
      const request = { headers: [['api-version', '9']] as const, omittedHeaders: ['api-mode'] };
      const sent = await withClient(
        url,
        async (client) => [
          await client.send(createSampleCase(), 1),
          await client.send(createSampleCase(request), 2),
        ],
        { publicHeaders },
      );
      expect(requests.map(({ headers }) => [headers['api-version'], headers['api-mode']])).toEqual([
        ['2', 'test'],
        ['9', undefined],
      ]);
      expect(sent[0]?.sent.headers).toContainEqual(['Api-Version', '2']);
    });
  });

  test('sends the token of an earlier response, whole or truncated, and records neither', async () => {
    const tokens = ['polar_mst_first0000000000000000', 'polar_mst_second000000000000000'];
    const respond = (response: ServerResponse, requests: readonly RecordedRequest[]): void =>
      respondJson(response, { token: tokens[requests.length - 1] ?? '' }, 201);
    await withRecordingServer(respond, async (url, requests) => {
      const sent = await withClient(url, async (client) => {
        await client.send(createSampleCase(), 1);
        await client.send(createSampleCase(), 2);
        const token = '‹session token 1›';
        return [
          await client.send(createSampleCase({ credentials: 'session' }), 3),
          await client.send(createSampleCase({ credentials: 'session', token }), 4),
          await client.send(createSampleCase({ credentials: 'truncated-session', token }), 5),
        ];
      });
      expect(requests.slice(2).map(({ headers }) => headers.authorization)).toEqual(
        [tokens[1], tokens[0], tokens[0]?.slice(0, -1)].map((token) => `Bearer ${token}`),
      );
      expect(
        sent.map(({ sent: { headers } }) => headers.find(([name]) => name === 'authorization')?.[1]),
      ).toEqual(['Bearer ‹session token 2›', 'Bearer ‹session token 1›', 'Bearer ‹part of session token›']);
      expect(JSON.stringify(sent)).not.toContain('polar_mst_first');
    });
  });

  test('redacts the access token in responses that echo it', async () => {
    const echo = (response: ServerResponse, requests: readonly RecordedRequest[]): void => {
      response.setHeader('x-echo', requests[0]?.headers.authorization ?? '');
      respondJson(
        response,
        {
          detail: [
            { input: requests[0]?.headers.authorization, msg: Buffer.from(accessToken).toString('base64') },
          ],
        },
        422,
      );
    };
    await withRecordingServer(echo, async (url) => {
      const exchange = await withClient(url, (client) => client.send(createSampleCase(), 1));
      expect(exchange.response?.body.json?.value).toEqual({
        detail: [{ input: 'Bearer ‹access token›', msg: '‹access token›' }],
      });
      expect(exchange.response?.headers).toContainEqual(['x-echo', 'Bearer ‹access token›']);
    });
  });

  test('expands an encoded placeholder in a path: a secret may be the id of an item', async () => {
    const session = `polar_cst_${'abcdefgh'.repeat(5)}`;
    await withRecordingServer(
      (response) => respondJson(response, { token: session }),
      async (url, requests) => {
        await withClient(url, async (client) => {
          await client.send(createSampleCase(), 1);
          const { sent } = await client.send(
            createSampleCase({
              path: `/tokens/${encodeURIComponent('‹session token 1›')}/%E2%80%B9a%E2%80%BA`,
            }),
            2,
          );
          expect(sent.url).not.toContain(session);
        });
        expect(requests[1]?.url).toBe(`/tokens/${session}/%E2%80%B9a%E2%80%BA`);
      },
    );
  });

  test('sends the last session token, and expands placeholders in a replayed request', async () => {
    const session = `polar_cst_${'abcdefgh'.repeat(5)}`;
    await withRecordingServer(
      (response) => respondJson(response, { token: session }),
      async (url, requests) => {
        await withClient(url, async (client) => {
          expect(client.hasCredentials('things:create', { credentials: 'session' })).toBe(false);
          expect(await client.send(createSampleCase({ credentials: 'session' }), 1)).toMatchObject({
            attempts: 0,
            failure: { kind: 'aborted' },
          });
          await client.send(createSampleCase(), 2);
          expect(client.hasCredentials('things:create', { credentials: 'session' })).toBe(true);
          await client.send(
            createSampleCase({ credentials: 'session', body: { json: { token: '‹session token 2›' } } }),
            3,
          );
        });
        expect(requests[1]).toMatchObject({
          headers: { authorization: `Bearer ${session}` },
          body: JSON.stringify({ token: session }),
        });
      },
    );
  });

  const placements: readonly (readonly [
    scheme: Partial<SecurityScheme>,
    expected: (secret: string) => Partial<RecordedRequest>,
  ])[] = [
    [
      { type: 'apiKey', in: 'query', parameter: 'key' },
      (secret) => ({ url: `/v1/things/?key=${encodeURIComponent(secret)}` }),
    ],
    [
      { type: 'apiKey', in: 'cookie', parameter: 'key' },
      (secret) => ({ headers: { cookie: `key=${secret}` } }),
    ],
    [{ type: 'apiKey', in: 'header', parameter: 'x-key' }, (secret) => ({ headers: { 'x-key': secret } })],
    [
      { type: 'http', scheme: 'basic' },
      (secret) => ({ headers: { authorization: `Basic ${Buffer.from(secret).toString('base64')}` } }),
    ],
    [{ type: 'oauth2' }, (secret) => ({ headers: { authorization: `Bearer ${secret}` } })],
  ];
  for (const [scheme, createExpected] of placements)
    for (const secret of ['ann:CanaryCanary', 'a:b-7']) {
      test(`sends the secret ${secret} as ${JSON.stringify(scheme)} requires, and redacts it there`, async () => {
        await withRecordingServer(respondCreated, async (url, requests) => {
          const key: SecurityScheme = { name: 'key', pointer: '#/', type: 'apiKey', scopes: [], ...scheme };
          const exchange = await withClient(url, (client) => client.send(createSampleCase(), 1), {
            findSecurity: () => [[key]],
            credentials: { schemes: new Map([['key', secret]]) },
          });
          expect(requests[0]).toMatchObject(createExpected(secret));
          expect(JSON.stringify(exchange.sent)).toContain('‹credential key›');
          expect(JSON.stringify(exchange.sent)).not.toContain(secret);
          expect(exchange.sent.headers.flat().join()).not.toContain(Buffer.from(secret).toString('base64'));
        });
      });
    }

  test('merges cookies of parameters, options and credentials into one field', async () => {
    await withRecordingServer(respondCreated, async (url, requests) => {
      const key: SecurityScheme = {
        ...{ name: 'key', pointer: '#/', type: 'apiKey', scopes: [] },
        ...{ in: 'cookie', parameter: 'session' },
      };
      const request = { headers: [['Cookie', 'theme=dark']] as const };
      await withClient(url, (client) => client.send(createSampleCase(request), 1), {
        findSecurity: () => [[key]],
        credentials: {
          schemes: new Map([['key', 's-1']]),
          credentialFields: [
            { in: 'cookie', name: 'session', value: 'other' },
            { in: 'cookie', name: 'csrf', value: 'c' },
          ],
        },
      });
      expect(requests[0]?.headers.cookie).toBe('theme=dark; session=s-1; csrf=c');
    });
  });

  test('sends more requests at once than an event target has listeners by default', async () => {
    const warnings: Error[] = [];
    const addWarning = (warning: Error): number => warnings.push(warning);
    process.on('warning', addWarning);
    await withRecordingServer(respondCreated, async (url) => {
      await withClient(
        url,
        (client) =>
          Promise.all(Array.from({ length: 40 }, (_, index) => client.send(createSampleCase(), index))),
        { budget: { concurrency: 40 } },
      );
    });
    process.off('warning', addWarning);
    expect(warnings).toEqual([]);
  });

  test('reports a request that cannot be sent, and sends nothing', async () => {
    await withRecordingServer(respondCreated, async (url, requests) => {
      await withClient(url, async (client) => {
        for (const request of [
          { path: '/a b' },
          { headers: [['x', 'a\nb']] as const },
          { headers: [['expect', '100-continue']] as const },
        ]) {
          expect((await client.send(createSampleCase(request), 1)).failure).toMatchObject({
            kind: 'aborted',
            answered: false,
          });
        }
      });
      expect(requests).toEqual([]);
    });
  });

  test('connects to an IPv6 address', async () => {
    await withRecordingServer(
      respondCreated,
      async (url) => {
        expect(await withClient(url, (client) => client.send(createSampleCase(), 1))).toMatchObject({
          response: { status: 201 },
        });
      },
      '::1',
    );
  });

  test('does not follow redirects', async () => {
    await withRecordingServer(
      (response) => response.writeHead(307, { location: '/v1/things' }).end(),
      async (url, requests) => {
        const exchange = await withClient(url, (client) => client.send(createSampleCase(), 1));
        expect(exchange.response?.status).toBe(307);
        expect(requests).toHaveLength(1);
      },
    );
  });
});
