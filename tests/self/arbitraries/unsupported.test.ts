import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UnsupportedSchema } from '../../../arbitraries/context.ts';
import { valid } from '../../../arbitraries/valid.ts';
import type { JsonObject } from '../../../spec/json.ts';
import { contractOf } from './inline-contract.ts';

const SELF = { $ref: '#/components/schemas/Subject' };
const manyUnions = Array.from({ length: 12 }, (_, n) => ({
  anyOf: [{ minimum: n }, { maximum: n }, { multipleOf: n + 1 }],
}));

/** Schemas without a value, or beyond what is supported, and the keyword that is named. */
const table: readonly [keyword: string, schema: JsonObject][] = [
  ['enum', { enum: [] }],
  ['enum', { type: 'string', enum: [1, 2] }],
  ['minLength', { type: 'string', minLength: 3, maxLength: 2 }],
  ['minLength', { type: 'string', minLength: 1e9 }],
  ['minimum', { type: 'integer', minimum: 1.2, maximum: 1.8 }],
  ['minimum', { type: 'number', multipleOf: 10, minimum: 1, maximum: 9 }],
  ['type', { allOf: [{ type: 'string' }, { type: 'integer' }] }],
  ['required', { type: 'object', required: ['a'], additionalProperties: false }],
  ['required', { type: 'object', required: ['a'], properties: { a: false } }],
  ['$ref', { type: 'object', required: ['a'], properties: { a: SELF } }],
  ['minProperties', { type: 'object', minProperties: 2, properties: { a: {} }, additionalProperties: false }],
  ['propertyNames', { type: 'object', minProperties: 1, propertyNames: { minLength: 1, maxLength: 0 } }],
  ['minItems', { type: 'array', minItems: 1e9 }],
  ['uniqueItems', { type: 'array', uniqueItems: true, minItems: 4, items: { enum: [1, 2, 3] } }],
  ['oneOf', { oneOf: [{ type: 'string' }, { type: 'string' }] }],
  ['anyOf', { allOf: manyUnions }],
  ['format', { type: 'string', format: 'uuid4', maxLength: 10 }],
  ['pattern', { type: 'string', pattern: '^a$', minLength: 4 }],
  ['pattern', { type: 'string', pattern: '^(a)\\1$' }],
  ['pattern', { type: 'string', pattern: '^a{100000}$' }],
  ['$dynamicRef', { $dynamicRef: '#x' }],
];

describe('schemas without values', () => {
  it.each(table)('%s is named, in bounded time: %j', async (keyword, schema) => {
    const { contract, schema: subject } = await contractOf({ Subject: schema });
    const started = performance.now();
    let error: unknown;
    try {
      fc.sample(valid(subject, { contract, direction: 'request' }), 20);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(UnsupportedSchema);
    expect(error).toMatchObject({ at: '#/components/schemas/Subject', keyword });
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
