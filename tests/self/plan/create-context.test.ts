import { expect, it } from 'vitest';
import type { JsonObject } from '../../../spec/json.ts';
import { budget, createContext, createFakeClient, createSuite } from './library.ts';

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
