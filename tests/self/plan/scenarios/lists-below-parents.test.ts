import { expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../../spec/json.ts';
import type { Case } from '../../../../spec/openapi/case.ts';
import { loadDocument } from '../../spec/create-document.ts';
import { type FakeResponse, getJson } from '../library.ts';
import { runScenariosOn } from './run-scenarios-on.ts';

const toPath = (name: string): Json => ({ name, in: 'path', required: true, schema: { type: 'string' } });
const content = (schema: Json): JsonObject => ({ content: { 'application/json': { schema } } });
const item: Json = { type: 'object', properties: { id: { type: 'string' }, title: { type: 'string' } } };
const input: Json = { type: 'object', required: ['title'], properties: { title: { type: 'string' } } };
const respond = (status: string, schema: Json): Json => ({
  [status]: { description: 'OK', ...content(schema) },
});
const create = (operationId: string): Json => ({
  ...{ operationId, requestBody: { required: true, ...content(input) }, responses: respond('201', item) },
});
const read = (operationId: string, schema: Json = item): Json => ({
  operationId,
  responses: respond('200', schema),
});

const paths: JsonObject = {
  '/shelves': { post: create('createShelf') },
  '/shelves/{shelf}': { parameters: [toPath('shelf')], get: read('getShelf') },
  '/shelves/{shelf}/books': {
    parameters: [toPath('shelf')],
    get: read('listBooks', { type: 'array', items: item }),
    post: create('createBook'),
  },
};
const info = { title: 'Shelves', version: '1' };
const contract = await loadDocument({
  ...{ openapi: '3.1.0', info },
  paths: {
    ...paths,
    '/shelves/{shelf}/books/{book}': {
      parameters: [toPath('shelf'), toPath('book')],
      get: read('getBook'),
    },
  },
});
/** The same API, but the document has no path of a book. */
const withoutItems = await loadDocument({ openapi: '3.1.0', info, paths });

/**
 * A server of shelves with books.
 * @param ownOnly whether a list has the books of its shelf only
 * @param isNumberedByShelf whether each shelf has a book from the start, and counts its books from 1
 */
function createServer(ownOnly: boolean, isNumberedByShelf = false): (theCase: Case) => FakeResponse {
  const items = new Map<string, JsonObject>();
  const listBelow = (start: string) => [...items].filter(([path]) => path.startsWith(start));
  return (theCase) => {
    const path = theCase.request.path.split('?')[0] ?? '';
    if (theCase.request.method === 'POST') {
      const count = isNumberedByShelf ? listBelow(`${path}/`).length : items.size;
      const created = { ...(getJson(theCase) as JsonObject), id: `n${count + 1}` }; // the bodies are objects
      items.set(`${path}/${created.id}`, created);
      if (isNumberedByShelf && path === '/shelves')
        items.set(`${path}/${created.id}/books/n1`, { id: 'n1', title: created.id });
      return { status: 201, json: created };
    }
    if (!path.endsWith('/books')) {
      const found = items.get(path);
      return found ? { status: 200, json: found } : { status: 404 };
    }
    const books = listBelow(ownOnly ? `${path}/` : '/shelves/').filter(([each]) => each.includes('/books/'));
    return { status: 200, json: books.map(([, book]) => book) };
  };
}

it.each([
  ['that are its own', createServer(true), 'passed'],
  ['of every shelf', createServer(false), 'noticed'],
  ['with the ids of another shelf', createServer(true, true), 'passed'],
])('a list below a shelf with books %s is judged', async (_, server, verdict) => {
  const verdicts = await runScenariosOn(contract, server);
  expect(verdicts.get('listBooks/list:parent')).toBe(verdict);
  expect(verdicts.get('createBook/resource:created-is-listed')).toBe('passed');
});

it.each([
  ['that are its own', createServer(true), 'passed'],
  ['of every shelf', createServer(false), 'noticed'],
])('a list of books %s is judged if books have no path of their own', async (_, server, verdict) => {
  const verdicts = await runScenariosOn(withoutItems, server);
  expect(verdicts.get('listBooks/list:parent')).toBe(verdict);
  expect(verdicts.get('createBook/resource:created-is-listed')).toBe('passed');
});
