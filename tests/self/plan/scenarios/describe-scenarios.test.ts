import { expect, it } from 'vitest';
import { describeScenarios } from '../../../../plan/scenarios/describe-scenarios.ts';
import { loadContract } from '../../../../spec/document/load-contract.ts';
import type { Json, JsonObject } from '../../../../spec/json.ts';

const done: Json = { description: 'done' };
const created = (properties: JsonObject): Json => ({
  201: {
    description: 'created',
    content: { 'application/json': { schema: { type: 'object', properties } } },
  },
});
const operation = (operationId: string, responses: Json = { 200: done }): Json => ({
  operationId,
  responses,
});
const parameters = (...names: string[]): Json =>
  names.map((name): Json => ({ name, in: 'path', required: true, schema: { type: 'string' } }));

async function describe(paths: JsonObject): Promise<string[]> {
  const document = { openapi: '3.1.0', info: { title: 'Shop', version: '1' }, paths };
  return describeScenarios(
    (await loadContract({ file: 'shop.yaml', text: JSON.stringify(document) })).operations,
  );
}

it('names the operation whose response has the id, and the operations that use it', async () => {
  const paths: JsonObject = {
    '/carts': { post: operation('createCart', created({ id: {}, key: {} })) },
    '/carts/{cart_key}': { parameters: parameters('cart_key'), get: operation('readCart') },
    '/carts/{cart_key}/lines': {
      parameters: parameters('cart_key'),
      post: operation('createLine', created({})),
    },
    '/carts/{cart_key}/lines/{id}': {
      parameters: parameters('cart_key', 'id'),
      delete: operation('deleteLine'),
    },
  };
  expect(await describe(paths)).toEqual([
    '/carts/{cart_key}: `cart_key` of readCart, createLine, deleteLine is $response.body#/key of createCart',
    '/carts/{cart_key}/lines/{id}: `id` of deleteLine is $response.header.Location of createLine, below an item of createCart',
  ]);
});

it('prefers a link of the document', async () => {
  const links: Json = { read: { operationId: 'readCart', parameters: { id: '$response.body#/self' } } };
  const post = operation('createCart', { 201: { description: 'created', links } });
  const paths = {
    '/carts': { post },
    '/carts/{id}': { parameters: parameters('id'), get: operation('readCart') },
  };
  expect(await describe(paths)).toEqual([
    '/carts/{id}: `id` of readCart is $response.body#/self of createCart',
  ]);
});

it('says what no operation creates, and which operations have no resource', async () => {
  const paths: JsonObject = {
    '/pages': { get: operation('listPages') },
    '/pages/{id}': { parameters: parameters('id'), get: operation('readPage') },
    '/files/{name}': { parameters: parameters('name'), get: operation('readFile') },
    '/{tenant}/search': { parameters: parameters('tenant'), get: operation('search') },
  };
  expect(await describe(paths)).toEqual([
    '/pages/{id}: `id` of readPage is that of an item of listPages, because no operation creates one',
    '/files/{name}: `name` of readFile is that of fixtures or examples, because no operation creates one',
    'no resource: search, with values of fixtures, of earlier responses, or generated ones',
  ]);
});

it('recognizes an item by its place, if its id has another name in the paths below it', async () => {
  const paths: JsonObject = {
    '/carts': { post: operation('createCart', created({ id: {} })) },
    '/carts/{id}': { parameters: parameters('id'), get: operation('readCart') },
    '/carts/{cart_id}/lines': { parameters: parameters('cart_id'), post: operation('createLine') },
    '/carts/{cart_id}/lines/{id}': { parameters: parameters('cart_id', 'id'), get: operation('readLine') },
  };
  expect(await describe(paths)).toEqual([
    '/carts/{id}: `id` of readCart, createLine, readLine is $response.body#/id of createCart',
    '/carts/{cart_id}/lines/{id}: `id` of readLine is $response.header.Location of createLine, below an item of createCart',
  ]);
});
