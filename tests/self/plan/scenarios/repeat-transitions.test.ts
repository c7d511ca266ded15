import { expect, it } from 'vitest';
import { isJsonObject, type Json, type JsonObject } from '../../../../spec/json.ts';
import type { Case } from '../../../../spec/openapi/case.ts';
import { loadDocument } from '../../spec/create-document.ts';
import { type FakeResponse, getJson } from '../library.ts';
import { runScenariosOn } from './run-scenarios-on.ts';

const task: JsonObject = {
  type: 'object',
  required: ['title'],
  properties: {
    id: { type: 'string', readOnly: true },
    title: { type: 'string', minLength: 1 },
    status: { enum: ['open', 'done'] },
  },
};
const json = (schema: Json): JsonObject => ({ content: { 'application/json': { schema } } });
const shown: Json = { description: 'the task', ...json(task) };
const idParameters: Json = [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }];
const read = { responses: { 200: shown, 404: { description: 'unknown' } } };
const conflict = { description: 'The task has this status already' };
const errors = { 404: { description: 'unknown' }, 422: { description: 'invalid' } };

const contract = await loadDocument({
  openapi: '3.1.0',
  info: { title: 'Tasks', version: '1' },
  paths: {
    '/tasks': {
      post: { operationId: 'createTask', requestBody: json(task), responses: { 201: shown, ...errors } },
    },
    '/tasks/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      get: { operationId: 'readTask', responses: { 200: shown, ...errors } },
      patch: {
        operationId: 'updateTask',
        requestBody: json({ type: 'object', properties: task.properties ?? {} }),
        responses: { 200: shown, 409: conflict, ...errors },
      },
    },
    '/tasks/{id}/archive': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      post: {
        operationId: 'archiveTask',
        responses: { 200: shown, 409: { description: 'The task is archived already' }, ...errors },
      },
    },
  },
});

/** @param isLax whether repeated changes of state are accepted */
function createServer(isLax: boolean): (theCase: Case) => FakeResponse {
  const tasks = new Map<string, JsonObject>();
  const archived = new Set<string>();
  return (theCase) => {
    const { method, path } = theCase.request;
    const [, , id = '', action] = path.split('/');
    const body = theCase.request.body && getJson(theCase);
    const sent = isJsonObject(body) ? body : {};
    if (method === 'POST' && id === '') {
      if (typeof sent.title !== 'string' || sent.title === '') return { status: 422 };
      const created = { id: `t${tasks.size + 1}`, title: sent.title, status: 'open' };
      tasks.set(created.id, created);
      return { status: 201, json: created };
    }
    const found = tasks.get(id);
    if (!found) return { status: 404 };
    if (action !== undefined) {
      if (archived.has(id) && !isLax) return { status: 409 };
      archived.add(id);
    } else if (method === 'PATCH') {
      if (sent.title === '' || (sent.status !== undefined && !['open', 'done'].includes(String(sent.status))))
        return { status: 422 };
      if (sent.status === found.status && !isLax) return { status: 409 };
      tasks.set(id, { ...found, ...sent, id });
    }
    return { status: 200, json: tasks.get(id) ?? {} };
  };
}

it.each([
  [false, 'passed'],
  [true, 'noticed'],
])('a repeated change of state: accepted is %s, %s', async (isLax, verdict) => {
  const verdicts = await runScenariosOn(contract, createServer(isLax));
  expect(verdicts.get('archiveTask/resource:repeated-transition')).toBe(verdict);
  expect(verdicts.get('updateTask/resource:repeated-transition')).toBe(verdict);
});

it('sends at most five changes of state twice, each with its body and for another item', async () => {
  const names = ['hold', 'close', 'sign', 'mark', 'lock', 'sort'];
  const change = (name: string): JsonObject => ({
    parameters: idParameters,
    post: {
      operationId: name,
      ...(name !== 'hold' && { requestBody: { required: true, ...json({ const: { by: name } }) } }),
      responses: { 200: { description: 'changed' }, 409: { description: 'a conflict' } },
    },
  });
  const create = { operationId: 'createTask', requestBody: json(task), responses: { 201: shown } };
  const paths = Object.fromEntries(names.map((name) => [`/tasks/{id}/${name}`, change(name)]));
  const changes: string[] = [];
  let created = 0;
  await runScenariosOn(
    await loadDocument({
      ...{ openapi: '3.1.0', info: { title: 'Tasks', version: '1' } },
      paths: {
        '/tasks': { post: create },
        '/tasks/{id}': { parameters: idParameters, get: { ...read, operationId: 'readTask' } },
        ...paths,
      },
    }),
    ({ operation, step, request: { body, path } }) => {
      if (operation === 'createTask') {
        created += 1;
        return { status: 201, json: { id: `t${created}`, title: 'x', status: 'open' } };
      }
      if (step?.action === 'transition')
        changes.push(`${operation} ${path.split('/')[2]} ${JSON.stringify(body)} ${step.isRepeated}`);
      return { status: step?.isRepeated ? 409 : 200, json: { id: path.split('/')[2] ?? '', title: 'x' } };
    },
  );
  expect(changes.map((each) => each.replace(/ t\d+ /, ' '))).toEqual(
    names.slice(0, 5).flatMap((name) => {
      const body = name === 'hold' ? undefined : `{"json":{"by":"${name}"}}`;
      return [`${name} ${body} undefined`, `${name} ${body} true`];
    }),
  );
  expect(new Set(changes.map((each) => each.split(' ')[1])).size).toBe(5);
});
