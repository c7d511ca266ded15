import { expect, it } from 'vitest';
import { isJsonObject, type Json, type JsonObject } from '../../../../spec/json.ts';
import type { Case } from '../../../../spec/openapi/case.ts';
import { loadDocument } from '../../spec/create-document.ts';
import { type FakeResponse, getJson } from '../library.ts';
import { runScenariosOn } from './run-scenarios-on.ts';

const text: Json = { type: 'string', minLength: 1, maxLength: 40 };
const tag: Json = { type: 'object', required: ['name'], properties: { name: text, label: text } };
const change: Json = { type: 'object', properties: { name: text, label: text } };
const content = (schema: Json): JsonObject => ({ content: { 'application/json': { schema } } });
const body = (schema: Json): Json => ({ required: true, ...content(schema) });
const shown: Json = { description: 'the tag', ...content(tag) };
const errors: JsonObject = { 404: { description: 'no tag' }, 422: { description: 'invalid' } };

const contract = await loadDocument({
  openapi: '3.1.0',
  info: { title: 'Tags', version: '1' },
  paths: {
    '/tags': {
      post: { operationId: 'createTag', requestBody: body(tag), responses: { 201: shown, ...errors } },
    },
    '/tags/{name}': {
      parameters: [{ name: 'name', in: 'path', required: true, schema: { type: 'string' } }],
      get: { operationId: 'readTag', responses: { 200: shown, ...errors } },
      patch: { operationId: 'updateTag', requestBody: body(change), responses: { 200: shown, ...errors } },
      put: { operationId: 'replaceTag', requestBody: body(tag), responses: { 200: shown, ...errors } },
    },
  },
});

/** A server of tags whose paths have their names, and change with them. */
function createServer(): (theCase: Case) => FakeResponse {
  const tags = new Map<string, JsonObject>();
  return (theCase) => {
    const { method, path } = theCase.request;
    const name = decodeURIComponent(path.split('/').at(-1) ?? '');
    const known = method === 'POST' ? {} : tags.get(name);
    if (!known) return { status: 404 };
    if (method === 'GET') return { status: 200, json: known };
    const sent = getJson(theCase);
    if (!isJsonObject(sent) || Object.values(sent).some((each) => typeof each !== 'string' || each === ''))
      return { status: 422 };
    const stored = method === 'PATCH' ? { ...known, ...sent } : sent;
    if (typeof stored.name !== 'string') return { status: 422 };
    tags.delete(name);
    tags.set(stored.name, stored);
    return { status: method === 'POST' ? 201 : 200, json: stored };
  };
}

it('an item that its name identifies is changed, and keeps its name', async () => {
  const verdicts = await runScenariosOn(contract, createServer());
  const failed = [...verdicts].filter(
    ([id, verdict]) => id.includes('/resource:') && ['failed', 'noticed'].includes(verdict),
  );
  expect(failed).toEqual([]);
  expect(verdicts.get('updateTag/resource:update-is-visible')).toBe('passed');
  expect(verdicts.get('replaceTag/resource:replacement-is-visible')).toBe('passed');
});
