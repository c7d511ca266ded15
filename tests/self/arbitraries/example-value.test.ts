import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeExample, type ExampleOptions } from '../../../arbitraries/example-value.ts';
import type { Schema, SchemaObject } from '../../../spec/json-schema/schema.ts';

const options: ExampleOptions = {
  ...{ contract: { pointerTo: () => undefined }, direction: 'request', properties: 'required', suffix: 'x1' },
  findValues: () => [],
  sample: () => 'sampled',
};
const compose = (schema: Schema, more: Partial<ExampleOptions> = {}) =>
  composeExample(schema, { ...options, ...more });

describe('an example', () => {
  const rows: readonly (readonly [title: string, schema: SchemaObject, expected: unknown])[] = [
    ['is the example of the schema', { type: 'object', example: { a: 1 } }, { a: 1 }],
    ['is the first of its examples', { type: 'string', examples: ['a', 'b'] }, 'a'],
    ['is its constant', { const: 3 }, 3],
    ['is its default', { type: 'integer', default: 7 }, 7],
    ['is the first value of an enum that is not null', { enum: [null, 'red'] }, 'red'],
    [
      'is an address for a property named email',
      { type: 'object', required: ['email'], properties: { email: { type: 'string' } } },
      { email: 'conformance-x1@example.com' },
    ],
    [
      'is a slug for other texts',
      { type: 'object', required: ['fullName'], properties: { fullName: { type: 'string' } } },
      { fullName: 'full-name-x1' },
    ],
    ['has the minimum of a number', { type: 'integer', minimum: 5 }, 5],
    [
      'merges the parts of allOf',
      {
        allOf: [
          { type: 'object', required: ['a'], properties: { a: { const: 1 } } },
          { type: 'object', required: ['b'], properties: { b: { const: 2 } } },
        ],
      },
      { a: 1, b: 2 },
    ],
    ['takes the first branch that is not null', { anyOf: [{ type: 'null' }, { const: 'x' }] }, 'x'],
    ['has as many items as required', { type: 'array', minItems: 2, items: { const: 1 } }, [1, 1]],
    ['is sampled where a pattern decides', { type: 'string', pattern: '^a$' }, 'sampled'],
  ];
  it.each(rows)('%s', (_, schema, expected) => {
    expect(compose(schema)).toEqual(expected);
  });

  it('has optional properties only if asked for, and never read-only ones', () => {
    const schema: SchemaObject = {
      type: 'object',
      properties: { a: { const: 1 }, b: { const: 2, readOnly: true } },
    };
    expect(compose(schema)).toEqual({});
    expect(compose(schema, { properties: 'all' })).toEqual({ a: 1 });
  });

  it('prefers a value of the target to that of the schema', () => {
    const schema: SchemaObject = {
      type: 'object',
      required: ['author_id'],
      properties: { author_id: { example: 'x' } },
    };
    expect(compose(schema, { findValues: (name) => (name === 'author_id' ? ['42'] : []) })).toEqual({
      author_id: '42',
    });
  });

  it('is bounded, whatever minItems and minLength require', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1001, max: 1e9 }), (minimum) => {
        expect(compose({ type: 'array', minItems: minimum, items: { const: 1 } })).toBeUndefined();
        expect(compose({ type: 'string', minLength: minimum })).toBe('sampled');
      }),
    );
  });

  it('of a recursive schema ends', () => {
    const node: SchemaObject = { type: 'object', required: ['child'], properties: {} };
    node.properties = { child: node };
    expect(JSON.stringify(compose(node)).length).toBeLessThan(200);
  });

  it('has the discriminator value that selects its branch, unless the branch states it', () => {
    const card: Schema = { type: 'object', required: ['method'], properties: { method: { type: 'string' } } };
    const stated: Schema = { ...card, properties: { method: { const: 'invoice' } } };
    const contract: ExampleOptions['contract'] = {
      pointerTo: (schema) => (schema === card ? '#/components/schemas/Card' : '#/components/schemas/Invoice'),
    };
    const discriminator = { propertyName: 'method', mapping: { card: '#/components/schemas/Card' } };
    const compositions = [[card], [{ type: 'null' as const }, card], [stated]].map((oneOf) =>
      compose({ oneOf, discriminator }, { contract }),
    );
    expect(compositions).toEqual([{ method: 'card' }, { method: 'card' }, { method: 'invoice' }]);
    expect(compose({ oneOf: [card], discriminator: { propertyName: 'method' } }, { contract })).toEqual({
      method: 'Card',
    });
  });
});
