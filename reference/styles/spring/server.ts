import type { Json, JsonObject } from '../../../spec/json.ts';
import { object } from '../../bookshop/values/containers.ts';
import { integer, string } from '../../bookshop/values/scalars.ts';
import type { Issue } from '../../bookshop/values/value-type.ts';
import { toObject } from '../../json-object.ts';
import type { JsonResponse } from '../../pipeline.ts';
import { jsonResponse } from '../../responses.ts';
import type { Application, StyleRequest } from '../application.ts';
import { createCounter, createRecords, type Records } from '../records.ts';
import { defineStyle } from '../style.ts';
import { defaultSettings, type Settings, variants } from './settings.ts';

const kind = string({ values: ['WATER', 'GAS', 'POWER'] });
const int32 = (limits: { minimum: number; maximum?: number }) => integer({ ...limits, format: 'int32' });
const meterRequest = object({
  properties: {
    serialNumber: string({ minLength: 3, maxLength: 32 }),
    kind,
    installedOn: string({ format: 'date' }),
    digits: int32({ minimum: 4, maximum: 9 }),
  },
  required: ['serialNumber', 'kind', 'installedOn'],
});
const body = { required: true, content: { 'application/json': meterRequest } };
const parameters = [{ name: 'id', in: 'path', type: integer({ format: 'int64' }) }] as const;
const listParameters = [
  { name: 'page', in: 'query', type: int32({ minimum: 0 }) },
  { name: 'size', in: 'query', type: int32({ minimum: 1, maximum: 100 }) },
  { name: 'kind', in: 'query', type: kind },
  { name: 'installedAfter', in: 'query', type: string({ format: 'date' }) },
] as const;

const problem = (status: number, title: string, more: JsonObject = {}): JsonResponse => ({
  status,
  headers: { 'content-type': 'application/problem+json' },
  body: { type: 'about:blank', title, status, ...more },
});

const toMeter = (id: Json, value: Json | undefined): JsonObject => {
  const { serialNumber = '', kind = '', installedOn = '', digits } = toObject(value);
  return { id, serialNumber, kind, installedOn, ...(digits !== undefined && { digits }) };
};

function listPage(meters: Records, { message: { query } }: StyleRequest): JsonResponse {
  const [page, size] = [Number(query.page ?? 0), Number(query.size ?? 20)];
  const found = meters
    .list()
    .filter((meter) => query.kind === undefined || meter.kind === query.kind)
    .filter((meter) => String(meter.installedOn) > String(query.installedAfter ?? ''));
  const totalPages = Math.ceil(found.length / size);
  return jsonResponse(200, {
    content: found.slice(page * size, (page + 1) * size),
    ...{ totalElements: found.length, totalPages, number: page, size, last: page + 1 >= totalPages },
  });
}

function createApplication(settings: Readonly<Settings>): Application {
  const nextId = createCounter(1000);
  const meters = createRecords([
    { id: 1, serialNumber: 'W-1', kind: 'WATER', installedOn: '2021-02-28' },
    { id: 2, serialNumber: 'G-1', kind: 'GAS', installedOn: '2024-02-29', digits: 6 },
  ]);
  const withMeter = ({ message: { path } }: StyleRequest, use: (id: Json) => JsonObject): JsonResponse =>
    meters.find(path.id) && path.id !== undefined
      ? jsonResponse(200, use(path.id))
      : problem(404, 'Not Found');
  const reject = (issues: readonly Issue[], { url }: StyleRequest): JsonResponse => {
    if (settings.hidesInvalidIds && issues.some(({ location: [place] }) => place === 'path'))
      return problem(404, 'Not Found');
    if (settings.isTerse) return { ...problem(400, 'Bad Request'), body: { status: 400 } };
    const instance = settings.hasInstance ? { instance: url.pathname } : {};
    const detail = issues.map(({ location, message }) => `${location.join('.')} ${message}`).join('; ');
    return problem(400, 'Bad Request', { detail, ...instance, ...settings.extend(issues) });
  };
  const create = ({ message }: StyleRequest): JsonResponse => {
    const meter = toMeter(nextId(), message.body);
    const isTaken = meters.list().some(({ serialNumber }) => serialNumber === meter.serialNumber);
    if (settings.hasUniqueSerialNumbers && isTaken) return problem(409, 'Conflict');
    meters.add(String(meter.id), meter);
    return jsonResponse(201, meter, { location: `${settings.origin}/api/meters/${meter.id}` });
  };
  return {
    reject,
    rejectMediaType: () => problem(415, 'Unsupported Media Type'),
    operations: [
      {
        ...{ method: 'GET', path: '/api/meters', parameters: listParameters },
        handle: (request) => listPage(meters, request),
      },
      { method: 'POST', path: '/api/meters', body, handle: create },
      {
        ...{ method: 'GET', path: '/api/meters/{id}', parameters },
        handle: (request) => withMeter(request, (id) => meters.find(id) ?? {}),
      },
      {
        ...{ method: 'PUT', path: '/api/meters/{id}', parameters, body },
        handle: (request) =>
          withMeter(request, (id) => meters.add(String(id), toMeter(id, request.message.body))),
      },
    ],
  };
}

/** Spring: invalid requests get 400 with problem details (RFC 9457), and lists are divided into pages. */
export const spring = defineStyle<Settings>({
  id: 'spring',
  document: 'reference/styles/spring/openapi.yaml',
  http: {
    unknownPath: () => problem(404, 'Not Found', { detail: 'No static resource.' }),
    otherMethod: (allow) => ({
      ...problem(405, 'Method Not Allowed'),
      headers: { 'content-type': 'application/problem+json', allow },
    }),
  },
  settings: defaultSettings,
  variants,

  createApplication,
});
