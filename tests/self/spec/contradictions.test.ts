import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validValue } from '../../../arbitraries/valid-value.ts';
import { createOperationModel } from '../../../spec/clauses/operation-model.ts';
import type { JsonObject } from '../../../spec/json.ts';
import { findContradiction } from '../../../spec/json-schema/find-contradiction.ts';
import type { Schema } from '../../../spec/json-schema/schema.ts';
import { createDocument, loadDocument } from './create-document.ts';

const open: JsonObject = { type: 'object', required: ['a'], properties: { a: { type: 'string' } } };
const closed: JsonObject = { ...open, required: ['b'], properties: { b: {} }, additionalProperties: false };
const empty: JsonObject = { type: 'string', minLength: 2, maxLength: 1 };

describe('a schema that no value satisfies', () => {
  it.each<[string, JsonObject, RegExp]>([
    ['two closed halves', { allOf: [open, closed] }, /`a` is required/],
    ['a closed base', { ...closed, required: ['c'] }, /`c` is required/],
    ['disjoint types', { type: 'object', allOf: [{ type: 'array' }] }, /types exclude/],
    ['a constant of another type', { type: 'string', const: 1 }, /none of the values/],
    ['disjoint enums', { enum: ['a'], allOf: [{ enum: ['b'] }] }, /none of the values/],
    ['crossed limits', { type: 'integer', minimum: 3, allOf: [{ maximum: 2 }] }, /minimum 3 is greater/],
    [
      'a required property without values',
      { type: 'object', required: ['a'], properties: { a: empty } },
      /`a` is required/,
    ],
    [
      'a required property that is false',
      { type: 'object', required: ['a'], properties: { a: false } },
      /`a` is required/,
    ],
    [
      'a union without values',
      { type: 'object', anyOf: [{ allOf: [open, closed] }, { type: 'null' }] },
      /anyOf/,
    ],
  ])('is found: %s', (_, schema, reason) => {
    expect(findContradiction(schema as Schema, 'response')).toMatch(reason);
  });

  it.each<[string, JsonObject]>([
    [
      'a closed schema that knows the names of the other',
      { allOf: [open, { ...closed, properties: { a: {}, b: {} } }] },
    ],
    ['a closed schema with patterns', { allOf: [open, { ...closed, patternProperties: { '^a': {} } }] }],
    ['a closed schema that applies only to objects', { required: ['a'], additionalProperties: false }],
    ['an optional property without values', { type: 'object', properties: { a: empty } }],
    ['a nullable schema', { nullable: true, allOf: [open, closed] }],
    ['an integer among numbers', { type: 'number', allOf: [{ type: 'integer' }] }],
    ['objects in an enum', { enum: [{ a: 1, b: 2 }], allOf: [{ enum: [{ b: 2, a: 1 }] }] }],
    ['one branch with values', { anyOf: [{ allOf: [open, closed] }, { type: 'null' }] }],
    ['limits of another type', { type: ['string', 'null'], minLength: 2, maxLength: 1 }],
  ])('is not claimed of %s', (_, schema) => {
    expect(findContradiction(schema as Schema, 'response')).toBeUndefined();
  });

  it('is not claimed where hidden properties are required', () => {
    const schema = { allOf: [{ ...open, properties: { a: { readOnly: true } } }, closed] } as Schema;
    expect(findContradiction(schema, 'request')).toBeUndefined();
    expect(findContradiction(schema, 'response')).toBeDefined();
  });

  it('is not claimed of a schema of which values can be generated', async () => {
    const part = fc.letrec<{ schema: JsonObject }>((tie) => ({
      schema: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom<JsonObject>(
          {},
          { type: 'string' },
          { type: 'integer', minimum: 1 },
          { enum: [1, 'a'] },
          { maximum: 0 },
        ),
        fc.record({
          type: fc.constant('object'),
          properties: fc.dictionary(fc.constantFrom('a', 'b'), tie('schema')),
          required: fc.uniqueArray(fc.constantFrom('a', 'b')),
          additionalProperties: fc.boolean(),
        }),
        fc.record({ allOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }) }),
        fc.record({ anyOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }) }),
      ),
    })).schema;
    for (const A of fc.sample(part, { numRuns: 150, seed: 1 })) {
      const contract = await loadDocument(createDocument({ A }));
      const schema = contract.operations[0]?.responses[0]?.content[0]?.schema ?? true;
      if (findContradiction(schema, 'response') === undefined) continue;
      expect(() => fc.sample(validValue(schema, { contract, direction: 'response' }), 1)).toThrow();
    }
  });

  it('has unverified clauses that say so at its line, as have the schemas below it', async () => {
    const contract = await loadDocument(
      createDocument({ A: { properties: { x: { allOf: [open, closed] }, y: open } } }),
    );
    const [model] = contract.operations.map((operation) => createOperationModel(contract, operation, false));
    const clauses = (model?.clauses ?? []).filter(({ id }) => /^a\/200\/[xy]/.test(id));
    const unsupported = clauses.filter((clause) => clause.unsupported?.includes('no value satisfies'));
    expect(unsupported.length).toBeGreaterThan(3);
    expect(clauses.filter((clause) => clause.id.startsWith('a/200/x'))).toEqual(unsupported);
    expect(unsupported[0]?.unsupported).toMatch(/document\.yaml:\d+: `a` is required/);
  });
});
