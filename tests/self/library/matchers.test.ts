import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { runInNewContext } from 'node:vm';
import { request } from 'undici';
import { describe, expect, test } from 'vitest';
import * as matchers from '../../../library/matchers.ts';
import { loadContract } from '../../../library/vitest.ts';

const contract = await loadContract('docs/examples/openapi.yaml');
const lamp = { id: 7, name: 'Desk lamp' };
const text = JSON.stringify(lamp);
const headers = { 'content-type': 'application/json' };
const wrong = JSON.stringify({ id: 7 });

/** Returns the message of the error that a matcher throws. */
async function catchMessage(assertion: () => unknown): Promise<string> {
  try {
    await assertion();
  } catch (error) {
    return String(error);
  }
  return '';
}

describe('toSatisfyContract', () => {
  const raw = { req: { method: 'GET', url: '/lamps/7' } };
  const create = (body: string): readonly (readonly [name: string, response: unknown])[] => [
    ['a plain object', { method: 'GET', url: '/lamps/7', status: 200, body: JSON.parse(body) }],
    [
      'supertest',
      {
        request: { method: 'GET', url: 'http://127.0.0.1:1/lamps/7' },
        status: 200,
        headers,
        text: body,
        body: {},
      },
    ],
    ['axios', { config: { method: 'get', url: '/lamps/7' }, status: 200, headers, data: JSON.parse(body) }],
    [
      'light-my-request',
      { raw, statusCode: 200, headers, payload: body, body, rawPayload: Buffer.from(body) },
    ],
  ];

  test.each(create(text))('passes a good response of %s, and finds its operation', (_, response) => {
    expect(response).toSatisfyContract(contract);
    expect(response).toSatisfyContract(contract, 'GET /lamps/{id}');
  });

  test.each(create(wrong))('fails a wrong response of %s', (_, response) => {
    expect(response).not.toSatisfyContract(contract);
    expect(() => expect(response).toSatisfyContract(contract)).toThrow(/`name` is missing/);
  });

  test('reads the responses of fetch, which stay readable', async () => {
    const response = new Response(text, { headers });
    await expect(response).toSatisfyContract(contract, 'getLamp');
    expect(await response.json()).toEqual(lamp);
    const message = await catchMessage(() =>
      expect(new Response(wrong, { headers })).toSatisfyContract(contract, 'getLamp'),
    );
    for (const part of [
      'FAILED MUST',
      'clause    getLamp/200/name:required',
      'openapi.yaml:',
      'expected',
      'received',
    ])
      expect(message).toContain(part);
  });

  test('reads responses of another realm: Jest runs tests in one of their own', async () => {
    const create = runInNewContext(
      '(bytes, headers) => ({ status: 200, headers, arrayBuffer: () => Promise.resolve(new Uint8Array(bytes).buffer) })',
    );
    const match = (body: string) =>
      matchers.toSatisfyContract(create([...Buffer.from(body)], headers), contract, 'getLamp');
    expect(await match(text)).toMatchObject({ pass: true });
    const { pass, message } = await match(wrong);
    expect({ pass, message: message() }).toMatchObject({
      pass: false,
      message: expect.not.stringContaining('`id` is missing'),
    });
    const bytes = runInNewContext('(bytes) => new Uint8Array(bytes)')([...Buffer.from(text)]);
    expect({ method: 'GET', url: '/lamps/7', status: 200, headers, body: bytes }).toSatisfyContract(contract);
  });

  test('reads the responses of undici', async () => {
    const server = createServer((_, response) => response.writeHead(200, headers).end(text));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo; // a server on a port has an AddressInfo
    await expect(await request(`http://127.0.0.1:${port}/lamps/7`)).toSatisfyContract(contract, 'getLamp');
    server.close();
  });

  test('rejects what is no response, and a response of an unknown operation', async () => {
    expect(() => expect(7).toSatisfyContract(contract)).toThrow(/not a response/);
    expect(() => expect({ body: {} }).toSatisfyContract(contract)).toThrow(/neither `status`/);
    expect(() => expect({ status: 200 }).toSatisfyContract(contract)).toThrow(/name the operation/);
    expect(() => expect({ status: 200 }).toSatisfyContract(contract, 'getLmap')).toThrow(
      /Did you mean getLamp/,
    );
  });
});

describe('toSatisfySchema', () => {
  test('validates by the pointer or the name of a schema', () => {
    expect(lamp).toSatisfySchema(contract, 'Lamp');
    expect(lamp).toSatisfySchema(contract, '#/components/schemas/Lamp');
    expect({}).not.toSatisfySchema(contract, 'Lamp');
  });

  test('reports the line of the document, the expected and the received value', async () => {
    const message = await catchMessage(() => expect({ ...lamp, watts: 0 }).toSatisfySchema(contract, 'Lamp'));
    for (const part of ['`watts` must be > 0', /openapi\.yaml:\d+/, 'exclusiveMinimum: 0', '>   "watts": 0'])
      expect(message).toMatch(part);
  });

  test('rejects an unknown schema', () => {
    expect(() => expect(lamp).toSatisfySchema(contract, 'Lampe')).toThrow(
      /no schema Lampe\. Did you mean Lamp\?/,
    );
  });
});

test('the matchers are functions of what expect.extend of vitest and Jest passes, and need no `this`', async () => {
  const response = { method: 'GET', url: '/lamps/7', status: 200, headers, body: wrong };
  expect(Object.keys(matchers)).toEqual(['toSatisfyContract', 'toSatisfySchema']);
  const results = [
    await matchers.toSatisfyContract.call(undefined, response, contract),
    matchers.toSatisfySchema.call(undefined, {}, contract, 'Lamp'),
  ];
  for (const { pass, message } of results) {
    expect(pass).toBe(false);
    expect(message()).toMatch(/name/);
  }
});
