import { expect, it } from 'vitest';
import { orderByDependency } from '../../../../plan/schedule/order-by-dependency.ts';
import type { Json } from '../../../../spec/json.ts';
import { createDocument, loadDocument } from '../../spec/create-document.ts';
import { createContexts } from '../library.ts';

it('operations whose responses hold ids come first, and deletions last', async () => {
  const responses: Json = { 200: { description: 'OK' } };
  const ids: Json = ['shelf', 'book'].map((name) => ({
    ...{ name, in: 'path', required: true, schema: { type: 'string' } },
  }));
  const operation = (operationId: string): Json => ({ operationId, responses });
  const paths: Json = {
    '/shelves/{shelf}/books/{book}': { parameters: ids, get: operation('get-book') },
    '/shelves/{shelf}': { parameters: ids.slice(0, 1), delete: operation('delete'), get: operation('get') },
    '/shelves': { delete: operation('clear'), get: operation('list'), post: operation('create') },
  };
  const contexts = await createContexts(await loadDocument(createDocument({}, { paths })));
  const order = orderByDependency([...contexts.values()]).map(({ model }) => model.operation.id);
  expect(order).toEqual(['create', 'list', 'get', 'get-book', 'clear', 'delete']);
});
