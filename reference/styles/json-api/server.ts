import type { Json, JsonObject } from '../../../spec/json.ts';
import { array, object } from '../../bookshop/values/containers.ts';
import { integer, string } from '../../bookshop/values/scalars.ts';
import { nullable } from '../../bookshop/values/unions.ts';
import { toObject } from '../../json-object.ts';
import type { JsonResponse } from '../../pipeline.ts';
import type { Application } from '../application.ts';
import { createCounter, createRecords } from '../records.ts';
import { defineStyle } from '../style.ts';
import { defaultSettings, type Settings, variants } from './settings.ts';

const mediaType = 'application/vnd.api+json';
const document = (status: number, body: JsonObject, headers: Record<string, string> = {}): JsonResponse => ({
  ...{ status, body },
  headers: { 'content-type': mediaType, ...headers },
});
const attributes = object({
  properties: {
    name: string({ minLength: 1, maxLength: 60 }),
    born: nullable(integer({ minimum: -3000, maximum: 2100 })),
  },
  required: ['name'],
});
const resource = object({
  properties: { type: string({ values: ['authors'] }), attributes },
  required: ['type', 'attributes'],
});
const newAuthor = object({ properties: { data: resource }, required: ['data'] });
const sorts = array(string({ values: ['name', '-name', 'born', '-born'] }));
const listParameters = [
  { name: 'page[size]', in: 'query', type: integer({ minimum: 1, maximum: 50 }) },
  { name: 'filter[born]', in: 'query', type: integer() },
  { name: 'sort', in: 'query', type: sorts, explode: false },
] as const;
const parameters = [{ name: 'id', in: 'path', type: string({ minLength: 1 }) }] as const;

function createApplication(settings: Readonly<Settings>): Application {
  const nextId = createCounter();
  const authors = createRecords();
  const fail = (status: number, errors: JsonObject[] = [{}]): JsonResponse =>
    document(status, { errors: errors.map((error) => ({ status: String(status), ...error })) });
  const create = (value: Json | undefined): JsonObject => {
    const id = String(nextId());
    const { name = '', born = null } = toObject(value);
    const links = settings.createLinks(`/authors/${id}`);
    return authors.add(id, { type: 'authors', id, attributes: { name, born }, links });
  };
  create({ name: 'Homer', born: -800 });
  return {
    screen: ({ headers: { 'content-type': sent = '' } }) =>
      settings.refusesMediaTypeParameters && sent.includes(';') ? fail(415) : undefined,
    reject: (issues) => {
      const isBody = issues.every(({ location, rule }) => location[0] === 'body' && rule !== 'content');
      const errors = issues.map((issue) => settings.describeError(issue));
      return fail(isBody ? settings.invalidStatus : 400, errors);
    },
    rejectMediaType: () => fail(415),
    operations: [
      {
        ...{ method: 'GET', path: '/authors', parameters: listParameters },
        handle: ({ message: { query } }) => {
          const { 'page[size]': size = 10, 'filter[born]': born } = query;
          const found = authors
            .list()
            .filter((author) => born === undefined || toObject(author.attributes).born === born);
          const links = settings.createLinks('/authors');
          return document(200, { data: found.slice(0, Number(size)), links });
        },
      },
      {
        ...{ method: 'POST', path: '/authors' },
        body: { required: true, content: { [mediaType]: newAuthor } },
        handle: ({ message: { body } }) => {
          const given = toObject(toObject(body).data).attributes;
          const names = authors.list().map((author) => toObject(author.attributes).name);
          if (settings.hasUniqueNames && names.includes(toObject(given).name)) return fail(409);
          const data = create(given);
          return document(201, { data }, { location: `/authors/${String(data.id)}` });
        },
      },
      {
        ...{ method: 'GET', path: '/authors/{id}', parameters },
        handle: ({ message: { path } }) => {
          const data = authors.find(path.id);
          return data ? document(200, { data }) : fail(404);
        },
      },
    ],
  };
}

/** JSON:API: its own media type, parameter names with brackets, and errors with JSON Pointers. */
export const jsonApi = defineStyle<Settings>({
  id: 'json-api',
  document: 'reference/styles/json-api/openapi.yaml',
  http: { unknownPath: () => document(404, { errors: [{ status: '404' }] }) },
  settings: defaultSettings,
  variants,

  createApplication,
});
