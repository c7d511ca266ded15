import { mkdirSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  findConsumers,
  readExchanges,
  readWithConsumers,
} from '../../../../cli/consumers/read-with-consumers.ts';
import { startReference } from '../../../../reference/server.ts';
import type { JsonObject } from '../../../../spec/json.ts';
import type { Exchange } from '../../../../spec/openapi/exchange.ts';
import { createCase, createExchange, createRecord } from '../../reporters/sample-record.ts';
import { createFolder } from '../run-suite.ts';

const contract = { title: 'Polar API', version: '2026-10' };

/** Changes one member of a session or of its customer. */
const change = (session: JsonObject, changes: JsonObject): JsonObject => ({
  ...session,
  customer: { ...(session.customer as JsonObject), ...changes },
});

const createResponse = (
  status: number,
  json: JsonObject,
  text = JSON.stringify(json),
): Partial<Exchange> => ({
  response: {
    status,
    headers: [
      ['content-type', 'application/json'],
      ['content-length', '7'],
      ['content-encoding', 'gzip'],
      ['x-placeholder', '‹access token›'],
    ],
    body: { text, bytes: text.length, truncated: false, json: { value: json } },
  },
});

/** The responses that the SDKs read, by what is particular to them. */
let responses: Record<string, Partial<Exchange>>;

beforeAll(async () => {
  const reference = await startReference();
  const create = async (headers: Record<string, string>, body: JsonObject): Promise<JsonObject> => {
    const authorization = `Bearer ${reference.fixtures.accessToken}`;
    const response = await fetch(`${reference.url}/v1/customer-sessions/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization, ...headers },
      body: JSON.stringify(body),
    });
    return (await response.json()) as JsonObject; // the reference responds with objects
  };
  const customer = { external_customer_id: reference.fixtures.externalCustomerId ?? '' };
  const shipped = await create({}, customer);
  const dated = await create({ 'polar-version': '2026-10' }, customer);
  const invalid = await create({}, {});
  await reference.close();
  responses = {
    shipped: createResponse(201, shipped),
    dated: createResponse(201, dated),
    'null email': createResponse(201, change(dated, { email: null })),
    'no date': createResponse(201, { ...dated, created_at: 'yesterday' }),
    'not JSON': createResponse(201, {}, '{'),
    invalid: createResponse(422, invalid),
    'broken 422': createResponse(422, { detail: 'no' }),
    rejected: createResponse(401, { detail: 'Unauthorized' }),
    redirect: {
      response: {
        status: 302,
        headers: [['location', 'http://example.invalid/']],
        body: { text: '', bytes: 0, truncated: false },
      },
    },
  };
});

/** What an SDK does with each response: the outcome and the name of the error. */
async function readAll(folder: string): Promise<Record<string, string>> {
  const names = Object.keys(responses);
  const exchanges = names.map((name, index) =>
    createExchange(index, createCase(index), responses[name] ?? {}),
  );
  const [consumer] = findConsumers([folder]);
  if (!consumer) throw new Error('no consumer');
  const readings = await readExchanges(exchanges, consumer, contract);
  return Object.fromEntries(
    readings.map(({ exchange, outcome, error }) => [
      names[exchange],
      [outcome, error].filter(Boolean).join(' '),
    ]),
  );
}

/** What all versions before 1.0 that describe dated versions of the API do. */
const validating = {
  shipped: 'threw ResponseValidationError',
  dated: 'accepted',
  'null email': 'threw ResponseValidationError',
  'no date': 'threw ResponseValidationError',
  'not JSON': 'threw SyntaxError',
  invalid: 'accepted HTTPValidationError',
  'broken 422': 'threw ResponseValidationError',
  rejected: 'accepted SDKError',
  redirect: 'threw SDKError',
};

describe.concurrent('an SDK that is installed', () => {
  test.each([
    ['0-48', { ...validating, shipped: 'accepted' }],
    ['0-49', validating],
    [
      '1-0',
      {
        ...{ shipped: 'accepted', dated: 'accepted', 'null email': 'accepted', 'no date': 'accepted' },
        ...{ 'not JSON': 'threw SyntaxError', redirect: 'threw SyntaxError' },
        ...{ invalid: 'accepted HTTPValidationError', 'broken 422': 'accepted HTTPValidationError' },
        rejected: 'accepted PolarClientError',
      },
    ],
  ])('%s reads the responses as its users see them', async (version, expected) => {
    expect(await readAll(`node_modules/polar-sdk-${version}`)).toEqual(expected);
  });

  const { CONFORMANCE_SELF_PYTHON_SDK: python } = process.env;

  test.skipIf(python === undefined)('of Python rejects a null email', async () => {
    const readings = await readAll(python ?? '');
    expect(readings).toMatchObject({
      'null email': expect.stringMatching(/^threw (ResponseValidation|PolarDeserialization)Error$/),
      invalid: 'accepted HTTPValidationError',
      rejected: expect.stringMatching(/^accepted (SDK|PolarClient)Error$/),
    });
  });
});

test('the message of an SDK names the place', async () => {
  const [consumer] = findConsumers(['node_modules/polar-sdk-0-49']);
  const exchanges = ['null email', 'shipped'].map((name, id) =>
    createExchange(id, createCase(id), responses[name] ?? {}),
  );
  const readings = consumer && (await readExchanges(exchanges, consumer, contract));
  expect(readings?.map(({ detail }) => detail)).toEqual([
    'customer.email: Invalid input',
    'customer.billing_name: Invalid input',
  ]);
});

test('the SDK of a project is found in its node_modules', () => {
  const folder = createFolder();
  mkdirSync(join(folder, 'node_modules/@polar-sh'), { recursive: true });
  symlinkSync(resolve('node_modules/polar-sdk-1-0'), join(folder, 'node_modules/@polar-sh/sdk'));
  expect(findConsumers([folder]).map(({ name }) => name)).toEqual(['@polar-sh/sdk 1.0.1']);
});

test.each(['node_modules/ajv', 'no-such-folder', 'spec'])('%s has no SDK, which is an error', (folder) => {
  expect(() => findConsumers([folder])).toThrow(`--sdk: ${folder} has no SDK that the suite can call`);
});

test('consumers read only complete responses to their own request, and change no verdict', async () => {
  const record = createRecord();
  const consumer = {
    ...{ name: 'fake 1.0', operation: 'customer-sessions:create', method: 'POST' },
    createCommand: () => ({
      file: process.execPath,
      args: [
        '--eval',
        `const [, first, end] = process.argv.slice(1);
        for (let index = Number(first); index < Number(end); index += 1)
          require('node:fs').writeSync(3, JSON.stringify({ index, error: 'FakeError', detail: 'no' }) + '\\n');`,
        '--',
      ],
      directory: '.',
    }),
  };
  const { consumers, ...rest } = await readWithConsumers(record, [consumer]);
  expect(rest).toEqual(record);
  // 3 is truncated, 5 has no response
  expect(consumers?.[0]?.readings.map(({ exchange }) => exchange).sort()).toEqual([1, 2, 4, 6]);
  const other = { ...consumer, method: 'GET' };
  expect((await readWithConsumers(record, [other])).consumers?.[0]?.readings).toEqual([]);
});
