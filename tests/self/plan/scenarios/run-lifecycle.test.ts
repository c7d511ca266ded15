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
const errors = { 404: done, 422: done };

const contract = await loadDocument({
  openapi: '3.1.0',
  info: { title: 'Notes', version: '1' },
  paths: {
    '/notes': {
      post: { operationId: 'createNote', requestBody: body, responses: { 201: shown, ...errors } },
    },
    '/notes/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
      get: { operationId: 'readNote', responses: { 200: shown, ...errors } },
      patch: { operationId: 'updateNote', requestBody: body, responses: { 200: shown, ...errors } },
      delete: { operationId: 'deleteNote', responses: { 204: done, ...errors } },
    },
  },
});

/** A server of notes. `isGone` decides whether a request finds a note that was deleted. */
function createServer(isGone: (method: string) => boolean): (theCase: Case) => FakeResponse {
  const notes = new Map<number, { text: string; isDeleted: boolean }>();
  return (theCase) => {
    const { method, path } = theCase.request;
    const sent = theCase.request.body && getJson(theCase);
    const text = isJsonObject(sent) && typeof sent.text === 'string' ? sent.text : '';
    if ((method === 'POST' || method === 'PATCH') && text === '') return { status: 422 };
    const id = method === 'POST' ? notes.size + 1 : Number(path.split('/').at(-1));
    const found = method === 'POST' ? { text, isDeleted: false } : notes.get(id);
    if (!found || (found.isDeleted && isGone(method))) return { status: 404 };
    if (method === 'DELETE') notes.set(id, { ...found, isDeleted: true });
    if (method === 'DELETE') return { status: 204 };
    const stored = method === 'GET' ? found : { ...found, text };
    notes.set(id, stored);
    return { status: method === 'POST' ? 201 : 200, json: { id, text: stored.text } };
  };
}

it.each([
  ['an update', (method: string) => method !== 'PATCH', ['deleteNote/resource:deleted-cannot-change']],
  ['a read', (method: string) => method !== 'GET', ['deleteNote/resource:deleted-is-gone']],
])('%s finds a deleted item', async (_, isGone, expected) => {
  const verdicts = await runScenariosOn(contract, createServer(isGone));
  const violated = [...verdicts].filter(([, verdict]) => verdict === 'failed' || verdict === 'noticed');
  expect(violated.map(([id]) => id).filter((id) => id.includes('resource:'))).toEqual(expected);
});

it('a server that forgets deleted items passes', async () => {
  const verdicts = await runScenariosOn(
    contract,
    createServer(() => true),
  );
  for (const rule of ['deleted-is-gone', 'deleted-cannot-change', 'delete-is-idempotent'])
    expect(verdicts.get(`deleteNote/resource:${rule}`), rule).toBe('passed');
});

it('requests on an item have the other parameters that their operations require', async () => {
  const required: Json = { name: 'v', in: 'query', required: true, schema: { enum: ['2'] } };
  const id: Json = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } };
  const paths: Json = {
    '/notes': { post: { operationId: 'createNote', requestBody: body, responses: { 201: shown } } },
    '/notes/{id}': {
      parameters: [id, required],
      get: { operationId: 'readNote', responses: { 200: shown } },
      delete: { operationId: 'deleteNote', responses: { 204: done } },
    },
  };
  const serve = createServer(() => true);
  const sent: string[] = [];
  await runScenariosOn(
    await loadDocument({ openapi: '3.1.0', info: { title: 'Notes', version: '1' }, paths }),
    (theCase) => {
      const { method, path } = theCase.request;
      if (theCase.step && method !== 'POST') sent.push(`${method} ${path.split('?')[1]}`);
      return serve({ ...theCase, request: { ...theCase.request, path: path.split('?')[0] ?? '' } });
    },
  );
  expect([...new Set(sent)]).toEqual(['GET v=2', 'DELETE v=2']);
});
