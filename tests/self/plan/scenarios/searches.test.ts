import { describe, expect, it } from 'vitest';
import { isJsonObject, type Json, type JsonObject } from '../../../../spec/json.ts';
import type { Case } from '../../../../spec/openapi/case.ts';
import { findResources } from '../../../../spec/openapi/resources.ts';
import { loadDocument } from '../../spec/create-document.ts';
import { type FakeResponse, getJson } from '../library.ts';
import { runScenariosOn } from './run-scenarios-on.ts';

const id: Json = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
const json = (schema: Json): JsonObject => ({ content: { 'application/json': { schema } } });
const properties: JsonObject = {
  title: { type: 'string', minLength: 1, maxLength: 40 },
  state: { enum: ['open', 'done'], type: 'string' },
  urgent: { type: 'boolean' },
};
const task: Json = { type: 'object', properties: { id: { type: 'string' }, ...properties } };
const input: Json = { type: 'object', required: ['title', 'state', 'urgent'], properties };
const query: Json = {
  type: 'object',
  properties: { ...properties, limit: { type: 'integer', minimum: 1, maximum: 50 } },
};
const tasks: Json = { type: 'object', properties: { items: { type: 'array', items: task } } };
const respond = (status: number, schema: Json): JsonObject => ({
  responses: { [status]: { description: 'OK', ...json(schema) }, 422: { description: 'invalid' } },
});
const post = (operationId: string, body: Json, status: number, shown: Json): JsonObject => ({
  ...{ operationId, requestBody: { required: true, ...json(body) } },
  ...respond(status, shown),
});

const contract = await loadDocument({
  openapi: '3.1.0',
  info: { title: 'Tasks', version: '1' },
  paths: {
    '/tasks': { post: post('createTask', input, 201, task) },
    '/tasks/search': { post: post('searchTasks', query, 200, tasks) },
    '/tasks/{id}': { parameters: [id], get: { operationId: 'getTask', ...respond(200, task) } },
    '/tasks/{id}/search': { parameters: [id], post: post('searchParts', query, 200, tasks) },
    '/tasks/search/{id}': { parameters: [id], get: { operationId: 'getSearch', ...respond(200, task) } },
    '/queries/search': { post: post('createQuery', query, 201, task) },
    '/queries/search/{id}': { parameters: [id], get: { operationId: 'getQuery', ...respond(200, task) } },
  },
});

type Deviation =
  | 'ignores limits'
  | 'ignores states'
  | 'finds similar titles'
  | 'finds all for false'
  | 'finds nothing yet'
  | 'has at most 1 item';

function createServer(deviation: Deviation | 'follows them'): (theCase: Case) => FakeResponse {
  const stored = new Map<string, JsonObject>();
  const search = (sent: JsonObject): JsonObject[] => {
    const { limit = 20, title, state, urgent } = sent;
    const found = [...stored.values()].filter(
      (each) =>
        (title === undefined || deviation === 'finds similar titles' || each.title === title) &&
        (state === undefined || deviation === 'ignores states' || each.state === state) &&
        (urgent === undefined ||
          (urgent === false && deviation === 'finds all for false') ||
          each.urgent === urgent),
    );
    if (deviation === 'finds nothing yet') return [];
    const maximum = deviation === 'has at most 1 item' ? 1 : Number(limit);
    return deviation === 'ignores limits' ? found : found.slice(0, maximum);
  };
  return (theCase) => {
    const { method, path } = theCase.request;
    if (method === 'GET') {
      const found = stored.get(path);
      return found ? { status: 200, json: found } : { status: 404 };
    }
    const sent = getJson(theCase);
    if (!isJsonObject(sent)) return { status: 422 };
    if (path.endsWith('/search')) return { status: 200, json: { items: search(sent) } };
    const own = `t${stored.size + 1}`;
    // the first and the last tasks differ in all values
    const values = { state: stored.size === 0 ? 'open' : 'done', urgent: stored.size > 0 };
    const created = { id: own, title: 'x', ...sent, ...(stored.size < 2 && values) };
    stored.set(`/tasks/${own}`, created);
    return { status: 201, json: created };
  };
}

const clauses = ['searchTasks/list:limit', 'searchTasks/list:filter'];

describe('a search by POST', () => {
  it('is neither a creation nor a change of state, unless it responds with 201', () => {
    const resources = findResources(contract.operations);
    const find = (path: string) => resources.find((each) => each.path === path);
    expect(find('/tasks/{id}')?.searches.map((each) => each.id)).toEqual(['searchTasks']);
    expect(find('/tasks/{id}')?.transitions).toEqual([]);
    expect(find('/tasks/{id}')?.operations.create?.id).toBe('createTask');
    expect(find('/tasks/search/{id}')?.operations.create).toBeUndefined();
    expect(find('/queries/search/{id}')?.operations.create?.id).toBe('createQuery');
  });

  it.each<[Deviation | 'follows them', (string | undefined)[]]>([
    ['follows them', ['passed', 'passed']],
    ['ignores limits', ['noticed', 'passed']],
    ['ignores states', ['passed', 'noticed']],
    ['finds similar titles', ['passed', 'passed']],
    ['finds all for false', ['passed', 'passed']],
    ['finds nothing yet', ['unverified', 'unverified']],
    ['has at most 1 item', ['passed', 'passed']],
  ])('of a server that %s has the verdicts %j', async (deviation, expected) => {
    const verdicts = await runScenariosOn(contract, createServer(deviation));
    expect(clauses.map((clause) => verdicts.get(clause))).toEqual(expected);
  });
});
