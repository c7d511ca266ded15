import type { JsonObject } from '../../../spec/json.ts';

/** A reference to the schema itself. */
const SELF = { $ref: '#/components/schemas/Subject' };

interface KeywordExample {
  name: string;
  schema: JsonObject | boolean;
  /** Edge cases that must occur among a few hundred values. */
  expectedValues: unknown[];
}

/** At least one schema for every keyword. */
export const keywordExamples: readonly KeywordExample[] = [
  { name: 'true', schema: true, expectedValues: [null, true, false, {}, [], ''] },
  { name: 'type', schema: { type: ['null', 'boolean'] }, expectedValues: [null, true, false] },
  { name: 'enum', schema: { enum: [null, 'a', 1, { b: [] }] }, expectedValues: [null, 'a', 1, { b: [] }] },
  { name: 'const', schema: { const: { a: 1 } }, expectedValues: [{ a: 1 }] },
  {
    name: 'minLength and maxLength',
    schema: { type: 'string', minLength: 1, maxLength: 400 },
    expectedValues: [],
  },
  {
    name: 'pattern',
    schema: { type: 'string', pattern: '^[ab]{1,2}$' },
    expectedValues: ['a', 'b', 'ab', 'ba', 'aa', 'bb'],
  },
  {
    name: 'an unanchored pattern',
    schema: { type: 'string', pattern: 'foo', maxLength: 5 },
    expectedValues: ['foo'],
  },
  {
    name: 'a pattern with lookahead',
    schema: { type: 'string', pattern: '^(?=.*\\d)(?!0).{8,}$' },
    expectedValues: [],
  },
  {
    name: 'pattern and length',
    schema: { type: 'string', pattern: '^[a-z]+$', minLength: 50, maxLength: 60 },
    expectedValues: [],
  },
  {
    name: 'two patterns',
    schema: { allOf: [{ type: 'string', pattern: '^a' }, { pattern: 'z$' }] },
    expectedValues: ['az'],
  },
  {
    name: 'integer bounds',
    schema: { type: 'integer', minimum: -1, exclusiveMaximum: 2 },
    expectedValues: [-1, 0, 1],
  },
  {
    name: 'number bounds',
    schema: { type: 'number', exclusiveMinimum: 0, maximum: 1 },
    expectedValues: [1, 0.5],
  },
  {
    name: 'multipleOf',
    schema: { type: 'number', multipleOf: 0.1, minimum: 0.05, maximum: 0.35 },
    expectedValues: [0.1, 0.2, 0.3],
  },
  {
    name: 'multipleOf twice',
    schema: {
      allOf: [
        { type: 'integer', multipleOf: 4 },
        { multipleOf: 6, minimum: 1, maximum: 30 },
      ],
    },
    expectedValues: [12, 24],
  },
  {
    name: 'bounds beyond the safe integers',
    schema: { type: 'integer', minimum: 1e18 },
    expectedValues: [1e18],
  },
  {
    name: 'properties',
    schema: {
      type: 'object',
      properties: { a: { type: 'null' }, b: { type: 'null' } },
      required: ['a'],
      additionalProperties: false,
    },
    expectedValues: [{ a: null }, { a: null, b: null }],
  },
  {
    name: 'readOnly',
    schema: {
      type: 'object',
      properties: { id: { readOnly: true }, a: { type: 'null' } },
      required: ['id', 'a'],
      additionalProperties: false,
    },
    expectedValues: [{ a: null }],
  },
  {
    name: 'additionalProperties',
    schema: { type: 'object', additionalProperties: { type: 'boolean' } },
    expectedValues: [{}],
  },
  {
    name: 'patternProperties',
    schema: { type: 'object', patternProperties: { '^a$': { type: 'null' } }, additionalProperties: false },
    expectedValues: [{}, { a: null }],
  },
  {
    name: 'propertyNames',
    schema: { type: 'object', propertyNames: { enum: ['aa', 'bb'] }, additionalProperties: { type: 'null' } },
    expectedValues: [{}, { aa: null }, { bb: null }],
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
    expectedValues: [{ a: null }, { b: null, c: null }],
  },
  {
    name: 'dependentRequired',
    schema: {
      type: 'object',
      properties: { a: { type: 'null' }, b: { type: 'null' } },
      dependentRequired: { a: ['b'] },
      additionalProperties: false,
    },
    expectedValues: [{}, { b: null }, { a: null, b: null }],
  },
  {
    name: 'dependentSchemas',
    schema: {
      type: 'object',
      properties: { a: { type: 'null' } },
      dependentSchemas: { a: { required: ['b'], properties: { b: { const: 1 } } } },
    },
    expectedValues: [{}, { a: null, b: 1 }],
  },
  {
    name: 'items',
    schema: { type: 'array', items: { type: 'null' }, minItems: 1, maxItems: 12 },
    expectedValues: [[null], Array(12).fill(null)],
  },
  {
    name: 'prefixItems',
    schema: { type: 'array', prefixItems: [{ const: 1 }, { const: 2 }], items: false },
    expectedValues: [[], [1], [1, 2]],
  },
  {
    name: 'uniqueItems',
    schema: { type: 'array', uniqueItems: true, minItems: 2, items: { enum: [1, 2] } },
    expectedValues: [
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
    expectedValues: [
      [1, 1],
      [1, 1, 2],
      [2, 1, 1],
    ],
  },
  {
    name: 'anyOf',
    schema: { anyOf: [{ const: 1 }, { const: 2 }, { anyOf: [{ const: 3 }, { type: 'null' }] }] },
    expectedValues: [1, 2, 3, null],
  },
  {
    name: 'an overlapping oneOf',
    schema: { oneOf: [{ enum: [1, 2] }, { enum: [2, 3] }] },
    expectedValues: [1, 3],
  },
  {
    name: 'allOf',
    schema: {
      allOf: [
        { type: 'object', properties: { a: { type: 'string', minLength: 1 } }, required: ['a'] },
        { properties: { a: { enum: ['', 'x'] } } },
      ],
      maxProperties: 1,
    },
    expectedValues: [{ a: 'x' }],
  },
  {
    name: 'allOf over unions',
    schema: { allOf: [{ enum: [1, 2, 3] }, { anyOf: [{ maximum: 1 }, { minimum: 3 }] }] },
    expectedValues: [1, 3],
  },
  { name: 'not', schema: { enum: [1, 2, 3], not: { const: 2 } }, expectedValues: [1, 3] },
  {
    name: 'not with type',
    schema: { type: ['null', 'boolean', 'string'], not: { type: 'string' } },
    expectedValues: [null, true],
  },
  {
    name: 'if, then and else',
    schema: JSON.parse('{"enum":[1,2,3,4],"if":{"minimum":3},"then":{"const":4},"else":{"const":1}}'),
    expectedValues: [1, 4],
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
    expectedValues: [{ a: 1 }, { b: 2 }],
  },
  {
    name: 'a recursive list',
    schema: { type: 'object', properties: { next: SELF }, additionalProperties: false },
    expectedValues: [{}, { next: {} }, { next: { next: {} } }],
  },
  {
    name: 'a recursive tree',
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
    expectedValues: [1, { l: 1, r: 1 }],
  },
  {
    name: 'a recursive tuple',
    schema: { type: 'array', prefixItems: [{ const: 1 }, SELF], items: false, minItems: 1 },
    expectedValues: [[1], [1, [1]]],
  },
  {
    name: 'a property named __proto__',
    schema: JSON.parse(
      '{"type":"object","properties":{"__proto__":{"type":"null"}},"required":["__proto__"],"additionalProperties":false}',
    ),
    expectedValues: [JSON.parse('{"__proto__":null}')],
  },
];
