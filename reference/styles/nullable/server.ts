import type { Json, JsonObject } from '../../../spec/json.ts';
import { array, object } from '../../bookshop/values/containers.ts';
import { integer, number, string } from '../../bookshop/values/scalars.ts';
import { nullable as orNull } from '../../bookshop/values/unions.ts';
import { omit, toObject } from '../../json-object.ts';
import type { JsonResponse } from '../../pipeline.ts';
import { jsonResponse } from '../../responses.ts';
import type { Application, StyleRequest } from '../application.ts';
import { createCounter, createRecords } from '../records.ts';
import { defineStyle } from '../style.ts';
import { defaultSettings, type Settings, variants } from './settings.ts';

/**
 * `nullable` next to `allOf` has no effect, because the referenced schema has a type without null (OpenAPI 3.0.4,
 * 4.7.24.1).
 */
const address = object({
  properties: { street: string({ maxLength: 100 }), city: string({ minLength: 1 }) },
  required: ['city'],
  closedBy: 'additionalProperties',
});
const optionalAddress = object({
  properties: { city: string({ minLength: 1 }), country: string({ minLength: 2, maxLength: 2 }) },
  required: ['city'],
});
const contact = object({
  properties: {
    name: string({ minLength: 1, maxLength: 80 }),
    nickname: orNull(string()),
    pin: string({ pattern: /^[0-9]{4}$/ }),
    relation: orNull(string({ values: ['friend', 'family'] })),
    age: orNull(number({ exclusiveMinimum: 0, maximum: 150 })),
    address,
    work: orNull(optionalAddress),
    id: integer({ format: 'int32' }),
    createdAt: orNull(string({ format: 'date-time' })),
  },
  required: ['name'],
});
const content = { 'application/json': contact };
const contactId = integer({ minimum: 1, format: 'int32' });
const parameters = [{ name: 'contactId', in: 'path', type: contactId }] as const;
const listParameters = [
  { name: 'minAge', in: 'query', type: number({ exclusiveMinimum: 0 }) },
  { name: 'ids', in: 'query', type: array(integer(), { maxItems: 10 }), explode: false },
] as const;
const optional = ['nickname', 'relation', 'age', 'work', 'createdAt'];

function createApplication(settings: Readonly<Settings>): Application {
  const nextId = createCounter();
  const contacts = createRecords();
  const fail = (status: number, message: string | null, field: string | null): JsonResponse =>
    jsonResponse(status, {
      code: `E${status}`,
      message,
      ...((field !== null || settings.showsNulls) && { field: settings.hidesFields ? null : field }),
    });
  const save = (id: number, body: Json | undefined): JsonObject => {
    const createdAt = contacts.find(id)?.createdAt ?? new Date().toISOString();
    const saved: JsonObject = { ...omit(toObject(body), 'pin'), id, createdAt };
    const absent = optional.filter((name) => (saved[name] ?? null) === null);
    const nulls = Object.fromEntries(absent.map((name) => [name, null]));
    return contacts.add(id, { ...omit(saved, ...absent), ...(settings.showsNulls && nulls) });
  };
  const refuseReadOnly = ({ message: { body } }: StyleRequest): JsonResponse | undefined => {
    const given = ['id', 'createdAt'].find((name) => name in toObject(body));
    return given === undefined || settings.ignoresReadOnly
      ? undefined
      : fail(400, `${given} is read-only`, given);
  };
  save(nextId(), { name: 'Ada', age: 36.5, address: { city: 'London' } });
  return {
    reject: ([first]) =>
      fail(settings.invalidStatus, first?.message ?? null, first?.location.join('.') ?? null),
    rejectMediaType: () => fail(415, null, null),
    operations: [
      {
        ...{ method: 'GET', path: '/contacts', parameters: listParameters },
        handle: ({ message: { query } }) => {
          const { minAge, ids } = query;
          const found = contacts
            .list()
            .filter(({ age }) => minAge === undefined || Number(age ?? -1) >= Number(minAge))
            .filter(({ id }) => !Array.isArray(ids) || ids.includes(id ?? null));
          return jsonResponse(200, found);
        },
      },
      {
        ...{ method: 'POST', path: '/contacts', body: { required: false, content } },
        handle: (request) => {
          const { body } = request.message;
          if (body === undefined && !settings.namesContacts)
            return fail(400, 'a contact needs a name', 'name');
          return refuseReadOnly(request) ?? jsonResponse(201, save(nextId(), body ?? { name: 'Nobody' }));
        },
      },
      {
        ...{ method: 'GET', path: '/contacts/{contactId}', parameters },
        handle: ({ message: { path } }) => {
          const found = contacts.find(path.contactId);
          return found ? jsonResponse(200, found) : fail(404, 'no such contact', null);
        },
      },
      {
        ...{ method: 'PUT', path: '/contacts/{contactId}', parameters },
        body: { required: true, content },
        handle: (request) => {
          const { path, body } = request.message;
          if (!contacts.find(path.contactId)) return fail(404, 'no such contact', null);
          return refuseReadOnly(request) ?? jsonResponse(200, save(Number(path.contactId), body));
        },
      },
    ],
  };
}

/** OpenAPI 3.0 with `nullable` next to other keywords, `readOnly` in a base schema, and status ranges. */
export const nullable = defineStyle<Settings>({
  id: 'nullable',
  document: 'reference/styles/nullable/openapi.yaml',
  settings: defaultSettings,
  variants,

  createApplication,
});
