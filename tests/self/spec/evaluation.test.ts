import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../spec/json.ts';
import { createDocument, loadDocument } from './create-document.ts';

const strings: JsonObject = { items: { type: 'string' } };
const isThen: JsonObject = { properties: { foo: { const: 'then' } }, required: ['foo'] };

/** Schemas for which ajv alone would decide wrongly, with values that they accept and reject. */
const schemas: [description: string, schema: JsonObject, valid: Json[], invalid: Json[]][] = [
  ['no items', { unevaluatedItems: false }, [[], 1], [[1]]],
  ['a tuple', { prefixItems: [{}], unevaluatedItems: false }, [[1]], [[1, 2]]],
  [
    'items by a schema',
    { prefixItems: [{}], unevaluatedItems: { type: 'string' } },
    [[1, 'a', 'b']],
    [[1, 'a', 2]],
  ],
  ['items of a branch', { anyOf: [strings, true], unevaluatedItems: false }, [['a', 'b', 'c']], [[1, 2]]],
  [
    'items of a nested branch',
    { allOf: [{ anyOf: [strings] }], unevaluatedItems: false },
    [['a', 'b']],
    [['a', 1]],
  ],
  ['items of no branch', { if: { contains: { const: 'a' } }, unevaluatedItems: false }, [[]], [['b']]],
  ['every unevaluated item', { unevaluatedItems: true }, [[1, 2]], []],
  [
    'items that need not match',
    { contains: { type: 'string' }, minContains: 0, unevaluatedItems: false },
    [['a'], []],
    [[1], ['a', 1]],
  ],
  [
    'items that match contains',
    { prefixItems: [true], contains: { type: 'string' }, unevaluatedItems: false },
    [[1, 'a']],
    [[1, 'a', 2]],
  ],
  [
    'items that match the contains of a condition',
    { if: { contains: { const: 'a' } }, unevaluatedItems: false },
    [['a', 'a']],
    [['a', 'b']],
  ],
  [
    'properties of an if alone',
    { if: { patternProperties: { '^f': { type: 'string' } } }, unevaluatedProperties: false },
    [{ foo: 'a' }],
    [{ bar: 'a' }],
  ],
  [
    'properties of an if without then',
    { if: isThen, else: { properties: { baz: {} } }, unevaluatedProperties: false },
    [{ foo: 'then' }, { baz: 1 }],
    [
      { foo: 'then', baz: 1 },
      { foo: 'else', baz: 1 },
    ],
  ],
  [
    'properties of an if with then',
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    { if: isThen, then: { properties: { bar: { type: 'integer' } } }, unevaluatedProperties: false },
    [{ foo: 'then', bar: 1 }, {}],
    [{ foo: 'then', bar: 'x' }, { foo: 'then', baz: 1 }, { bar: 1 }],
  ],
];

describe('what a schema evaluates includes', () => {
  it.each(schemas)('%s', async (_, A, valid, invalid) => {
    const contract = await loadDocument(createDocument({ A }));
    const validate = contract.getValidator('#/components/schemas/A', 'response');
    for (const value of valid) expect([value, validate(value)]).toEqual([value, []]);
    for (const value of invalid) expect([value, validate(value)]).not.toEqual([value, []]);
  });
});
