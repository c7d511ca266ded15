import type { Json } from '../../spec/json.ts';
import { toArray, toObject } from '../json-object.ts';
import type { Transform } from '../pipeline.ts';
import { mapAt, removeAt, setAt, when } from '../transforms/json.ts';
import { mapErrorDetails, mapResponseBody, onStatus } from '../transforms/response.ts';
import { errorBodyClauses, errorClauses, errorEntryClauses } from './clause-ids.ts';
import type { FaultDefinition } from './fault.ts';

const mapErrorBody = (transform: Transform<Json>) => onStatus([422], mapResponseBody(transform));

const readMessages = (detail: Json): string[] => toArray(detail).map((entry) => String(toObject(entry).msg));

/** Faults in which the body of a 422 response violates its schema. */
export const errorStructure: readonly FaultDefinition[] = [
  {
    id: 'error-detail-text',
    description: '`detail` is a string',
    violates: errorBodyClauses('detail:type'),
    detail: (value) => readMessages(value).join('; '),
  },
  {
    id: 'error-detail-object',
    description: '`detail` is an object',
    violates: errorBodyClauses('detail:type'),
    detail: (value) => ({ errors: value }),
  },
  {
    id: 'error-detail-missing',
    description: 'The response lacks `detail`',
    violates: errorClauses('detail'),
    response: mapErrorBody(removeAt('detail')),
  },
  {
    id: 'error-detail-empty',
    description: '`detail` is empty',
    violates: errorClauses('detail'),
    detail: () => [],
  },
  {
    id: 'error-detail-null',
    description: '`detail` is null',
    violates: errorBodyClauses('detail:type'),
    detail: () => null,
  },
  {
    id: 'error-detail-texts',
    description: 'The entries of `detail` are strings',
    violates: errorBodyClauses('detail/-:type'),
    detail: readMessages,
  },
  {
    id: 'error-list',
    description: 'The body is the array of errors',
    violates: errorBodyClauses(':type'),
    response: mapErrorBody((body) => toObject(body).detail ?? null),
  },
  {
    id: 'error-errors',
    description: '`detail` is named `errors`',
    violates: errorClauses('detail'),
    response: mapErrorBody((body) => ({ errors: toObject(body).detail ?? null })),
  },
  {
    id: 'error-no-loc',
    description: 'Errors lack `loc`',
    violates: errorEntryClauses('loc:required'),
    detail: mapErrorDetails(removeAt('loc')),
  },
  {
    id: 'error-no-msg',
    description: 'Errors lack `msg`',
    violates: errorEntryClauses('msg:required'),
    detail: mapErrorDetails(removeAt('msg')),
  },
  {
    id: 'error-no-type',
    description: 'Errors lack `type`',
    violates: errorEntryClauses('type:required'),
    detail: mapErrorDetails(removeAt('type')),
  },
  {
    id: 'error-message',
    description: '`msg` is named `message`',
    violates: errorEntryClauses('msg:required'),
    detail: mapErrorDetails((value) => {
      const { msg, ...rest } = Object(value);
      return { ...rest, message: msg };
    }),
  },
  {
    id: 'error-msg-empty',
    description: '`msg` is empty',
    violates: errorClauses('msg'),
    detail: mapErrorDetails(setAt('msg', '')),
  },
  {
    id: 'error-type-empty',
    description: '`type` is empty',
    violates: errorClauses('type'),
    detail: mapErrorDetails(setAt('type', '')),
  },
  {
    id: 'error-msg-list',
    description: '`msg` is an array',
    violates: errorEntryClauses('msg:type'),
    detail: mapErrorDetails(mapAt('msg', (value) => [value])),
  },
  {
    id: 'error-type-number',
    description: '`type` is a number',
    violates: errorEntryClauses('type:type'),
    detail: mapErrorDetails(setAt('type', 422)),
  },
  {
    id: 'error-ctx-text',
    description: '`ctx` is a string',
    violates: errorEntryClauses('ctx:type'),
    detail: mapErrorDetails(mapAt('ctx', (value) => JSON.stringify(value))),
  },
  {
    id: 'error-ctx-null',
    description: '`ctx` is null if an error has none',
    violates: errorEntryClauses('ctx:type'),
    detail: mapErrorDetails((entry) => ({ ctx: null, ...entry })),
  },
  {
    id: 'error-entry-of-data',
    description: '`detail` is a string if the customer or member does not exist',
    violates: errorBodyClauses('detail:type'),
    detail: (value) =>
      readMessages(value).some((msg) => msg.includes('exist')) ? readMessages(value).join() : value,
  },
  {
    id: 'error-none-of-eight',
    description: '`detail` is empty in one in eight responses',
    violates: errorClauses('detail'),
    detail: when(
      (context) => context.random() < 1 / 8,
      (): Json => [],
    ),
    rare: true,
  },
];
