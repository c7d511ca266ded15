import type { Json, JsonObject } from '../../../spec/json.ts';
import { array, object } from '../../bookshop/values/containers.ts';
import { boolean, integer, number, string } from '../../bookshop/values/scalars.ts';
import { toObject } from '../../json-object.ts';
import type { JsonResponse } from '../../pipeline.ts';
import { jsonResponse } from '../../responses.ts';
import type { Application, StyleRequest } from '../application.ts';
import { createRecords } from '../records.ts';
import { defineStyle } from '../style.ts';
import { defaultSettings, type Settings, variants } from './settings.ts';

const latitude = number({ minimum: -90, maximum: 90 });
const longitude = number({ minimum: -180, maximum: 180 });
const newStation = object({
  properties: { lat: latitude, lon: longitude, elevation: integer({ minimum: -500, maximum: 9000 }) },
  required: ['lat', 'lon'],
  closedBy: 'additionalProperties',
});
const reading = object({
  properties: { at: string({ format: 'date-time' }), celsius: number({ minimum: -90, maximum: 60 }) },
  required: ['at', 'celsius'],
});
const parameters = [{ name: 'code', in: 'path', type: string({ pattern: /^[A-Z]{4}$/ }) }] as const;
const listParameters = [
  { name: 'bbox', in: 'query', type: array(number(), { minItems: 4, maxItems: 4 }), explode: false },
  { name: 'active', in: 'query', type: boolean },
] as const;

/** Whether the station is inside the box of west, south, east and north. */
function isWithin({ lat, lon }: JsonObject, box: Json | undefined): boolean {
  if (!Array.isArray(box)) return true;
  const [west, south, east, north] = box.map(Number);
  const [y, x] = [Number(lat), Number(lon)];
  return x >= (west ?? 0) && x <= (east ?? 0) && y >= (south ?? 0) && y <= (north ?? 0);
}

function createApplication(settings: Readonly<Settings>): Application {
  const stations = createRecords();
  const save = (code: string, body: Json | undefined): JsonObject =>
    stations.add(code, { code, ...toObject(body), active: true, ...settings.more });
  const fail = (status: number, message: string, path?: (string | number)[]): JsonResponse =>
    jsonResponse(status, { message, ...(path && settings.locatesErrors && { path }) });
  const isKnown = ({ message: { path } }: StyleRequest): boolean => stations.find(path.code) !== undefined;
  save('EDDF', { lat: 50.03, lon: 8.57, elevation: 111 });
  return {
    reject: ([first]) =>
      settings.hidesInvalidCodes && first?.location[0] === 'path'
        ? fail(404, 'no such station')
        : fail(400, first?.message ?? '', [...(first?.location ?? [])]),
    rejectMediaType: () => fail(415, 'send JSON'),
    operations: [
      {
        ...{ method: 'GET', path: '/v1/stations', parameters: listParameters },
        handle: ({ message: { query } }) => {
          const found = stations
            .list()
            .filter((station) => isWithin(station, query.bbox))
            .filter(({ active }) => query.active === undefined || active === query.active);
          return jsonResponse(200, found, { 'x-total-count': String(found.length) });
        },
      },
      {
        ...{ method: 'GET', path: '/v1/stations/{code}', parameters },
        handle: ({ message: { path } }) => {
          const station = stations.find(path.code);
          return station ? jsonResponse(200, station) : fail(404, 'no such station');
        },
      },
      {
        ...{ method: 'PUT', path: '/v1/stations/{code}', parameters },
        body: { required: true, content: { 'application/json': newStation } },
        handle: (request) => {
          const existed = isKnown(request);
          if (!existed && settings.isClosed) return fail(400, 'stations cannot be added');
          const { path, body } = request.message;
          return jsonResponse(existed ? 200 : 201, save(String(path.code), body));
        },
      },
      {
        ...{ method: 'POST', path: '/v1/stations/{code}/readings', parameters },
        body: {
          required: true,
          content: { 'application/json': array(reading, { minItems: 1, maxItems: 20 }) },
        },
        handle: (request) => {
          if (!settings.acceptsAllReadings && !isKnown(request)) return fail(404, 'no such station');
          const { body } = request.message;
          return jsonResponse(202, { accepted: Array.isArray(body) ? body.length : 0 });
        },
      },
    ],
  };
}

/** A document on one line. PUT creates a resource that does not exist, and readings get 202. */
export const minified = defineStyle<Settings>({
  id: 'minified',
  document: 'reference/styles/minified/openapi.json',
  settings: defaultSettings,
  variants,

  createApplication,
});
