import type { Json, JsonObject } from '../../../spec/json.ts';
import { array, object } from '../../bookshop/values/containers.ts';
import { integer, number, string } from '../../bookshop/values/scalars.ts';
import { toObject } from '../../json-object.ts';
import type { JsonResponse } from '../../pipeline.ts';
import { jsonResponse } from '../../responses.ts';
import type { Application, StyleRequest } from '../application.ts';
import { createCounter, createRecords } from '../records.ts';
import { defineStyle } from '../style.ts';
import { defaultSettings, type Settings, variants } from './settings.ts';

const status = string({ values: ['available', 'sold'] });
const name = string({ minLength: 1, maxLength: 30 });
const newDog = object({
  properties: {
    ...{ name, status, age: number({ minimum: 0, maximum: 30 }) },
    photoUrls: array(string(), { maxItems: 3, uniqueItems: true }),
  },
  required: ['name', 'status'],
});
const changedDog = object({ properties: { name, status }, required: ['status'] });
const parameters = [{ name: 'dogId', in: 'path', type: integer({ format: 'int64' }) }] as const;
const ids = array(integer({ format: 'int64' }), { maxItems: 5 });
const listParameters = [
  { name: 'status', in: 'query', type: array(status) },
  { name: 'ids', in: 'query', type: ids, explode: false },
  { name: 'maxAge', in: 'query', type: number({ exclusiveMinimum: 0, maximum: 30 }) },
] as const;

const isListed = (list: Json | undefined, value: Json | undefined): boolean =>
  !Array.isArray(list) || list.includes(value ?? null);

function createApplication(settings: Readonly<Settings>): Application {
  const nextId = createCounter();
  const dogs = createRecords();
  const save = (id: number, value: JsonObject): JsonObject =>
    dogs.add(id, { ...value, id, ...(settings.showsMore && { category: { id: 1, name: null } }) });
  const fail = (code: number, message: string): JsonResponse => {
    // the document describes a JSON body for 404
    const body = settings.describeError(code, message) ?? (code === 404 ? {} : undefined);
    const headers: JsonResponse['headers'] = body === undefined ? {} : { 'content-type': 'application/json' };
    return { status: code, headers, body };
  };
  const reject = (place: string | number | undefined, { operation }: StyleRequest): JsonResponse => {
    if (place === 'path' && settings.hidesInvalidIds) return fail(404, 'no such dog');
    const isNewDog = operation.path === '/v2/dogs' && place === 'body';
    if (!isNewDog) return fail(400, 'invalid');
    const { headers, ...response } = fail(settings.invalidDogStatus, 'invalid dog');
    return {
      ...response,
      headers: settings.invalidDogStatus === 405 ? { ...headers, allow: 'GET, POST' } : headers,
    };
  };
  save(nextId(), { name: 'Rex', status: 'available', age: 3.5 });
  return {
    reject: ([first], request) => reject(first?.location[0], request),
    rejectMediaType: () => fail(415, 'unsupported media type'),
    operations: [
      {
        ...{ method: 'GET', path: '/v2/dogs', parameters: listParameters },
        handle: ({ message: { query } }) => {
          const found = dogs
            .list()
            .filter((dog) => isListed(query.status, dog.status) && isListed(query.ids, dog.id))
            .filter(({ age = 0 }) => query.maxAge === undefined || Number(age) <= Number(query.maxAge));
          const headers: Record<string, string> = settings.sendsCount
            ? { 'x-count': String(found.length) }
            : {};
          return jsonResponse(200, found, headers);
        },
      },
      {
        ...{ method: 'POST', path: '/v2/dogs' },
        body: { required: true, content: { 'application/json': newDog } },
        handle: ({ message: { body } }) => jsonResponse(201, save(nextId(), toObject(body))),
      },
      {
        ...{ method: 'GET', path: '/v2/dogs/{dogId}', parameters },
        handle: ({ message: { path } }) => {
          const dog = dogs.find(path.dogId);
          return dog ? jsonResponse(200, dog) : fail(404, 'no such dog');
        },
      },
      {
        ...{ method: 'POST', path: '/v2/dogs/{dogId}', parameters },
        body: { required: true, content: { 'application/x-www-form-urlencoded': changedDog } },
        handle: ({ message: { path, body } }) => {
          const dog = dogs.find(path.dogId);
          if (!dog) return fail(404, 'no such dog');
          const { name = dog.name ?? '', status = '' } = toObject(body);
          return jsonResponse(200, save(Number(path.dogId), { ...dog, name, status }));
        },
      },
    ],
  };
}

/** Swagger 2.0, as the petstore: 405 for an invalid body, errors with or without a schema, fields of forms. */
export const swagger = defineStyle<Settings>({
  id: 'swagger',
  document: 'reference/styles/swagger/swagger.json',
  basePath: '/v2',
  settings: defaultSettings,
  variants,

  createApplication,
});
