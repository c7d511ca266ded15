import { describe, expect, it } from 'vitest';
import { mayName } from '../../../../plan/cases/may-name.ts';
import type { Json } from '../../../../spec/json.ts';
import type { Schema } from '../../../../spec/json-schema/schema.ts';

const text: Schema = { type: 'string' };
const listed: Schema = { type: 'string', enum: ['a'] };
const numbers = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'] as const;

describe('a value may name a resource of the target', () => {
  it.each<[boolean, Schema, Json]>([
    [true, true, 'a'],
    [true, {}, 'a'],
    [true, {}, 1],
    [false, {}, true],
    [false, {}, null],
    [true, text, 'a'],
    [true, { type: 'string', minLength: 1, maxLength: 9 }, 'a'],
    [true, { type: 'string', format: 'uuid' }, 'a'],
    [true, { type: 'string', format: 'uri' }, 'a'],
    [true, { type: 'string', format: 'byte' }, 'a'],
    [false, listed, 'a'],
    [false, { const: 'a' }, 'a'],
    [false, { type: 'string', pattern: '^a' }, 'a'],
    ...numbers.map((keyword): [boolean, Schema, Json] => [false, { type: 'integer', [keyword]: 1 }, 1]),
    ...['date', 'date-time', 'time', 'duration', 'ipv4', 'ipv6', 'float', 'double', 'decimal'].map(
      (format): [boolean, Schema, Json] => [false, { format }, 'a'],
    ),
    // every part limits the value
    [true, { allOf: [text, { minLength: 1 }] }, 'a'],
    [false, { allOf: [text, listed] }, 'a'],
    // of the branches, those of the type of the value
    [true, { anyOf: [text, { type: 'integer', minimum: 1 }] }, 'a'],
    [false, { anyOf: [text, { type: 'integer', minimum: 1 }] }, 1],
    [true, { oneOf: [listed, text] }, 'a'],
    [false, { oneOf: [listed, { type: 'string', const: 'b' }] }, 'a'],
    [true, { anyOf: [listed, true] }, 'a'],
    [true, { anyOf: [listed], oneOf: [text] }, 'a'],
    // lists and objects have the names of their parts
    [true, { type: 'array' }, []],
    [false, { type: 'array', items: text }, []],
    [true, { type: 'array', items: text }, ['a']],
    [false, { type: 'array', items: listed }, ['a', 'a']],
    [true, { type: 'array', items: { anyOf: [listed, { type: 'integer' }] } }, ['a', 1]],
    [false, { type: 'object' }, {}],
    [true, { type: 'object' }, { a: 'b' }],
    [false, { type: 'object', properties: { a: listed } }, { a: 'a' }],
    [true, { type: 'object', properties: { a: listed } }, { a: 'a', b: 'c' }],
    [true, { type: 'object', properties: { a: listed } }, { a: 'a', b: true }],
  ])('%s: %j and %j', (expected, schema, value) => {
    expect(mayName(schema, value)).toBe(expected);
  });
});
