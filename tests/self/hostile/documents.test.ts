import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadContract } from '../../../spec/document/load-contract.ts';
import type { Json, JsonObject } from '../../../spec/json.ts';
import { runInProcess } from './run-in-process.ts';
import { startThingsServer, thingsDocument } from './things-server.ts';

const objectWithName = (name: Json): JsonObject => ({
  type: 'object',
  required: ['name'],
  properties: { name },
});

/** Difficult schemas, and the problem that a run against a conformant server reports. */
const schemas: readonly [title: string, schema: Json, problem: RegExp | undefined][] = [
  [
    'minLength above maxLength',
    objectWithName({ type: 'string', minLength: 5, maxLength: 2 }),
    /no request can be generated/,
  ],
  [
    'a conjunction of string and number',
    { allOf: [{ type: 'string' }, { type: 'number' }] },
    /no request can be generated/,
  ],
  ['a required property that no value satisfies', objectWithName({ not: {} }), /no request can be generated/],
  [
    'an integer range without a multiple',
    objectWithName({ type: 'integer', multipleOf: 7919, minimum: 1, maximum: 7000 }),
    /no request can be generated/,
  ],
  [
    'an array of a billion items',
    { type: 'array', minItems: 1e9, items: { type: 'string' } },
    /no request can be generated/,
  ],
  [
    'a string of a billion characters',
    objectWithName({ type: 'string', minLength: 1e9 }),
    /no request can be generated/,
  ],
  [
    'a required property that contains its own schema',
    objectWithName({ $ref: '#/components/schemas/Thing' }),
    undefined,
  ],
  [
    'additional properties that no value satisfies',
    { ...objectWithName({ type: 'string', maxLength: 40 }), additionalProperties: { not: {} } },
    undefined,
  ],
  [
    'a pattern that takes exponential time to match',
    objectWithName({ type: 'string', maxLength: 40, pattern: '^(a+)+$' }),
    undefined,
  ],
  [
    'a pattern with a million states',
    objectWithName({ type: 'string', pattern: '^(a{1000}){1000}$' }),
    undefined,
  ],
  [
    'property names of Object.prototype',
    {
      type: 'object',
      required: ['name', 'constructor'],
      properties: {
        name: { type: 'string' },
        constructor: { type: 'string' },
        toString: { type: 'integer' },
      },
    },
    undefined,
  ],
  [
    'an enum of 50,000 values',
    objectWithName({ enum: Array.from({ length: 50_000 }, (_, index) => `v${index}`) }),
    undefined,
  ],
];

describe('a document with', () => {
  let server: Awaited<ReturnType<typeof startThingsServer>>;
  beforeAll(async () => {
    server = await startThingsServer();
  });
  afterAll(() => server.close());

  for (const [title, schema, problem] of schemas) {
    test(`${title} is either tested or reported in bounded time`, async () => {
      const from = performance.now();
      const result = await runWithSchema(schema, server.url);
      expect(performance.now() - from).toBeLessThan(20_000);
      if ('rejected' in result) expect(result.rejected).toMatch(/things\.json/);
      else if (problem) expect(result).toMatchObject({ status: 2, problem: expect.stringMatching(problem) });
    });
  }
});

/** Runs the suite with this schema. A document can also be rejected before anything is sent. */
async function runWithSchema(schema: Json, url: string) {
  const document = JSON.parse(thingsDocument);
  document.components.schemas.Thing = schema;
  try {
    return await runInProcess(
      await loadContract({ file: 'things.json', text: JSON.stringify(document) }),
      url,
    );
  } catch (error) {
    if (error instanceof Error && error.name === 'ContractError') return { rejected: error.message };
    throw error;
  }
}
