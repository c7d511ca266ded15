import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadContract } from '../../../spec/document/load-contract.ts';
import type { Json, JsonObject } from '../../../spec/json.ts';
import { thingsServer, thingsText } from './things.ts';
import { tryTarget } from './trial.ts';

const withName = (name: Json): JsonObject => ({
  type: 'object',
  required: ['name'],
  properties: { name },
});

/** Schemas that are up to no good, and what a run against a good server says of them. */
const schemas: readonly [title: string, schema: Json, problem: RegExp | undefined][] = [
  [
    'a string longer than its longest',
    withName({ type: 'string', minLength: 5, maxLength: 2 }),
    /no request can be made/,
  ],
  [
    'a string that is a number',
    { allOf: [{ type: 'string' }, { type: 'number' }] },
    /no request can be made/,
  ],
  ['a required property that nothing fits', withName({ not: {} }), /no request can be made/],
  [
    'an integer between its multiples',
    withName({ type: 'integer', multipleOf: 7919, minimum: 1, maximum: 7000 }),
    /no request can be made/,
  ],
  [
    'a list of a billion',
    { type: 'array', minItems: 1e9, items: { type: 'string' } },
    /no request can be made/,
  ],
  ['a string of a billion', withName({ type: 'string', minLength: 1e9 }), /no request can be made/],
  ['an endless object', withName({ $ref: '#/components/schemas/Thing' }), undefined],
  [
    'an optional property that nothing fits',
    { ...withName({ type: 'string', maxLength: 40 }), additionalProperties: { not: {} } },
    undefined,
  ],
  [
    'a pattern that takes exponential time',
    withName({ type: 'string', maxLength: 40, pattern: '^(a+)+$' }),
    undefined,
  ],
  ['a pattern of a million states', withName({ type: 'string', pattern: '^(a{1000}){1000}$' }), undefined],
  [
    'names of prototypes',
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
    'an enum of 50,000',
    withName({ enum: Array.from({ length: 50_000 }, (_, index) => `v${index}`) }),
    undefined,
  ],
];

describe('a document with', () => {
  let server: Awaited<ReturnType<typeof thingsServer>>;
  beforeAll(async () => {
    server = await thingsServer();
  });
  afterAll(() => server.close());

  for (const [title, schema, problem] of schemas) {
    test(`${title} is worked with as far as it goes`, async () => {
      const from = performance.now();
      const outcome = await runOn(schema, server.url);
      expect(performance.now() - from).toBeLessThan(20_000);
      if ('refused' in outcome) expect(outcome.refused).toMatch(/things\.json/);
      else if (problem) expect(outcome).toMatchObject({ status: 2, problem: expect.stringMatching(problem) });
    });
  }
});

/** What became of a run; a document may also be refused before anything is sent. */
async function runOn(schema: Json, url: string) {
  const document = JSON.parse(thingsText);
  document.components.schemas.Thing = schema;
  try {
    return await tryTarget(await loadContract({ file: 'things.json', text: JSON.stringify(document) }), url);
  } catch (error) {
    if (error instanceof Error && error.name === 'ContractError') return { refused: error.message };
    throw error;
  }
}
