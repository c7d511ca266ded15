import { object } from '../../bookshop/values/containers.ts';
import { integer, number, string } from '../../bookshop/values/scalars.ts';
import { nullable } from '../../bookshop/values/unions.ts';
import { toObject } from '../../json-object.ts';
import type { JsonResponse } from '../../pipeline.ts';
import { jsonResponse } from '../../responses.ts';
import type { Application, StyleOperation, StyleRequest } from '../application.ts';
import { createRecords } from '../records.ts';
import { defineStyle } from '../style.ts';
import { defaultSettings, type Settings, variants } from './settings.ts';

const credentials = { apiKey: 'key-5f0c2a', queryKey: 'q-77ab01', basic: 'ada:lovelace 1815' };
const metric = object({
  properties: {
    name: string({ pattern: /^[a-z][a-z.]*$/, maxLength: 40 }),
    value: number(),
    unit: nullable(string({ values: ['ms', 's'] })),
  },
  required: ['name', 'value'],
});
const listParameters = [{ name: 'prefix', in: 'query', type: string({ maxLength: 40 }) }] as const;
const reportParameters = [
  { name: 'days', in: 'query', required: true, type: integer({ minimum: 1, maximum: 31 }) },
] as const;

const hasBasic = ({ headers: { authorization = '' } }: StyleRequest): boolean => {
  const [, encoded = ''] = /^basic +(\S+)$/i.exec(authorization) ?? [];
  return Buffer.from(encoded, 'base64').toString() === credentials.basic;
};

const hasKey = ({ headers }: StyleRequest): boolean => headers['x-api-key'] === credentials.apiKey;

const hasQueryKey = ({ url }: StyleRequest): boolean => url.searchParams.get('key') === credentials.queryKey;

function createApplication(settings: Readonly<Settings>): Application {
  const metrics = createRecords();
  const fail = (status: number, error: string): JsonResponse => jsonResponse(status, { error });
  const rejectKey = (request: StyleRequest): JsonResponse | undefined => {
    if (hasKey(request)) return undefined;
    const challenge = { 'www-authenticate': `ApiKey realm="${settings.realm}"` };
    const { headers, ...response } = fail(settings.badKeyStatus, 'invalid key');
    return { ...response, headers: { ...headers, ...(settings.badKeyStatus === 401 && challenge) } };
  };
  const rejectBasic = (request: StyleRequest): JsonResponse | undefined =>
    hasBasic(request) || hasQueryKey(request)
      ? undefined
      : jsonResponse(
          401,
          { error: 'unauthorized' },
          { 'www-authenticate': `Basic realm="${settings.realm}"` },
        );
  const authorize = (request: StyleRequest): JsonResponse | undefined => {
    const { path } = request.operation;
    if (path === '/status') return undefined;
    return path === '/report' ? rejectBasic(request) : rejectKey(request);
  };
  const startedAt = new Date().toISOString();
  const operations: StyleOperation[] = [
    {
      ...{ method: 'GET', path: '/status' },
      handle: () => jsonResponse(200, { ok: true, ...(settings.showsStart && { since: startedAt }) }),
    },
    {
      ...{ method: 'GET', path: '/metrics', parameters: listParameters },
      handle: ({ message: { query } }) => {
        const prefix = String(query.prefix ?? '');
        return jsonResponse(
          200,
          metrics.list().filter(({ name }) => String(name).startsWith(prefix)),
        );
      },
    },
    {
      ...{ method: 'POST', path: '/metrics' },
      body: { required: true, content: { 'application/json': metric } },
      handle: ({ message: { body } }) => {
        const { name = '', value = 0, unit = null } = toObject(body);
        if (settings.hasUniqueNames && metrics.find(name)) return fail(400, `${String(name)} exists`);
        return jsonResponse(201, metrics.add(String(name), { name, value, unit }));
      },
    },
    {
      ...{ method: 'GET', path: '/report', parameters: reportParameters },
      handle: ({ message: { query } }) =>
        jsonResponse(200, { days: query.days ?? 0, count: metrics.list().length }),
    },
  ];
  return {
    ...(!settings.validatesFirst && { screen: authorize }),
    reject: ([first]) => fail(400, `${first?.location.join('.')} ${first?.message}`),
    rejectMediaType: () => fail(415, 'send JSON'),
    operations: settings.validatesFirst
      ? operations.map((operation) => ({
          ...operation,
          handle: (request) => authorize(request) ?? operation.handle(request),
        }))
      : operations,
  };
}

/** Public operations, and operations that need an API key in a header or the query, or a user name and password. */
export const secured = defineStyle<Settings>({
  id: 'secured',
  document: 'reference/styles/secured/openapi.yaml',
  credentials,
  settings: defaultSettings,
  variants,

  createApplication,
});
