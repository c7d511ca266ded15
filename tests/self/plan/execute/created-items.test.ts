import { expect, it } from 'vitest';
import { createCreatedItems } from '../../../../plan/execute/created-items.ts';
import { loadContract } from '../../../../spec/document/load-contract.ts';
import type { Json } from '../../../../spec/json.ts';
import { findResources } from '../../../../spec/openapi/resources.ts';
import { createContexts, createExchange } from '../library.ts';
import { createCase } from '../schedule/create-case.ts';

const done: Json = { description: 'done' };
const parameter = (name: string): Json => ({ name, in: 'path', required: true, schema: { type: 'string' } });
const reason: Json = { name: 'reason', in: 'query', required: true, schema: { const: 'end' } };
const contract = await loadContract({
  file: 'shop.yaml',
  text: JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Shop', version: '1' },
    paths: {
      '/carts': {
        post: { operationId: 'createCart', responses: { 200: done, 201: done } },
        delete: { operationId: 'deleteCarts', responses: { 204: done } },
      },
      '/carts/{cart}': {
        parameters: [parameter('cart')],
        put: { operationId: 'putCart', responses: { 200: done, 201: done } },
        delete: { operationId: 'deleteCart', parameters: [reason], responses: { 204: done } },
      },
      '/carts/{cart}/lines': {
        parameters: [parameter('cart')],
        post: { operationId: 'createLine', responses: { 200: done } },
      },
      '/carts/{cart}/lines/{line}': {
        parameters: [parameter('cart'), parameter('line')],
        get: { operationId: 'readLine', responses: { 200: done } },
      },
    },
  }),
});
const userMessages = new Map([['putCart', { path: { cart: 'mine' } }]]);
const contexts = await createContexts(contract, { userMessages });

function collect(...seen: [operation: string, method: string, path: string, status: number, body?: Json][]) {
  const items = createCreatedItems(contexts, findResources(contract.operations));
  for (const [index, [operation, method, path, status, json]] of seen.entries()) {
    const request = { method, path, headers: [], credentials: 'none' } as const;
    const theCase = createCase(`case ${index}`, { operation, request });
    items.collect(createExchange(index + 1, theCase, { status, ...(json !== undefined && { json }) }));
  }
  return items.list();
}

it('lists what was created, with the request that deletes it, the last first', () => {
  const items = collect(
    ['createCart', 'POST', '/carts', 201, { id: 'a/b' }],
    ['createLine', 'POST', '/carts/a%2Fb/lines', 200, { id: 7 }],
  );
  expect(items.map(({ path }) => path)).toEqual(['/carts/a%2Fb/lines/7', '/carts/a%2Fb']);
  expect(items.map(({ deletion }) => deletion?.request.path)).toEqual([undefined, '/carts/a%2Fb?reason=end']);
  expect(items[1]?.deletion?.request.method).toBe('DELETE');
});

it.each([
  ['a rejected request', 'POST', '/carts', 422, { id: '1' }],
  [
    'a 200 where the document has a 201, since it may concern an older item',
    'POST',
    '/carts',
    200,
    { id: '1' },
  ],
  ['a 300', 'POST', '/carts', 300, { id: '1' }],
  ['a response without an id', 'POST', '/carts', 201, { name: 'x' }],
  ['another method', 'PUT', '/carts', 201, { id: '1' }],
] as const)('%s creates nothing', (_, method, path, status, body) => {
  expect(collect(['createCart', method, path, status, body])).toEqual([]);
});

it.each([
  [200, 1],
  [299, 1],
  [300, 0],
])('a %d is a creation where the document has no 201: %d', (status, count) => {
  expect(collect(['createLine', 'POST', '/carts/a/lines', status, { id: 7 }])).toHaveLength(count);
});

it.each([200, 204, 299, 404, 410])('what was deleted (%d) is not left', (status) => {
  const created = ['createCart', 'POST', '/carts', 201, { id: '1' }] as const;
  expect(collect([...created], ['deleteCart', 'DELETE', '/carts/1', 300])).toHaveLength(1);
  expect(collect([...created], ['deleteCart', 'DELETE', '/carts/1?force=1', status])).toEqual([]);
  expect(collect([...created], ['deleteCart', 'POST', '/carts/1', status])).toHaveLength(1);
  expect(collect([...created], ['deleteCart', 'DELETE', '/carts/1', status])).toEqual([]);
  expect(collect([...created], ['deleteCart', 'DELETE', '/carts/1', 409])).toHaveLength(1);
});

it('lists what a PUT has created, if its id is not of the user', () => {
  expect(collect(['putCart', 'PUT', '/carts/a%2Fb?x=1', 201]).map(({ path }) => path)).toEqual([
    '/carts/a%2Fb',
  ]);
  expect(collect(['putCart', 'PUT', '/carts/a', 200])).toEqual([]);
  expect(collect(['putCart', 'PUT', '/carts/mine', 201])).toEqual([]);
});

it('what may be gone with its collection is marked', () => {
  const created = ['createCart', 'POST', '/carts', 201, { id: '1' }] as const;
  const deleted = (status: number) => collect([...created], ['deleteCarts', 'DELETE', '/carts', status]);
  expect(deleted(204)).toMatchObject([{ path: '/carts/1', mayBeGone: true }]);
  expect(deleted(403)[0]).not.toHaveProperty('mayBeGone');
});

it.each([
  [
    'before',
    [
      ['1', 200],
      ['2', 201],
    ],
    ['2'],
  ],
  [
    'after',
    [
      ['2', 201],
      ['1', 200],
    ],
    ['2'],
  ],
  [
    'after, of the same item',
    [
      ['2', 201],
      ['2', 200],
    ],
    ['2'],
  ],
  [
    'without any',
    [
      ['1', 200],
      ['2', 200],
    ],
    ['2', '1'],
  ],
] as const)('a 200 %s a 201 of the same operation names what was there before', (_, responses, expected) => {
  const items = collect(
    ...responses.map(
      ([id, status]) =>
        ['createLine', 'POST', '/carts/a/lines', status, { id }] as [string, string, string, number, Json],
    ),
  );
  expect(items.map(({ path }) => path)).toEqual(expected.map((id) => `/carts/a/lines/${id}`));
});
