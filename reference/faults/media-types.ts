import type { JsonResponse, Transform } from '../pipeline.ts';
import { mapSerializedBody, onStatus, setHeader } from '../transforms/response.ts';
import { protocolClauses, sessionClauses } from './clause-ids.ts';
import type { FaultDefinition } from './fault.ts';

const setContentType = (value: string | undefined): Transform<JsonResponse> =>
  setHeader('content-type', value);

/** Faults with undocumented media types, or bodies that do not match their media type. */
export const mediaTypes: readonly FaultDefinition[] = [
  {
    id: 'media-html',
    description: '`Content-Type` of a session is text/html',
    violates: protocolClauses('media-type'),
    response: onStatus([201], setContentType('text/html; charset=utf-8')),
  },
  {
    id: 'media-text',
    description: '`Content-Type` of a session is text/plain',
    violates: protocolClauses('media-type'),
    response: onStatus([201], setContentType('text/plain')),
  },
  {
    id: 'media-none',
    description: 'A session lacks `Content-Type`',
    violates: protocolClauses('media-type', 'content-type'),
    response: onStatus([201], setContentType(undefined)),
  },
  {
    id: 'media-vendor',
    description: '`Content-Type` of a session is application/vnd.api+json',
    violates: protocolClauses('media-type'),
    response: onStatus([201], setContentType('application/vnd.api+json')),
  },
  {
    id: 'media-script',
    description: '`Content-Type` of a session is application/javascript',
    violates: protocolClauses('media-type'),
    response: onStatus([201], setContentType('application/javascript')),
  },
  {
    id: 'media-error-text',
    description: '`Content-Type` of a 422 response is text/plain',
    violates: protocolClauses('media-type'),
    response: onStatus([422], setContentType('text/plain; charset=utf-8')),
  },
  {
    id: 'media-error-problem',
    description: '`Content-Type` of a 422 response is application/problem+json',
    violates: protocolClauses('media-type'),
    response: onStatus([422], setContentType('application/problem+json')),
  },
  {
    id: 'media-error-none',
    description: 'A 422 response lacks `Content-Type`',
    violates: protocolClauses('media-type'),
    response: onStatus([422], setContentType(undefined)),
  },
  {
    id: 'media-error-page',
    description: 'A 422 response is an HTML page',
    violates: protocolClauses('media-type'),
    response: onStatus([422], setContentType('text/html')),
    serialized: mapSerializedBody(
      [422],
      () => '<!doctype html><title>422</title><h1>Unprocessable Entity</h1>',
    ),
  },
  {
    id: 'media-error-html-as-json',
    description: 'A 422 response is an HTML page with the media type of JSON',
    violates: protocolClauses('json'),
    serialized: mapSerializedBody([422], () => '<h1>Unprocessable Entity</h1>'),
  },
  {
    id: 'media-quoted',
    description: 'A session is JSON in a JSON string',
    violates: sessionClauses(':type'),
    serialized: mapSerializedBody([201], (text) => JSON.stringify(text)),
  },
  {
    id: 'media-latin-1',
    description: 'A session is encoded in Latin-1',
    violates: protocolClauses('json'),
    serialized: mapSerializedBody([201], (text) => Buffer.from(text.replace(/[^\0-\xff]/g, '?'), 'latin1')),
  },
  {
    id: 'media-utf-16',
    description: 'A session is encoded in UTF-16',
    violates: protocolClauses('json'),
    serialized: mapSerializedBody([201], (text) => Buffer.from(`\ufeff${text}`, 'utf16le')),
    rare: true,
  },
  {
    id: 'media-byte-order-mark',
    description: 'A session starts with a byte-order mark',
    violates: protocolClauses('json'),
    serialized: mapSerializedBody([201], (text) => `\ufeff${text}`),
  },
  {
    id: 'media-python',
    description: 'A session is written as a Python literal',
    violates: protocolClauses('json'),
    serialized: mapSerializedBody([201], (text) =>
      text.replaceAll('null', 'None').replaceAll('true', 'True').replaceAll('false', 'False'),
    ),
  },
  {
    id: 'media-two-values',
    description: 'A second JSON value follows the session',
    violates: protocolClauses('json'),
    serialized: mapSerializedBody([201], (text) => `${text}{}`),
  },
];
