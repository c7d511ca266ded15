import type { Json, JsonObject } from '../../../spec/json.ts';
import { object } from '../../bookshop/values/containers.ts';
import { string } from '../../bookshop/values/scalars.ts';
import { nullable } from '../../bookshop/values/unions.ts';
import { toObject } from '../../json-object.ts';
import type { JsonResponse } from '../../pipeline.ts';
import type { Application, StyleOperation, StyleRequest } from '../application.ts';
import { defineStyle } from '../style.ts';
import { defaultSettings, type Settings, variants } from './settings.ts';

const orders = [
  { id: 1, placedOn: '2023-12-31', total: '10.00' },
  { id: 2, placedOn: '2024-02-29', total: '7.50' },
];
const graphqlRequest = object({
  properties: {
    query: string({ minLength: 1 }),
    operationName: nullable(string()),
    variables: nullable(object({ properties: {} })),
  },
  required: ['query'],
});
const parameters = [
  { name: 'since', in: 'query', type: string({ format: 'date' }) },
  { name: 'separator', in: 'query', type: string({ values: ['comma', 'semicolon'] }) },
] as const;

function formatCsv({ message: { query } }: StyleRequest, { lineBreak }: Settings): string {
  const separator = query.separator === 'semicolon' ? ';' : ',';
  const rows = orders
    .filter(({ placedOn }) => placedOn >= String(query.since ?? ''))
    .map(({ id, placedOn, total }) => [id, placedOn, total]);
  return [['id', 'placed_on', 'total'], ...rows].map((row) => row.join(separator) + lineBreak).join('');
}

const text = (status: number, mediaType: string, body: string): JsonResponse => ({
  ...{ status, body },
  headers: { 'content-type': mediaType },
});

function createApplication(settings: Readonly<Settings>): Application {
  const respond = (status: number, body: JsonObject): JsonResponse => ({
    ...{ status, body },
    headers: { 'content-type': settings.resultType },
  });
  const failQuery = (status: number, message: string): JsonResponse =>
    respond(status, { ...(settings.showsNull && { data: null }), errors: [{ message }] });
  const runQuery = (query: Json | undefined): JsonResponse => {
    const isKnown = /^\s*(query\s*)?\{\s*orders\s*\{\s*id\s*\}\s*\}\s*$/.test(String(query));
    if (isKnown) return respond(200, { data: { orders: orders.map(({ id }) => ({ id })) } });
    return failQuery(settings.acceptsAnyQuery ? 200 : 400, 'Syntax Error');
  };
  const fail = (status: number): JsonResponse =>
    settings.explains ? text(status, 'text/plain', 'invalid\n') : { status, headers: {}, body: undefined };
  const sendCsv = (request: StyleRequest): JsonResponse => {
    const { headers, ...response } = text(
      200,
      `text/csv${settings.csvParameters}`,
      formatCsv(request, settings),
    );
    return {
      ...response,
      headers: { ...headers, 'content-disposition': 'attachment; filename="orders.csv"' },
    };
  };
  const csv = { path: '/orders.csv', parameters, handle: sendCsv };
  const operations: StyleOperation[] = [
    {
      ...{ method: 'POST', path: '/graphql' },
      body: { required: true, content: { 'application/json': graphqlRequest } },
      handle: ({ message: { body } }) => runQuery(toObject(body).query),
    },
    { method: 'GET', ...csv },
    { method: 'HEAD', ...csv },
    {
      ...{ method: 'GET', path: '/version' },
      handle: () => text(200, 'text/plain; charset=utf-8', settings.version),
    },
    {
      ...{ method: 'POST', path: '/notes' },
      body: { required: true, content: { 'text/plain': string({ maxLength: 500 }) } },
      handle: () => ({ status: 204, headers: {}, body: undefined }),
    },
  ];
  return {
    operations,
    reject: (_, { operation }) => (operation.path === '/graphql' ? failQuery(400, 'Bad Request') : fail(400)),
    rejectMediaType: () => fail(415),
  };
}

/**
 * Exports as text: a CSV table that also supports HEAD, a version and notes. In addition, one GraphQL operation, whose
 * errors have the status 200.
 */
export const textExports = defineStyle<Settings>({
  id: 'exports',
  document: 'reference/styles/exports/openapi.yaml',
  settings: defaultSettings,
  variants,

  createApplication,
});
