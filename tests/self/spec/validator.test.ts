import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../spec/json.ts';
import { createValidator } from '../../../spec/json-schema/validator.ts';

const document = (schemas: JsonObject): JsonObject => ({ openapi: '3.1.0', components: { schemas } });
const validator = (schema: JsonObject | boolean) =>
  createValidator(document({ Root: schema }))('#/components/schemas/Root', 'request');

describe('the validator', () => {
  it('reports the keyword, its location in the document, and the instance location', () => {
    const validate = createValidator(
      document({
        Order: {
          type: 'object',
          properties: { lines: { type: 'array', items: { $ref: '#/components/schemas/Line' } } },
        },
        Line: { type: 'object', required: ['sku'], properties: { sku: { type: 'string', minLength: 3 } } },
      }),
    )('#/components/schemas/Order', 'request');
    expect(validate({ lines: [{ sku: 'abc' }] })).toEqual([]);
    expect(validate({ lines: [{ sku: 'ab' }, {}] })).toMatchObject([
      {
        instancePointer: '/lines/0/sku',
        keyword: 'minLength',
        schemaPointer: '#/components/schemas/Line/properties/sku/minLength',
      },
      {
        instancePointer: '/lines/1/sku',
        keyword: 'required',
        schemaPointer: '#/components/schemas/Line/required',
      },
    ]);
  });

  it('judges an object that one union has accepted by every other union', () => {
    const requires = (name: string) => ({ required: [name] });
    const getValidator = createValidator(
      document({
        Either: { anyOf: [requires('a'), requires('b')] },
        One: { oneOf: [requires('a'), requires('b')] },
        Both: {
          properties: {
            x: { $ref: '#/components/schemas/Either' },
            y: { $ref: '#/components/schemas/One' },
          },
        },
      }),
    );
    const value = { a: 1, b: 2 };
    const countErrors = (name: string, validated: unknown) =>
      getValidator(`#/components/schemas/${name}`, 'request').countErrors(validated);
    expect(countErrors('Either', value)).toBe(0);
    expect(countErrors('Both', { x: value })).toBe(0);
    expect(countErrors('One', value)).toBe(1);
    expect(countErrors('Both', { x: value, y: value })).toBe(1);
    expect(countErrors('Either', { ...value })).toBe(0);
    expect(countErrors('Either', {})).toBe(3);
  });

  it('validates a response again after its value has changed', () => {
    const validate = createValidator(document({ Root: { anyOf: [{ required: ['a'] }] } }))(
      '#/components/schemas/Root',
      'response',
    );
    const value: { a?: number } = { a: 1 };
    expect(validate(value)).toEqual([]);
    delete value.a;
    expect(validate(value)).not.toEqual([]);
  });

  it.each([
    [{ minLength: 2 }, ['ab', '😀a', '😀😀', 'ab\ud83d', '\ud83d\ud83d'], ['', 'a', '😀', '\ud83d']],
    [{ maxLength: 2 }, ['', 'ab', '😀😀', '\ude00\ud83d'], ['abc', '😀😀😀', '\ud83d\ud83d\ud83d', 'a😀b']],
  ])('counts code points for %j', (schema, valid, invalid) => {
    const validate = validator(schema);
    expect(valid.filter((text) => validate(text).length > 0)).toEqual([]);
    expect(invalid.filter((text) => validate(text).length === 0)).toEqual([]);
  });

  it('follows a recursive schema', () => {
    const list = { type: 'object', properties: { next: { $ref: '#/components/schemas/Root' } } };
    const validate = validator({ ...list, required: ['next'] });
    expect(validate({ next: { next: {} } })).toMatchObject([{ instancePointer: '/next/next/next' }]);
  });

  it('does not require readOnly properties in requests nor writeOnly properties in responses', () => {
    const schema = {
      type: 'object',
      required: ['id', 'secret'],
      properties: {
        id: { type: 'string', readOnly: true },
        secret: { $ref: '#/components/schemas/Secret' },
      },
    };
    const at = createValidator(document({ Root: schema, Secret: { type: 'string', writeOnly: true } }));
    expect(at('#/components/schemas/Root', 'request')({ secret: 's' })).toEqual([]);
    expect(at('#/components/schemas/Root', 'response')({ id: '1' })).toEqual([]);
    expect(at('#/components/schemas/Root', 'response')({})).toMatchObject([{ instancePointer: '/id' }]);
  });

  it('treats __proto__ and constructor as ordinary names', () => {
    const text = '{"type":"object","properties":{"__proto__":{"type":"string"}},"required":["constructor"]}';
    const validate = validator(JSON.parse(text));
    expect(validate(JSON.parse('{"__proto__":"a","constructor":1}'))).toEqual([]);
    expect(
      validate(JSON.parse('{"__proto__":1}'))
        .map(({ instancePointer }) => instancePointer)
        .sort(),
    ).toEqual(['/__proto__', '/constructor']);
  });

  it('resolves pointers that need percent-encoding in a URI', () => {
    const schemas = { 'a/b~c %25 ü': { type: 'string' } };
    const ref = '#/components/schemas/a~1b~0c%20%2525%20%C3%BC';
    const at = createValidator(document({ ...schemas, Root: { items: { $ref: ref } } }));
    expect(at('#/components/schemas/Root', 'request')([1])).toMatchObject([
      { instancePointer: '/0', schemaPointer: '#/components/schemas/a~1b~0c %25 ü/type' },
    ]);
  });

  it('ignores keywords that assert nothing', () => {
    const odd = { $id: 'http://x.test/', nullable: true, $async: true, example: { $id: 'y' }, format: 'odd' };
    expect(validator(odd)('anything')).toEqual([]);
  });

  it.each([
    [0.3, 0.1, true],
    [1e21, 7, false],
    [4.35, 0.01, true],
    [1.005, 0.01, false],
  ])('decides whether %d is a multiple of %d: %s', (value, multipleOf, isMultiple) => {
    expect(validator({ multipleOf })(value)).toHaveLength(isMultiple ? 0 : 1);
  });

  it.each([
    ['$ref', { $ref: 'https://x.test/other.json' }],
    ['$ref', { $ref: '#/components/schemas/Missing' }],
    ['schema', { type: 'odd' }],
  ])('rejects a schema with a broken %s and reports its location', (keyword, schema) => {
    expect(() => validator(schema as JsonObject)({})).toThrow(keyword);
    expect(() => validator(schema as JsonObject)({})).toThrow('#/components/schemas/');
  });

  it.each([
    '^(a+)+$',
    '^(a|a)*$',
    '^(a|ab|b)*c$',
    '(x+x+)+y',
    '^(\\w+\\s?)*$',
    '.*.*.*.*=',
    'a?'.repeat(40),
    '^(?=(a+)+$)',
  ])('matches %s in bounded time', (pattern) => {
    const validate = validator({ pattern });
    const started = performance.now();
    validate(`${'a'.repeat(5000)}!`);
    validate(`${'x'.repeat(5000)}!`);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('rejects every value for an empty enum', () => {
    expect(validator({ properties: { a: { enum: [] } } })({ a: 1 })).toMatchObject([
      { instancePointer: '/a' },
    ]);
  });

  it('ignores a pattern that is invalid, or cannot be matched in bounded time', () => {
    expect(validator({ pattern: '(' })('a')).toEqual([]);
    expect(validator({ pattern: '^((a+)+)\\1$' })('b')).toEqual([]);
  });
});
