import { expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../spec/json.ts';
import { listFailed, listPassed, observe } from './observe-shape.ts';

const tuple: JsonObject = {
  type: 'array',
  prefixItems: [{ type: 'string' }],
  items: { type: 'integer' },
};
const recording: JsonObject = {
  if: { properties: { medium: { const: 'paper' } } },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: { required: ['pages'] },
  else: { required: ['minutes'] },
};
const labels: JsonObject = {
  patternProperties: { '^x_': { type: 'integer' } },
  additionalProperties: { type: 'string' },
};
const node: JsonObject = {
  propertyNames: { maxLength: 5 },
  properties: { child: { $ref: '#/components/schemas/A' } },
};
const payment: JsonObject = { dependentSchemas: { amount: { required: ['currency'] } } };
const vehicle: JsonObject = {
  oneOf: [{ $ref: '#/components/schemas/Car' }, { $ref: '#/components/schemas/Bike' }],
  discriminator: { propertyName: 'kind' },
};
const vehicles: JsonObject = {
  Car: { type: 'object', required: ['kind'], properties: { kind: { type: 'string' } } },
  Bike: { type: 'object', required: ['kind'], properties: { gears: { type: 'integer' } } },
};

it.each<[string, JsonObject, Json, string[]]>([
  ['the first item of a tuple', tuple, [1, 2], ['/0:type']],
  ['an item after the tuple', tuple, ['a', 'b'], ['/-:type']],
  ['what `then` requires', recording, { medium: 'paper' }, ['@then/pages:required']],
  ['what `else` requires', recording, { medium: 'tape' }, ['@else/minutes:required']],
  ['what the presence of a property requires', payment, { amount: 1 }, ['@with-amount/currency:required']],
  [
    'a property that a closed object does not list',
    { additionalProperties: false },
    { a: 1 },
    [':additionalProperties'],
  ],
  ['a name that no property may have', { propertyNames: { maxLength: 1 } }, { ab: 1 }, [':propertyNames']],
  [
    'the names of an object in another of the same schema',
    node,
    { child: { longest: 1 } },
    [':propertyNames'],
  ],
  [
    'a part of `allOf`',
    { allOf: [{ required: ['title'] }, { type: 'object' }] },
    {},
    ['@all-0/title:required'],
  ],
  [
    'a missing property that another one needs',
    { dependentRequired: { a: ['b'] } },
    { a: 1 },
    [':dependentRequired'],
  ],
  ['an item that `contains` describes', { contains: { const: 1 } }, [2], [':contains']],
  [
    'an unevaluated property',
    { allOf: [{ properties: { a: {} } }], unevaluatedProperties: false },
    { b: 1 },
    [':unevaluatedProperties'],
  ],
  [
    'an unevaluated property by its schema',
    { unevaluatedProperties: { type: 'string' } },
    { b: 1 },
    ['/+unevaluated:type'],
  ],
  ['an item beyond a closed tuple', { prefixItems: [true], items: false }, [1, 2], [':items']],
  ['the range of an integer format', { type: 'integer', format: 'int32' }, 2 ** 31, [':format']],
  ['the range of a number format', { type: 'number', format: 'int32' }, 2 ** 31, [':format']],
  ['a format of strings', { type: 'string', format: 'uuid' }, 'x', [':format']],
  ['a property whose name matches a pattern', labels, { x_a: 'b' }, ['/+0:type']],
  ['a property whose name matches none', labels, { a: 1 }, ['/+:type']],
  ['a value that two schemas of `oneOf` accept, with any tag', vehicle, { kind: 'Car' }, [':oneOf']],
])('the clause fails that describes %s', async (_, schema, body, failed) => {
  expect(listFailed(await observe(schema, body, vehicles))).toEqual(failed);
});

it('what an absent property would require has no evidence', async () => {
  expect(listPassed(await observe(payment, { currency: 'EUR' }))).toEqual([':schema']);
});

it('a property that a pattern describes is no evidence for `additionalProperties`', async () => {
  expect(listPassed(await observe(labels, { x_a: 1 }))).toEqual(['/+0:type', ':schema']);
});

it('the nearest schema of a union is one for values of this type, although a string lacks less', async () => {
  const require = (...required: string[]): JsonObject => ({ type: 'object', required });
  const schemas = { Map: require('scale', 'year'), Photo: require('scale', 'year', 'camera') };
  const branches = ['Map', 'Photo'].map((name) => ({ $ref: `#/components/schemas/${name}` }));
  const found = await observe({ anyOf: [{ type: 'string' }, ...branches] }, {}, schemas);
  expect(found.find(({ clause }) => clause === ':anyOf')?.failure?.expected).toContain('(nearest: Map)');
});

it('null where the document tolerates it is evidence for no keyword', async () => {
  const price: JsonObject = { nullable: true, allOf: [{ type: 'string' }] };
  expect(listPassed(await observe({ properties: { price } }, { price: null }))).toEqual([':schema']);
  expect(listFailed(await observe({ properties: { price } }, { price: 1 }))).toEqual(['/price@all-0:type']);
});

it('a property that is write-only is noticed, and explains no error of the validator', async () => {
  const password: Json = { type: 'string', writeOnly: true };
  const user: JsonObject = { type: 'object', properties: { password, name: { type: 'string' } } };
  expect(listPassed(await observe(user, { name: 'Emma' }))).toContain('/password:writeOnly');
  expect(listFailed(await observe(user, { password: 'x' }))).toEqual(['/password:writeOnly']);
  // the shape of a hidden property has no clauses
  expect(listFailed(await observe(user, { password: 1 }))).toEqual(['/password:writeOnly', ':schema']);
});

it('a property that may not be there is shown with its location and its value', async () => {
  const box = { properties: { a: {} }, unevaluatedProperties: false };
  const found = await observe({ properties: { box } }, { box: { a: 1, b: 2 } });
  expect(found.flatMap(({ failure }) => failure ?? [])).toMatchObject([
    { instancePointer: '/box/b', received: 2 },
  ]);
});

it('a failure says what the keyword requires', async () => {
  const failures = (await observe({ type: 'string' }, 5)).map(({ failure }) => failure?.expected);
  expect(failures).toContain('a string');
});
