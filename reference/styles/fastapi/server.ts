import type { Json, JsonObject } from '../../../spec/json.ts';
import { array, object } from '../../bookshop/values/containers.ts';
import { integer, number, string } from '../../bookshop/values/scalars.ts';
import { nullable } from '../../bookshop/values/unions.ts';
import type { Issue } from '../../bookshop/values/value-type.ts';
import { toObject } from '../../json-object.ts';
import type { JsonResponse } from '../../pipeline.ts';
import { jsonResponse, notFound } from '../../responses.ts';
import type { Application } from '../application.ts';
import { createCounter, createRecords } from '../records.ts';
import { defineStyle } from '../style.ts';
import { defaultSettings, type Settings, variants } from './settings.ts';

const light = string({ values: ['sun', 'shade', 'both'] });
const plantId = { name: 'plant_id', in: 'path', type: integer() } as const;
const plantCreate = object({
  properties: {
    name: string({ minLength: 1, maxLength: 60 }),
    light,
    height_cm: nullable(number({ exclusiveMinimum: 0, maximum: 5000 })),
    tags: array(string({ maxLength: 20 }), { maxItems: 5 }),
  },
  required: ['name', 'light'],
});

const listParameters = [
  { name: 'offset', in: 'query', type: integer({ minimum: 0 }) },
  { name: 'limit', in: 'query', type: integer({ minimum: 1, maximum: 50 }) },
  { name: 'light', in: 'query', type: light },
] as const;

const toDetail = (issue: Issue, settings: Settings): JsonObject => ({
  type: issue.rule,
  loc: [...issue.location],
  msg: issue.message,
  ...settings.describeError(issue),
});

function createApplication(settings: Readonly<Settings>): Application {
  const nextId = createCounter();
  const plants = createRecords();
  const create = (body: Json | undefined): JsonObject => {
    const { name = '', light = '', height_cm = null, tags = [] } = toObject(body);
    const created_at = settings.formatTime(new Date());
    const id = nextId();
    return plants.add(id, { id, name, light, height_cm, tags, created_at });
  };
  create({ name: 'Fern', light: 'shade' });
  const rejectName = (): JsonResponse =>
    jsonResponse(422, {
      detail: [{ type: 'value_error', loc: ['body', 'name'], msg: 'Value error, taken' }],
    });
  return {
    reading: { readsFractionlessNumbers: settings.readsFractionlessNumbers },
    reject: (issues) => {
      const isUnreadable = issues.some(({ rule }) => rule === 'content');
      if (isUnreadable && settings.rejectUnreadable) return settings.rejectUnreadable();
      const detail = issues.slice(0, settings.maxErrors).map((issue) => toDetail(issue, settings));
      return jsonResponse(422, { detail });
    },
    rejectMediaType: () =>
      jsonResponse(422, {
        detail: [{ type: 'model_attributes_type', loc: ['body'], msg: 'Input should be a valid dictionary' }],
      }),
    operations: [
      {
        ...{ method: 'GET', path: '/plants/', parameters: listParameters },
        handle: ({ message: { query } }) => {
          const { offset = 0, limit = 20, light: wanted } = query;
          const found = plants.list().filter((plant) => wanted === undefined || plant.light === wanted);
          return jsonResponse(200, found.slice(Number(offset), Number(offset) + Number(limit)));
        },
      },
      {
        ...{ method: 'POST', path: '/plants/' },
        body: { required: true, content: { 'application/json': plantCreate } },
        handle: ({ message: { body } }) => {
          const { name } = toObject(body);
          const isTaken = settings.hasUniqueNames && plants.list().some((plant) => plant.name === name);
          return isTaken ? rejectName() : jsonResponse(201, create(body));
        },
      },
      {
        ...{ method: 'GET', path: '/plants/{plant_id}', parameters: [plantId] },
        handle: ({ message: { path } }) => {
          const found = plants.find(path.plant_id);
          return found ? jsonResponse(200, found) : notFound();
        },
      },
      {
        ...{ method: 'DELETE', path: '/plants/{plant_id}', parameters: [plantId] },
        handle: ({ message: { path } }) => {
          if (!plants.find(path.plant_id)) return notFound();
          plants.remove(path.plant_id);
          return { status: 204, headers: {}, body: undefined };
        },
      },
    ],
  };
}

/** FastAPI: invalid requests get 422 with a list of errors, and paths end with a slash. */
export const fastapi = defineStyle<Settings>({
  id: 'fastapi',
  document: 'reference/styles/fastapi/openapi.yaml',
  http: {
    unknownPath: notFound,
    otherMethod: (allow) => jsonResponse(405, { detail: 'Method Not Allowed' }, { allow }),
    options: (allow) => jsonResponse(405, { detail: 'Method Not Allowed' }, { allow }),
    answersHead: false,
  },
  settings: defaultSettings,
  variants,

  createApplication,
});
