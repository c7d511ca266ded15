import type { Json, JsonObject } from '../../../spec/json.ts';
import { object } from '../../bookshop/values/containers.ts';
import { boolean, integer, string } from '../../bookshop/values/scalars.ts';
import type { Issue } from '../../bookshop/values/value-type.ts';
import { toObject } from '../../json-object.ts';
import type { JsonResponse } from '../../pipeline.ts';
import { jsonResponse } from '../../responses.ts';
import type { Application, StyleRequest } from '../application.ts';
import { addCharset, html } from '../http-variants.ts';
import { createRecords } from '../records.ts';
import { defineStyle } from '../style.ts';
import { defaultSettings, plain, type Settings, variants } from './settings.ts';

const newTodo = object({
  properties: {
    text: string({ minLength: 1, maxLength: 200 }),
    priority: integer({ minimum: 1, maximum: 5 }),
    done: boolean,
    due: string({ format: 'date-time' }),
  },
  required: ['text'],
});
const body = { required: true, content: { 'application/json': newTodo } };
const parameters = [{ name: 'todoId', in: 'path', type: string({ pattern: /^[0-9a-f]{24}$/ }) }] as const;
const listParameters = [
  { name: 'done', in: 'query', type: string({ values: ['true', 'false'] }) },
  { name: 'q', in: 'query', type: string({ maxLength: 100 }) },
] as const;

/** Copies the named properties that the value has. */
const pick = (value: JsonObject, names: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(value).filter(([name]) => names.includes(name)));

function toTodo(id: string, value: Json | undefined, keepsUnknown: boolean): JsonObject {
  const given = toObject(value);
  const known = pick(given, ['text', 'priority', 'done', 'due']);
  return { done: false, ...(keepsUnknown ? given : known), _id: id, __v: 0 };
}

function createApplication(settings: Readonly<Settings>, random: () => number): Application {
  const createId = (): string =>
    Array.from({ length: 24 }, () => Math.floor(random() * 16).toString(16)).join('');
  const todos = createRecords();
  const save = (id: string, value: Json | undefined): JsonObject =>
    todos.add(id, toTodo(id, value, settings.keepsUnknown));
  save(createId(), { text: 'Write a server' });
  const reject = (issues: readonly Issue[]): JsonResponse => {
    const isBadId = issues.some(({ location: [place] }) => place === 'path');
    const [first] = issues;
    if (isBadId) return settings.fail(settings.badIdStatus, 'Cast to ObjectId failed');
    return settings.fail(settings.badBodyStatus, `${first?.location.join('.')} ${first?.message}`);
  };
  const withTodo =
    (handle: (id: string, request: StyleRequest) => JsonResponse) => (request: StyleRequest) => {
      const id = String(request.message.path.todoId);
      return todos.find(id) ? handle(id, request) : settings.fail(404, 'No such todo');
    };
  return {
    reject,
    rejectMediaType: () => settings.fail(settings.badBodyStatus, 'text is required'),
    operations: [
      {
        ...{ method: 'GET', path: '/todos', parameters: listParameters },
        handle: ({ message: { query } }) => {
          const { done, q = '' } = query;
          const found = todos.list().filter((todo) => String(todo.text).includes(String(q)));
          return jsonResponse(
            200,
            found.filter((todo) => done === undefined || String(todo.done) === done),
          );
        },
      },
      {
        ...{ method: 'POST', path: '/todos', body },
        handle: ({ message }) => jsonResponse(200, save(createId(), message.body)),
      },
      {
        ...{ method: 'GET', path: '/todos/{todoId}', parameters },
        handle: withTodo((id) => jsonResponse(200, todos.find(id) ?? {})),
      },
      {
        ...{ method: 'PUT', path: '/todos/{todoId}', parameters, body },
        handle: withTodo((id, { message }) => jsonResponse(200, save(id, message.body))),
      },
      {
        ...{ method: 'DELETE', path: '/todos/{todoId}', parameters },
        handle: (request) => {
          const { todoId } = request.message.path;
          if (!todos.find(todoId) && !settings.removesAnything) return settings.fail(404, 'No such todo');
          todos.remove(todoId);
          return jsonResponse(200, { ok: true });
        },
      },
    ],
  };
}

/** Express: the document mentions no errors, which are plain text or HTML pages. */
export const express = defineStyle<Settings>({
  id: 'express',
  document: 'reference/styles/express/openapi.yaml',
  http: {
    headers: { 'x-powered-by': 'Express' },
    unknownPath: () => html(404, 'Cannot GET'),
    otherMethod: () => html(404, 'Cannot POST'),
    options: (allow) => ({
      ...plain(200, allow),
      headers: { 'content-type': 'text/html; charset=utf-8', allow },
    }),
    trailingSlash: 'ignored',
    formatMediaType: addCharset,
  },
  settings: defaultSettings,
  variants,

  createApplication,
});
