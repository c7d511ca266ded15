import { expect, it } from 'vitest';
import { isJsonObject, type Json } from '../../../../spec/json.ts';
import type { Case } from '../../../../spec/openapi/case.ts';
import { loadDocument } from '../../spec/create-document.ts';
import { type FakeResponse, getJson } from '../library.ts';
import { runScenariosOn } from './run-scenarios-on.ts';

const note: Json = {
  type: 'object',
  required: ['text'],
  properties: { id: { type: 'integer', readOnly: true }, text: { type: 'string', minLength: 1 } },
};
const body = { required: true, content: { 'application/json': { schema: note } } };
const done = { description: 'done' };
const shown = { description: 'the note', content: { 'application/json': { schema: note } } };
const errors = { 401: done, 404: done, 422: done };

const id: Json = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } };
const commentId: Json = { ...Object(id), name: 'comment_id' };

const contract = await loadDocument({
  openapi: '3.1.0',
  info: { title: 'Notes', version: '1' },
  security: [{ key: [] }],
  components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
  paths: {
    '/notes': {
      post: { operationId: 'createNote', requestBody: body, responses: { 201: shown, ...errors } },
    },
    '/notes/{id}': {
      parameters: [id],
      get: { operationId: 'readNote', responses: { 200: shown, ...errors } },
      put: { operationId: 'replaceNote', requestBody: body, responses: { 200: shown, ...errors } },
      delete: { operationId: 'deleteNote', responses: { 204: done, ...errors } },
    },
    '/notes/{id}/comments': {
      parameters: [id],
      post: { operationId: 'createComment', requestBody: body, responses: { 201: shown, ...errors } },
    },
    '/notes/{id}/comments/{comment_id}': {
      parameters: [id, commentId],
      delete: { operationId: 'deleteComment', responses: { 204: done, ...errors } },
    },
  },
});

/**
 * A server whose notes belong to one user; with these methods, another one has access to them, and with `comment` to what
 * is below them.
 */
function createServer(...shared: readonly string[]): (theCase: Case) => FakeResponse {
  const notes = new Map<number, string>();
  return (theCase) => {
    const { method, path, credentials } = theCase.request;
    const isOther = credentials === 'other-user';
    if (credentials !== 'access' && !isOther) return { status: 401 };
    const sent = theCase.request.body && getJson(theCase);
    const text = isJsonObject(sent) && typeof sent.text === 'string' ? sent.text : '';
    if (method !== 'GET' && method !== 'DELETE' && text === '') return { status: 422 };
    if (path.includes('/comments')) {
      const isKnown = notes.has(Number(path.split('/')[2])) && (!isOther || shared.includes('comment'));
      if (!isKnown) return { status: 404 };
      return method === 'DELETE' ? { status: 204 } : { status: 201, json: { id: 7, text } };
    }
    const id = method === 'POST' ? notes.size + 1 : Number(path.split('/').at(-1));
    if (method !== 'POST' && (!notes.has(id) || (isOther && !shared.includes(method))))
      return { status: 404 };
    if (method === 'DELETE') notes.delete(id);
    if (method === 'DELETE') return { status: 204 };
    if (method !== 'GET') notes.set(id, text);
    return { status: method === 'POST' ? 201 : 200, json: { id, text: notes.get(id) ?? '' } };
  };
}

const names = ['readNote', 'replaceNote', 'deleteNote', 'createComment'];
const clauses = names.map((name) => `${name}/resource:other-user`);

it('another user has no access to what a user has created', async () => {
  const verdicts = await runScenariosOn(contract, createServer());
  expect(clauses.map((id) => verdicts.get(id))).toEqual(names.map(() => 'passed'));
  expect([...verdicts].filter(([, verdict]) => verdict === 'failed')).toEqual([]);
});

it.each([
  ['GET', 'readNote'],
  ['PUT', 'replaceNote'],
  ['DELETE', 'deleteNote'],
  ['comment', 'createComment'],
])('a server on which another user can %s is found', async (method, name) => {
  const verdicts = await runScenariosOn(contract, createServer(method));
  const noticed = clauses.filter((id) => verdicts.get(id) === 'noticed');
  expect(noticed).toEqual([`${name}/resource:other-user`]);
});

it('another user may create something below what that user can read', async () => {
  const verdicts = await runScenariosOn(contract, createServer('GET', 'comment'));
  expect(verdicts.get('createComment/resource:other-user')).toBe('unverified');
});
