import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UnsupportedSchema } from '../../../arbitraries/unsupported-schema.ts';
import { validValue } from '../../../arbitraries/valid-value.ts';
import type { JsonObject } from '../../../spec/json.ts';
import { loadInlineContract } from './inline-contract.ts';

const SELF = { $ref: '#/components/schemas/Subject' };
const MANY_UNIONS = Array.from({ length: 12 }, (_, n) => ({
  anyOf: [{ minimum: n }, { maximum: n }, { multipleOf: n + 1 }],
}));

/** Schemas that accept no value or are not supported, with the keyword that the error reports. */
const unsupportedSchemas: readonly [keyword: string, schema: JsonObject][] = [
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
  ['anyOf', { allOf: MANY_UNIONS }],
  ['format', { type: 'string', format: 'uuid4', maxLength: 10 }],
  ['pattern', { type: 'string', pattern: '^a$', minLength: 4 }],
  ['pattern', { type: 'string', pattern: '^(a)\\1$' }],
  ['pattern', { type: 'string', pattern: '^a{100000}$' }],
  ['$dynamicRef', { $dynamicRef: '#x' }],
];

describe('UnsupportedSchema', () => {
  it.each(unsupportedSchemas)('reports %s within 2 seconds: %j', async (keyword, schema) => {
    const { contract, schema: subject } = await loadInlineContract({ Subject: schema });
    const started = performance.now();
    let error: unknown;
    try {
      fc.sample(validValue(subject, { contract, direction: 'request' }), 20);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(UnsupportedSchema);
    expect(error).toMatchObject({ schemaPointer: '#/components/schemas/Subject', keyword });
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('names each of several equal schemas', async () => {
    const impossible: JsonObject = { type: 'string', format: 'uuid4', maxLength: 9 };
    for (const name of ['Subject', 'Other']) {
      const schemas = { Subject: impossible, Other: impossible };
      const { contract, schema } = await loadInlineContract(
        name === 'Subject' ? schemas : { ...schemas, Subject: { $ref: '#/components/schemas/Other' } },
      );
      expect(() => validValue(schema, { contract, direction: 'request' })).toThrow(
        expect.objectContaining({ schemaPointer: `#/components/schemas/${name}`, keyword: 'format' }),
      );
    }
  });
});
