import type { JsonObject } from '../../../spec/json.ts';

const SELF = { $ref: '#/components/schemas/Subject' };

/** A schema for every keyword, and values at its edges that have to turn up among a few hundred. */
export const keywords: readonly { name: string; schema: JsonObject | boolean; reaches: unknown[] }[] = [
  { name: 'true', schema: true, reaches: [null, true, false, {}, [], ''] },
  { name: 'type', schema: { type: ['null', 'boolean'] }, reaches: [null, true, false] },
  { name: 'enum', schema: { enum: [null, 'a', 1, { b: [] }] }, reaches: [null, 'a', 1, { b: [] }] },
  { name: 'const', schema: { const: { a: 1 } }, reaches: [{ a: 1 }] },
  { name: 'minLength and maxLength', schema: { type: 'string', minLength: 1, maxLength: 400 }, reaches: [] },
  {
    name: 'pattern',
    schema: { type: 'string', pattern: '^[ab]{1,2}$' },
    reaches: ['a', 'b', 'ab', 'ba', 'aa', 'bb'],
  },
  { name: 'an open pattern', schema: { type: 'string', pattern: 'foo', maxLength: 5 }, reaches: ['foo'] },
  {
    name: 'a pattern with look-ahead',
    schema: { type: 'string', pattern: '^(?=.*\\d)(?!0).{8,}$' },
    reaches: [],
  },
  {
    name: 'pattern and length',
    schema: { type: 'string', pattern: '^[a-z]+$', minLength: 50, maxLength: 60 },
    reaches: [],
  },
  {
    name: 'two patterns',
    schema: { allOf: [{ type: 'string', pattern: '^a' }, { pattern: 'z$' }] },
    reaches: ['az'],
  },
  {
    name: 'integer bounds',
    schema: { type: 'integer', minimum: -1, exclusiveMaximum: 2 },
    reaches: [-1, 0, 1],
  },
  { name: 'number bounds', schema: { type: 'number', exclusiveMinimum: 0, maximum: 1 }, reaches: [1, 0.5] },
  {
    name: 'multipleOf',
    schema: { type: 'number', multipleOf: 0.1, minimum: 0.05, maximum: 0.35 },
    reaches: [0.1, 0.2, 0.3],
  },
  {
    name: 'two divisors',
    schema: {
      allOf: [
        { type: 'integer', multipleOf: 4 },
        { multipleOf: 6, minimum: 1, maximum: 30 },
      ],
    },
    reaches: [12, 24],
  },
  { name: 'huge bounds', schema: { type: 'integer', minimum: 1e18 }, reaches: [1e18] },
  {
    name: 'properties',
    schema: {
      type: 'object',
      properties: { a: { type: 'null' }, b: { type: 'null' } },
      required: ['a'],
      additionalProperties: false,
    },
    reaches: [{ a: null }, { a: null, b: null }],
  },
  {
    name: 'readOnly',
    schema: {
      type: 'object',
      properties: { id: { readOnly: true }, a: { type: 'null' } },
      required: ['id', 'a'],
      additionalProperties: false,
    },
    reaches: [{ a: null }],
  },
  {
    name: 'additionalProperties',
    schema: { type: 'object', additionalProperties: { type: 'boolean' } },
    reaches: [{}],
  },
  {
    name: 'patternProperties',
    schema: { type: 'object', patternProperties: { '^a$': { type: 'null' } }, additionalProperties: false },
    reaches: [{}, { a: null }],
  },
  {
    name: 'propertyNames',
    schema: { type: 'object', propertyNames: { enum: ['aa', 'bb'] }, additionalProperties: { type: 'null' } },
    reaches: [{}, { aa: null }, { bb: null }],
  },
  {
    name: 'minProperties and maxProperties',
    schema: {
      type: 'object',
      minProperties: 1,
      maxProperties: 2,
      properties: { a: { type: 'null' }, b: { type: 'null' }, c: { type: 'null' } },
      additionalProperties: false,
    },
    reaches: [{ a: null }, { b: null, c: null }],
  },
  {
    name: 'dependentRequired',
    schema: {
      type: 'object',
      properties: { a: { type: 'null' }, b: { type: 'null' } },
      dependentRequired: { a: ['b'] },
      additionalProperties: false,
    },
    reaches: [{}, { b: null }, { a: null, b: null }],
  },
  {
    name: 'dependentSchemas',
    schema: {
      type: 'object',
      properties: { a: { type: 'null' } },
      dependentSchemas: { a: { required: ['b'], properties: { b: { const: 1 } } } },
    },
    reaches: [{}, { a: null, b: 1 }],
  },
  {
    name: 'items',
    schema: { type: 'array', items: { type: 'null' }, minItems: 1, maxItems: 12 },
    reaches: [[null], Array(12).fill(null)],
  },
  {
    name: 'prefixItems',
    schema: { type: 'array', prefixItems: [{ const: 1 }, { const: 2 }], items: false },
    reaches: [[], [1], [1, 2]],
  },
  {
    name: 'uniqueItems',
    schema: { type: 'array', uniqueItems: true, minItems: 2, items: { enum: [1, 2] } },
    reaches: [
      [1, 2],
      [2, 1],
    ],
  },
  {
    name: 'contains',
    schema: {
      type: 'array',
      items: { enum: [1, 2] },
      contains: { const: 1 },
      minContains: 2,
      maxContains: 2,
      maxItems: 3,
    },
    reaches: [
      [1, 1],
      [1, 1, 2],
      [2, 1, 1],
    ],
  },
  {
    name: 'anyOf',
    schema: { anyOf: [{ const: 1 }, { const: 2 }, { anyOf: [{ const: 3 }, { type: 'null' }] }] },
    reaches: [1, 2, 3, null],
  },
  { name: 'an overlapping oneOf', schema: { oneOf: [{ enum: [1, 2] }, { enum: [2, 3] }] }, reaches: [1, 3] },
  {
    name: 'allOf',
    schema: {
      allOf: [
        { type: 'object', properties: { a: { type: 'string', minLength: 1 } }, required: ['a'] },
        { properties: { a: { enum: ['', 'x'] } } },
      ],
      maxProperties: 1,
    },
    reaches: [{ a: 'x' }],
  },
  {
    name: 'allOf over unions',
    schema: { allOf: [{ enum: [1, 2, 3] }, { anyOf: [{ maximum: 1 }, { minimum: 3 }] }] },
    reaches: [1, 3],
  },
  { name: 'not', schema: { enum: [1, 2, 3], not: { const: 2 } }, reaches: [1, 3] },
  {
    name: 'not with type',
    schema: { type: ['null', 'boolean', 'string'], not: { type: 'string' } },
    reaches: [null, true],
  },
  {
    name: 'if, then and else',
    schema: JSON.parse('{"enum":[1,2,3,4],"if":{"minimum":3},"then":{"const":4},"else":{"const":1}}'),
    reaches: [1, 4],
  },
  {
    name: 'unevaluatedProperties',
    schema: {
      type: 'object',
      anyOf: [
        { properties: { a: { const: 1 } }, required: ['a'] },
        { properties: { b: { const: 2 } }, required: ['b'] },
      ],
      unevaluatedProperties: false,
    },
    reaches: [{ a: 1 }, { b: 2 }],
  },
  {
    name: 'a list',
    schema: { type: 'object', properties: { next: SELF }, additionalProperties: false },
    reaches: [{}, { next: {} }, { next: { next: {} } }],
  },
  {
    name: 'a tree',
    schema: {
      anyOf: [
        {
          type: 'object',
          properties: { l: SELF, r: SELF },
          required: ['l', 'r'],
          additionalProperties: false,
        },
        { const: 1 },
      ],
    },
    reaches: [1, { l: 1, r: 1 }],
  },
  {
    name: 'a recursive tuple',
    schema: { type: 'array', prefixItems: [{ const: 1 }, SELF], items: false, minItems: 1 },
    reaches: [[1], [1, [1]]],
  },
  {
    name: 'names with a meaning',
    schema: JSON.parse(
      '{"type":"object","properties":{"__proto__":{"type":"null"}},"required":["__proto__"],"additionalProperties":false}',
    ),
    reaches: [JSON.parse('{"__proto__":null}')],
  },
];
