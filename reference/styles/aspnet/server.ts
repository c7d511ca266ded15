import type { Json, JsonObject } from '../../../spec/json.ts';
import { array, object } from '../../bookshop/values/containers.ts';
import { integer, string, uuid } from '../../bookshop/values/scalars.ts';
import { nullable } from '../../bookshop/values/unions.ts';
import { toObject } from '../../json-object.ts';
import type { JsonResponse } from '../../pipeline.ts';
import { generateUuid } from '../../random.ts';
import { jsonResponse } from '../../responses.ts';
import type { Application, StyleRequest } from '../application.ts';
import { addCharset } from '../http-variants.ts';
import { createRecords } from '../records.ts';
import { defineStyle } from '../style.ts';
import { defaultSettings, type Settings, variants } from './settings.ts';

const room = object({
  properties: {
    name: string({ minLength: 1, maxLength: 50 }),
    kind: integer({ values: [0, 1, 2] }),
    seats: integer({ minimum: 1, maximum: 500, format: 'int32' }),
    floor: nullable(integer({ format: 'int32' })),
    openedAt: nullable(string({ format: 'date-time' })),
  },
  required: ['name', 'kind', 'seats'],
  closedBy: 'additionalProperties',
});
const parameters = [{ name: 'id', in: 'path', type: uuid }] as const;
const listParameters = [
  { name: 'MinSeats', in: 'query', type: integer({ minimum: 1, maximum: 500, format: 'int32' }) },
  { name: 'floors', in: 'query', type: array(integer({ format: 'int32' })) },
] as const;

const noContent = (): JsonResponse => ({ status: 204, headers: {}, body: undefined });
const problem = (status: number, more: JsonObject, mediaType = 'application/problem+json'): JsonResponse => ({
  ...{ status, body: { status, ...more } },
  headers: { 'content-type': `${mediaType}; charset=utf-8` },
});

function createApplication(settings: Readonly<Settings>, random: () => number): Application {
  const rooms = createRecords();
  const save = (id: string, body: Json | undefined): JsonObject => {
    const { name = '', kind = 0, seats = 1, floor = null, openedAt = null } = toObject(body);
    const time = typeof openedAt === 'string' ? settings.formatTime(openedAt) : null;
    const optional = Object.entries({ floor, openedAt: time }).filter(
      ([, value]) => value !== null || settings.showsNulls,
    );
    const shownId = settings.upperCaseIds ? id.toUpperCase() : id;
    return rooms.add(id, { id: shownId, name, kind, seats, ...Object.fromEntries(optional) });
  };
  const toId = ({ message: { path } }: StyleRequest): string => String(path.id).toLowerCase();
  const notFound = (): JsonResponse => problem(404, { title: 'Not Found' }, 'application/json');
  save(generateUuid(random), { name: 'Aula', kind: 2, seats: 300, openedAt: '2020-02-29T08:00:00Z' });
  return {
    reject: (issues) => problem(400, settings.describeProblem(issues)),
    rejectMediaType: () => problem(415, { title: 'Unsupported Media Type' }),
    operations: [
      {
        ...{ method: 'GET', path: '/api/v1/Rooms', parameters: listParameters },
        handle: ({ message: { query } }) => {
          const { MinSeats: least = 0, floors } = query;
          const found = rooms
            .list()
            .filter(({ seats }) => Number(seats) >= Number(least))
            .filter(({ floor = null }) => !Array.isArray(floors) || floors.includes(floor));
          return jsonResponse(200, found);
        },
      },
      {
        ...{ method: 'POST', path: '/api/v1/Rooms' },
        body: {
          required: true,
          content: { 'application/json': room, 'text/json': room, 'application/*+json': room },
        },
        handle: ({ message: { body } }) => {
          const id = generateUuid(random);
          return jsonResponse(201, save(id, body), { location: `/api/v1/Rooms/${id}` });
        },
      },
      {
        ...{ method: 'GET', path: '/api/v1/Rooms/{id}', parameters },
        handle: (request) => {
          const found = rooms.find(toId(request));
          return found ? jsonResponse(200, found) : notFound();
        },
      },
      {
        ...{ method: 'PUT', path: '/api/v1/Rooms/{id}', parameters },
        body: { required: true, content: { 'application/json': room } },
        handle: (request) => {
          const id = toId(request);
          if (!rooms.find(id)) return notFound();
          save(id, request.message.body);
          return noContent();
        },
      },
      {
        ...{ method: 'DELETE', path: '/api/v1/Rooms/{id}', parameters },
        handle: (request) => {
          rooms.remove(toId(request));
          return noContent();
        },
      },
    ],
  };
}

/** ASP.NET: several media types for the same schema, numbers for enumerations, and problems with errors by field. */
export const aspnet = defineStyle<Settings>({
  id: 'aspnet',
  document: 'reference/styles/aspnet/openapi.json',
  http: {
    unknownPath: () => ({ status: 404, headers: {}, body: undefined }),
    otherMethod: (allow) => ({ status: 405, headers: { allow }, body: undefined }),
    formatMediaType: addCharset,
  },
  settings: defaultSettings,
  variants,

  createApplication,
});
