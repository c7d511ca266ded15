import { expect, it } from 'vitest';
import { orderByDependency } from '../../../../plan/schedule/order-by-dependency.ts';
import type { Json, JsonObject } from '../../../../spec/json.ts';
import { createDocument, loadDocument } from '../../spec/create-document.ts';
import { createContexts } from '../library.ts';

it('operations follow those that create what their path refers to, and what removes items is last', async () => {
  const responses: Json = { 200: { description: 'OK' } };
  const id: JsonObject = { name: 'book_id', in: 'path', required: true, schema: { type: 'string' } };
  const shelf: Json = { ...id, name: 'shelf' };
  const post = (operationId: string): JsonObject => ({ post: { operationId, responses } });
  const paths: Json = {
    '/books/archive': post('archive'),
    '/books/{book_id}/tags': { parameters: [id], ...post('tag') },
    '/trash/{book_id}': { parameters: [id], ...post('restore') },
    '/shelves/{shelf}/books': { parameters: [shelf], ...post('create') },
    '/authors': post('other'),
  };
  const contexts = await createContexts(await loadDocument(createDocument({}, { paths })));
  const order = orderByDependency([...contexts.values()]).map(({ model }) => model.operation.id);
  expect(order).toEqual(['other', 'create', 'tag', 'restore', 'archive']);
});

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

it('an operation does not wait for those that remove items', async () => {
  const responses: Json = { 200: { description: 'OK' } };
  const id: Json = { name: 'book_id', in: 'path', required: true, schema: { type: 'string' } };
  const paths: Json = {
    '/books/archive': { post: { operationId: 'archive', responses } },
    '/books/archive/{book_id}': { parameters: [id], get: { operationId: 'read', responses } },
  };
  const contexts = await createContexts(await loadDocument(createDocument({}, { paths })));
  const order = orderByDependency([...contexts.values()]).map(({ model }) => model.operation.id);
  expect(order).toEqual(['read', 'archive']);
});
