import type { Json } from '../../spec/json.ts';
import { toObject } from '../json-object.ts';
import type { JsonResponse, Transform } from '../pipeline.ts';
import { jsonResponse } from '../responses.ts';
import { when } from '../transforms/json.ts';
import { isTeam } from '../transforms/request.ts';
import { onStatus, setStatus } from '../transforms/response.ts';
import { errorClauses, protocolClauses, requestRootClauses } from './clause-ids.ts';
import type { FaultDefinition } from './fault.ts';

const readError = ({ body }: JsonResponse): Json | undefined => toObject(body).error;

/** Transforms the 422 response to a body that refers to an unknown customer or member. */
const onUnknownRecord = (transform: Transform<JsonResponse>): Transform<JsonResponse> =>
  onStatus([422], (response, context) =>
    readError(response) === 'PolarRequestValidationError' ? transform(response, context) : response,
  );

/** Transforms the 422 response to a body that was parsed but violates the schema. */
const onInvalidBody = (transform: Transform<JsonResponse>): Transform<JsonResponse> =>
  onStatus([422], (response, context) =>
    readError(response) === 'RequestValidationError' && context.body !== undefined
      ? transform(response, context)
      : response,
  );

/** Faults that respond with an undocumented or wrong status. */
export const statuses: readonly FaultDefinition[] = [
  {
    id: 'status-200',
    description: 'The response with a session has status 200',
    violates: protocolClauses('status'),
    response: onStatus([201], setStatus(200)),
  },
  {
    id: 'status-202',
    description: 'The response with a session has status 202',
    violates: protocolClauses('status'),
    response: onStatus([201], setStatus(202)),
  },
  {
    id: 'status-204',
    description: 'The response has status 204 and no body instead of a session',
    violates: protocolClauses('status'),
    response: onStatus([201], (response) => ({ ...response, status: 204, body: undefined })),
  },
  {
    id: 'status-303',
    description: 'The response is a redirect to the session',
    violates: protocolClauses('status'),
    response: onStatus([201], () => ({
      status: 303,
      headers: { location: '/v1/customer-sessions/latest' },
      body: undefined,
    })),
  },
  {
    id: 'status-200-team',
    description: "The response with a team's session has status 200",
    violates: protocolClauses('status'),
    response: when(isTeam, onStatus([201], setStatus(200))),
    rare: true,
  },
  {
    id: 'status-200-second',
    description: 'The response with the second session of a customer has status 200',
    violates: protocolClauses('status'),
    response: onStatus([201], (response, context) => {
      const key = `session of ${String(context.customer?.payload.id)}`;
      const known = context.memory.has(key);
      context.memory.set(key, true);
      return known ? { ...response, status: 200 } : response;
    }),
    rare: true,
  },
  {
    id: 'status-400',
    description: 'The response to an invalid body has status 400',
    violates: errorClauses('refused'),
    response: onInvalidBody(setStatus(400)),
  },
  {
    id: 'status-500',
    description: 'The response to an invalid body has status 500',
    violates: [...errorClauses('refused'), ...protocolClauses('no-server-error')],
    response: onInvalidBody(setStatus(500)),
  },
  {
    id: 'status-200-error',
    description: 'Errors have status 200',
    violates: requestRootClauses(':anyOf'),
    response: onStatus([422], setStatus(200)),
  },
  {
    id: 'status-404',
    description: 'The response to an unknown customer has status 404',
    violates: protocolClauses('status'),
    response: onUnknownRecord(setStatus(404)),
  },
  {
    id: 'status-409',
    description: 'The response to an unknown customer has status 409',
    violates: protocolClauses('status'),
    response: onUnknownRecord(setStatus(409)),
  },
  {
    id: 'status-403',
    description: 'The response to an unknown customer has status 403',
    violates: protocolClauses('status'),
    response: onUnknownRecord(setStatus(403)),
  },
  {
    id: 'status-500-unknown',
    description: 'The response to an unknown customer has status 500',
    violates: protocolClauses('no-server-error'),
    response: onUnknownRecord(() => jsonResponse(500, { detail: 'Internal Server Error' })),
  },
  {
    id: 'status-teapot',
    description: 'One in eight sessions has status 299',
    violates: protocolClauses('status'),
    response: onStatus(
      [201],
      when((context) => context.random() < 1 / 8, setStatus(299)),
    ),
    rare: true,
  },
];
