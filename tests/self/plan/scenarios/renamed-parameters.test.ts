import { expect, it } from 'vitest';
import type { Json } from '../../../../spec/json.ts';
import type { Case } from '../../../../spec/openapi/case.ts';
import { loadDocument } from '../../spec/create-document.ts';
import type { FakeResponse } from '../library.ts';
import { runScenariosOn } from './run-scenarios-on.ts';

const parameters = (...names: string[]): Json =>
  names.map((name): Json => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
const done = { description: 'done' };
const shown: Json = {
  description: 'the item',
  content: { 'application/json': { schema: { type: 'object', properties: { id: { type: 'string' } } } } },
};
const errors = { 404: done };

/** The id of a shelf has one name in the path of the shelf, and another in the paths below it. */
const contract = await loadDocument({
  openapi: '3.1.0',
  info: { title: 'Shelves', version: '1' },
  paths: {
    '/shelves': { post: { operationId: 'createShelf', responses: { 201: shown } } },
    '/shelves/{id}': {
      parameters: parameters('id'),
      get: { operationId: 'readShelf', responses: { 200: shown, ...errors } },
      delete: { operationId: 'deleteShelf', responses: { 204: done, ...errors } },
    },
    '/shelves/{shelf_id}/books': {
      parameters: parameters('shelf_id'),
      post: { operationId: 'createBook', responses: { 201: shown, ...errors } },
    },
    '/shelves/{shelf_id}/books/{id}': {
      parameters: parameters('shelf_id', 'id'),
      get: { operationId: 'readBook', responses: { 200: shown, ...errors } },
      delete: { operationId: 'deleteBook', responses: { 204: done, ...errors } },
    },
  },
});

/** @param keepsBooks whether the books of a deleted shelf can still be read */
function createServer(keepsBooks: boolean): (theCase: Case) => FakeResponse {
  const items = new Set<string>();
  let count = 0;
  return ({ request: { method, path } }) => {
    const shelf = path.split('/').slice(0, 3).join('/');
    const isLost = path !== shelf && path !== '/shelves' && !items.has(shelf);
    if (method === 'POST') {
      if (isLost) return { status: 404 };
      count += 1;
      const id = `n${count}`;
      items.add(`${path}/${id}`);
      return { status: 201, json: { id } };
    }
    if (!items.has(path) || (isLost && !keepsBooks)) return { status: 404 };
    if (method === 'DELETE') return { status: items.delete(path) ? 204 : 404 };
    return { status: 200, json: { id: path.split('/').at(-1) ?? '' } };
  };
}

it.each([
  [false, 'passed'],
  [true, 'noticed'],
])('items below a deleted one whose id has another name: kept is %s, %s', async (keepsBooks, verdict) => {
  const verdicts = await runScenariosOn(contract, createServer(keepsBooks));
  expect(verdicts.get('deleteShelf/resource:children-are-gone')).toBe(verdict);
  expect(verdicts.get('readBook/resource:belongs-to-parent')).toBe('passed');
  expect(verdicts.get('deleteBook/resource:deleted-is-gone')).toBe('passed');
});
