import { describe, expect, it } from 'vitest';
import { resolveLoc } from '../../../oracles/resolve-loc.ts';
import type { Json, JsonObject } from '../../../spec/json.ts';
import type { SchemaNode } from '../../../spec/json-schema/schema-node.ts';
import { createRequestTree } from '../../../spec/openapi/message-trees.ts';
import { loadDocument } from '../spec/create-document.ts';
import { createModel, json } from '../spec/create-model.ts';
import { subject } from './exchange.ts';

type Row = readonly [
  description: string,
  loc: Json[],
  body: Json,
  instancePointer: string | undefined,
  value?: Json | undefined,
];

const byId = 'CustomerSessionCustomerIDCreate';
const sent = { customer_id: 'a', return_url: null };

const published: readonly Row[] = [
  ['the whole body', ['body'], sent, '', sent],
  ['a property', ['body', 'customer_id'], sent, '/customer_id', 'a'],
  ['a property that is null', ['body', 'return_url'], sent, '/return_url', null],
  ['a property below a branch', ['body', byId, 'customer_id'], sent, '/customer_id', 'a'],
  ['a branch', ['body', byId], sent, '', sent],
  ['a branch of a body that is not an object', ['body', byId], [1], '', [1]],
  ['a declared property that is missing', ['body', byId, 'member_id'], sent, '/member_id', undefined],
  [
    'a missing property of another branch',
    ['body', 'external_customer_id'],
    sent,
    '/external_customer_id',
    undefined,
  ],
  ['an extra property that was sent', ['body', 'extra'], { extra: 1 }, '/extra', 1],
  ['an item of an extra property', ['body', 'extra', 1], { extra: [1, 2] }, '/extra/1', 2],
  ['a name with a slash', ['body', 'a/b'], { 'a/b': 1 }, '/a~1b', 1],
  ['the branch of a nullable property', ['body', byId, 'return_url', 'string'], sent, '/return_url', null],
  ['a property that is neither declared nor sent', ['body', 'customer'], sent, undefined, undefined],
  ['an unknown branch', ['body', 'CustomerSession', 'customer_id'], sent, undefined, undefined],
  ['a missing property of a missing one', ['body', 'member_id', 'id'], sent, undefined, undefined],
  ['a property of a list', ['body', 'customer_id'], [1], undefined, undefined],
  ['an item of an object', ['body', 0], sent, undefined, undefined],
  ['an item after the last', ['body', 'extra', 2], { extra: [1, 2] }, undefined, undefined],
  ['an item by a string', ['body', 'extra', '0'], { extra: [1, 2] }, undefined, undefined],
  ['a prototype’s property', ['body', 'constructor'], sent, undefined, undefined],
  ['the body without its name', ['customer_id'], sent, undefined, undefined],
  ['nothing', [], sent, undefined, undefined],
  ['the query', ['query', 'customer_id'], sent, undefined, undefined],
  ['null among the names', ['body', null, 'customer_id'], sent, undefined, undefined],
];

const describeRow = ([description, , , instancePointer]: Row): string =>
  instancePointer === undefined ? `leads nowhere for ${description}` : `leads to ${description}`;

const check = (root: SchemaNode | undefined, [, loc, body, instancePointer, value]: Row): void => {
  if (!root) throw new Error('the operation has no body');
  const resolved = resolveLoc(loc, body, root);
  expect(resolved?.instancePointer).toBe(instancePointer);
  if (instancePointer !== undefined) expect(resolved?.value).toEqual(value);
};

describe('a loc of the published document', () => {
  for (const row of published) it(describeRow(row), () => check(subject.request, row));

  it('has the object that lacks a missing property as its parent', () => {
    if (!subject.request) throw new Error('the operation has no body');
    expect(resolveLoc(['body', 'member_id'], sent, subject.request)).toMatchObject({ parent: sent });
  });
});

const nestedSchema = {
  type: 'object',
  required: ['items'],
  properties: {
    items: {
      type: 'array',
      items: {
        oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
        discriminator: {
          propertyName: 'kind',
          mapping: { cat: '#/components/schemas/Cat', dog: '#/components/schemas/Dog' },
        },
      },
    },
  },
};
const animal = (kind: string) => ({
  type: 'object',
  required: ['kind', 'name'],
  properties: {
    kind: { const: kind },
    name: { type: 'object', required: ['first'], properties: { first: { type: 'string' } } },
  },
});

const contract = await loadDocument({
  openapi: '3.1.0',
  info: { title: 'Nested', version: '1' },
  paths: {
    '/a': {
      post: {
        operationId: 'a',
        requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Herd' } } } },
        responses: { '204': { description: 'done' } },
      },
    },
  },
  components: { schemas: { Herd: nestedSchema, Cat: animal('cat'), Dog: animal('dog') } },
});

const herd = {
  items: [
    { kind: 'cat', name: { first: 'Tom' } },
    { kind: 'dog', name: {} },
  ],
};

const nested: readonly Row[] = [
  ['a location in an array', ['body', 'items', 0, 'name', 'first'], herd, '/items/0/name/first', 'Tom'],
  [
    'a branch by its tag',
    ['body', 'items', 1, 'dog', 'name', 'first'],
    herd,
    '/items/1/name/first',
    undefined,
  ],
  ['a branch by its schema', ['body', 'items', 1, 'Dog', 'name'], herd, '/items/1/name', {}],
  ['an item after the last', ['body', 'items', 2], herd, undefined, undefined],
  ['a step below a value', ['body', 'items', 1, 'name', 'first', 'x'], herd, undefined, undefined],
];

describe('a loc of a nested body', () => {
  const [operation] = contract.operations;
  const root = operation && createRequestTree(contract, operation);
  for (const row of nested) it(describeRow(row), () => check(root, row));
});

const recipe: JsonObject = {
  required: ['title'],
  if: { required: ['oven'] },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: { properties: { heat: { type: 'integer' } } },
  else: { properties: { pan: { properties: { size: { type: 'integer' } } } } },
};

describe('a loc of a body with conditions', async () => {
  const { request } = await createModel({ requestBody: { content: json(recipe) } });
  const rows: readonly Row[] = [
    ['a missing property that is required and not described', ['body', 'title'], {}, '/title', undefined],
    ['a missing property of `then`', ['body', 'heat'], { oven: 1 }, '/heat', undefined],
    ['a missing property of `else`', ['body', 'pan', 'size'], { pan: {} }, '/pan/size', undefined],
    ['a name that the condition alone has', ['body', 'oven'], {}, undefined, undefined],
  ];
  for (const row of rows) it(describeRow(row), () => check(request, row));
});
