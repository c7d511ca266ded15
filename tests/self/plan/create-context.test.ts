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
