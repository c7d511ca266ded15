import { expect, it } from 'vitest';
import { isJsonObject, type Json, type JsonObject } from '../../../../spec/json.ts';
import type { Case } from '../../../../spec/openapi/case.ts';
import { loadDocument } from '../../spec/create-document.ts';
import { type FakeResponse, getJson } from '../library.ts';
import { runScenariosOn } from './run-scenarios-on.ts';

const id: Json = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
const json = (properties: JsonObject): Json => ({
  content: {
    'application/json': { schema: { type: 'object', required: Object.keys(properties), properties } },
  },
});
const text = { type: 'string' };
const done = { description: 'done' };
const createdItem = { 201: { description: 'created', ...(json({ id: text }) as JsonObject) } };

/** Authors, and books that refer to them. */
const contract = await loadDocument({
  openapi: '3.1.0',
  info: { title: 'Books', version: '1' },
  paths: {
    '/authors': {
      post: { operationId: 'createAuthor', requestBody: json({ name: text }), responses: createdItem },
    },
    '/authors/{id}': {
      parameters: [id],
      delete: { operationId: 'deleteAuthor', responses: { 204: done, 409: done } },
    },
    '/books': {
      post: {
        operationId: 'createBook',
        requestBody: json({ title: text, author_id: text }),
        responses: createdItem,
      },
    },
    '/books/{id}': {
      parameters: [id],
      delete: { operationId: 'deleteBook', responses: { 204: done, 404: done } },
    },
  },
});

/**
 * A server that does not let an author go who has books, and answers with this status then. `unknown` is the status of the
 * response to a book of an author who does not exist; undefined to create it.
 */
function createServer(status: number, unknown?: number): (theCase: Case) => FakeResponse {
  const books = new Map<string, Json | undefined>();
  const deleted = new Set<Json | undefined>();
  const deleteAuthor = (author: string): FakeResponse => {
    if ([...books.values()].includes(author)) return { status };
    deleted.add(author);
    return { status: 204 };
  };
  return (theCase) => {
    const { method, path } = theCase.request;
    const name = path.split('/').at(-1) ?? '';
    if (method === 'POST') {
      const body = getJson(theCase);
      const author = isJsonObject(body) ? body.author_id : undefined;
      if (unknown !== undefined && deleted.has(author)) return { status: unknown };
      const own = `${name}-${books.size}`;
      books.set(own, author);
      return { status: 201, json: { id: own } };
    }
    if (path.startsWith('/authors/')) return deleteAuthor(name);
    return { status: books.delete(name) ? 204 : 404 };
  };
}

it.each([
  [500, 'failed'],
  [409, 'passed'],
])('a deletion of an item to which another refers, answered with %i, has %s', async (status, verdict) => {
  const verdicts = await runScenariosOn(contract, createServer(status));
  expect(verdicts.get('deleteAuthor/protocol:no-server-error')).toBe(verdict);
});

it.each([
  [undefined, 'noticed'],
  [422, 'passed'],
  [409, 'unverified'],
])('a creation with the id of a deleted item, answered with %j, is %s', async (status, verdict) => {
  const verdicts = await runScenariosOn(contract, createServer(409, status));
  expect(verdicts.get('deleteAuthor/resource:deleted-cannot-be-used')).toBe(verdict);
});
