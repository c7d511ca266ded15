import { expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../../spec/json.ts';
import type { Case } from '../../../../spec/openapi/case.ts';
import { loadDocument } from '../../spec/create-document.ts';
import type { FakeResponse } from '../library.ts';
import { runScenariosOn } from './run-scenarios-on.ts';

const text: Json = { type: 'string' };
const parameters = (...names: string[]): Json =>
  names.map((name): Json => ({ name, in: 'path', required: true, schema: text }));
const json = (schema: Json): JsonObject => ({ content: { 'application/json': { schema } } });
const creation = (operationId: string, body: JsonObject = {}): JsonObject => ({
  operationId,
  ...body,
  responses: { 201: { description: 'created', ...json({ type: 'object', properties: { id: text } }) } },
});
const loan: Json = { type: 'object', required: ['page_id'], properties: { page_id: text } };
const read: Json = { responses: { 200: { description: 'the item' }, 404: { description: 'none' } } };

/** Shelves with books, which have pages; loans refer to pages. */
const contract = await loadDocument({
  openapi: '3.1.0',
  info: { title: 'Shelves', version: '1' },
  paths: {
    '/shelves': { post: creation('createShelf') },
    '/shelves/{shelf_id}': { parameters: parameters('shelf_id'), get: read },
    '/shelves/{shelf_id}/books': { parameters: parameters('shelf_id'), post: creation('createBook') },
    '/shelves/{shelf_id}/books/{book_id}': { parameters: parameters('shelf_id', 'book_id'), get: read },
    '/shelves/{shelf_id}/books/{book_id}/pages': {
      parameters: parameters('shelf_id', 'book_id'),
      post: creation('createPage'),
    },
    '/shelves/{shelf_id}/books/{book_id}/pages/{page_id}': {
      parameters: parameters('shelf_id', 'book_id', 'page_id'),
      delete: { responses: { 204: { description: 'deleted' }, 404: { description: 'none' } } },
    },
    '/loans': {
      post: creation('createLoan', { requestBody: { required: true, ...json(loan) } }),
    },
    '/loans/{loan_id}': { parameters: parameters('loan_id'), get: read },
  },
});

const isPage = ({ step }: Case) => step?.scenario.endsWith('/{page_id}') === true;

/** Lists the creations that the scenario of pages sends. The server accepts all but those that `rejects` selects. */
async function listCreations(rejects: (theCase: Case) => boolean = () => false): Promise<Case[]> {
  const sent: Case[] = [];
  let count = 0;
  await runScenariosOn(contract, (theCase): FakeResponse => {
    if (theCase.step?.action === 'create') sent.push(theCase);
    if (rejects(theCase)) return { status: 409 };
    count += 1;
    return theCase.request.method === 'POST' ? { status: 201, json: { id: `id-${count}` } } : { status: 200 };
  });
  return sent.filter(isPage);
}

it('an item is created below items of its own, and not at all if one of these cannot be created', async () => {
  const list = (cases: readonly Case[]) => cases.map(({ operation }) => operation);
  expect(list(await listCreations()).slice(0, 3)).toEqual(['createShelf', 'createBook', 'createPage']);
  const rejectsShelf = ({ operation, step }: Case) => operation === 'createShelf' && step !== undefined;
  expect(list(await listCreations(rejectsShelf))).toEqual(['createShelf']);
});

it('an item that refers to a nested one has the id of that, not of those above it', async () => {
  const cases = await listCreations();
  const page = cases.find(({ step }) => step?.item === 'A');
  const loan = cases.find(({ operation }) => operation === 'createLoan');
  expect(loan?.step?.bindings).toEqual([expect.objectContaining({ in: 'body', source: page?.id })]);
});
