import type { Json, JsonObject } from '../../../spec/json.ts';
import { array, object } from '../../bookshop/values/containers.ts';
import { integer, string } from '../../bookshop/values/scalars.ts';
import type { JsonResponse } from '../../pipeline.ts';
import { jsonResponse } from '../../responses.ts';
import type { Application, StyleRequest } from '../application.ts';
import { createCounter, createRecords } from '../records.ts';
import { stringMap } from '../string-map.ts';
import { defineStyle } from '../style.ts';
import { defaultSettings, type Settings, variants } from './settings.ts';

const jobSpec = object({
  properties: {
    command: array(string({ minLength: 1 }), { minItems: 1, maxItems: 16 }),
    env: stringMap,
    timeoutSeconds: integer({ minimum: 1, format: 'int32' }),
    notBefore: string({ format: 'date-time' }),
  },
  required: ['command'],
  closedBy: 'additionalProperties',
});
const id = integer({ minimum: 1, format: 'int64' });
const parameters = [{ name: 'id', in: 'path', type: id }] as const;
const listParameters = [
  { name: 'state', in: 'query', type: string({ values: ['queued', 'running', 'done'] }) },
  { name: 'limit', in: 'query', type: integer({ minimum: 1, maximum: 1000, format: 'int32' }) },
] as const;

function createApplication(settings: Readonly<Settings>): Application {
  const nextId = createCounter();
  const jobs = createRecords();
  const cancelled = new Set<Json>();
  const fail = (status: number, message: string): JsonResponse => ({
    ...{ status, body: settings.endsLines ? `${message}\n` : message },
    headers: { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' },
  });
  const submit = (spec: Json | undefined): JsonObject => {
    const id = nextId();
    const exitCode = settings.showsExitCode ? { exitCode: null } : {};
    return jobs.add(id, { id, state: 'queued', spec: spec ?? {}, ...exitCode });
  };
  const hasUnknownParameter = ({ operation, url }: StyleRequest): boolean => {
    const known = (operation.parameters ?? []).map(({ name }) => name);
    return [...url.searchParams.keys()].some((name) => !known.includes(name));
  };
  submit({ command: ['true'] });
  return {
    screen: (request) =>
      settings.refusesUnknownParameters && hasUnknownParameter(request)
        ? fail(400, 'unknown query parameter')
        : undefined,
    reject: ([first]) => fail(settings.invalidStatus, `json: ${first?.location.join('.')} ${first?.message}`),
    rejectMediaType: () => fail(415, 'unsupported media type'),
    operations: [
      {
        ...{ method: 'GET', path: '/jobs', parameters: listParameters },
        handle: ({ message: { query } }) => {
          const { state, limit = 1000 } = query;
          const found = jobs.list().filter((job) => state === undefined || job.state === state);
          const listed = found.slice(0, Number(limit));
          return jsonResponse(200, { jobs: listed.length === 0 && settings.showsNullLists ? null : listed });
        },
      },
      {
        ...{ method: 'POST', path: '/jobs' },
        body: { required: true, content: { 'application/json': jobSpec } },
        handle: ({ message: { body } }) => jsonResponse(202, submit(body)),
      },
      {
        ...{ method: 'GET', path: '/jobs/{id}', parameters },
        handle: ({ message: { path } }) => {
          const job = jobs.find(path.id);
          return job ? jsonResponse(200, job) : fail(404, 'no such job');
        },
      },
      {
        ...{ method: 'POST', path: '/jobs/{id}/cancel', parameters },
        handle: ({ message: { path } }) => {
          const job = jobs.find(path.id);
          if (!job) return fail(404, 'no such job');
          if (settings.cancelsOnce && cancelled.has(job.id ?? null)) return fail(409, 'already cancelled');
          cancelled.add(job.id ?? null);
          jobs.add(String(job.id), { ...job, state: 'done' });
          return { status: 204, headers: {}, body: undefined };
        },
      },
    ],
  };
}

/** Go: strict decoding, errors in plain text as documented by `default`, and 405 with `Allow`. */
export const go = defineStyle<Settings>({
  id: 'go',
  document: 'reference/styles/go/openapi.yaml',
  settings: defaultSettings,
  variants,

  createApplication,
});
