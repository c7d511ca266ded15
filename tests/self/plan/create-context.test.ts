import { expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../spec/json.ts';
import { createDocument, loadDocument } from '../spec/create-document.ts';
import {
  budget,
  createContext,
  createContexts,
  createExchange,
  createFakeClient,
  createSuite,
} from './library.ts';
import { createCase } from './schedule/create-case.ts';

const titles = Array.from({ length: 20 }, (_, index) => `Title ${index}`);
const suite = createSuite({
  discoverySteps: [
    {
      resources: 'books',
      path: () => '/books',
      read: ({ books }, result) => ({ ...result, customers: books as JsonObject[] }), // the fake client returns objects
    },
  ],
  createListedBody: ({ title = null }) => ({ title, genre: 'novel' }),
});

it.each([
  [300, 3],
  [301, 12],
])('of listed resources, a plan of %d requests starts from %d', async (plan, count) => {
  const books = titles.map((title) => ({ title }));
  const client = createFakeClient(() => ({ status: 200, json: { books } }));
  const options = { suites: [suite], client, budget: { ...budget, plan } };
  const { seedMessages } = await createContext('books:create', options);
  expect(seedMessages).toHaveLength(count);
});

it('the ids of no resource are those of the seed', async () => {
  const create = async (seed: number) =>
    (await createContext('books:create', { seed })).suiteContext.unknownIds;
  const { uuid, text } = await create(1);
  expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(text).toMatch(/^conformance-[0-9a-f]{12}$/);
  expect(uuid).not.toContain(text.slice('conformance-'.length));
  expect(await create(1)).toEqual({ uuid, text });
  const other = await create(2);
  expect(other.uuid).not.toBe(uuid);
  expect(other.text).not.toBe(text);
});

it.each<[operation: string, name: string, allowChanges: boolean, path: string | undefined, found: string[]]>([
  ['remove', 'book_id', false, '/shelves/{shelf}/books/{book_id}', []],
  ['remove', 'book_id', true, '/shelves/{shelf}/books/{book_id}', ['Emma']],
  ['remove', 'book_id', false, undefined, ['Emma']],
  ['remove', 'shelf', false, '/shelves/{shelf}/books/{book_id}', ['top']],
  ['read', 'book_id', false, '/shelves/{shelf}/books/{book_id}', ['Emma']],
])(
  'the values for %s of %s, changes allowed: %s, path %s, are %j: only own items are changed',
  async (operation, name, allowChanges, path, found) => {
    const parameters: Json = ['shelf', 'book_id'].map((each) => ({
      ...{ name: each, in: 'path', required: true, schema: { type: 'string' } },
    }));
    const responses: Json = { 200: { description: 'OK' } };
    const paths: Json = {
      '/shelves/{shelf}/books/{book_id}': {
        parameters,
        get: { operationId: 'read', responses },
        delete: { operationId: 'remove', responses },
      },
    };
    const contexts = await createContexts(await loadDocument(createDocument({}, { paths })), {
      allowChanges,
    });
    const context = contexts.get(operation) ?? expect.fail('the document has the operation');
    const collect = (list: string, items: Json) =>
      context.pool.collect(list, createExchange(1, createCase('list'), { status: 200, json: { items } }));
    collect('/shelves', [{ shelf: 'top' }]);
    collect('/shelves/{shelf}/books', [{ id: 'Emma' }]);
    expect(context.proposals.findValues(name, path)).toEqual(found);
  },
);
