import { jsonResponse } from '../responses.ts';
import { onStatus } from '../transforms/response.ts';
import { protocolClauses, robustnessClauses } from './clause-ids.ts';
import type { FaultDefinition } from './fault.ts';

/** Faults that handle requests and responses differently from what HTTP and JSON require. */
export const httpMessages: readonly FaultDefinition[] = [
  {
    id: 'charset-ignored-body',
    description: 'A body with a `charset` parameter is read as an empty body',
    violates: protocolClauses('charset'),
    parsedBody: (value, context) =>
      /charset/i.test(context.headers['content-type'] ?? '') ? { kind: 'empty' } : value,
  },
  {
    id: 'charset-upper',
    description: 'A `charset` that is not "utf-8" in lower case is rejected with 415',
    violates: protocolClauses('charset'),
    response: (response, context) =>
      /charset=(?!utf-8)/.test(context.headers['content-type'] ?? '')
        ? jsonResponse(415, { detail: 'Unsupported Media Type' })
        : response,
    rare: true,
  },
  {
    id: 'media-any',
    noticeOnly: true,
    description: 'A body of any media type is read as JSON',
    violates: protocolClauses('other-media-type'),
    request: (context) => ({
      ...context,
      headers: { ...context.headers, 'content-type': 'application/json' },
    }),
  },
  {
    id: 'json-escapes',
    description: 'JSON with escaped ASCII characters is rejected',
    violates: protocolClauses('json-spelling'),
    parsedBody: (value, context) =>
      value.kind === 'value' && /\\u00[2-7]/.test(Buffer.from(context.bytes).toString())
        ? { kind: 'invalid', offset: 0 }
        : value,
  },
  {
    id: 'json-spaces',
    description: 'JSON with leading white space is rejected',
    violates: protocolClauses('json-spelling'),
    parsedBody: (value, context) =>
      /^\s/.test(Buffer.from(context.bytes).toString()) ? { kind: 'invalid', offset: 0 } : value,
  },
  {
    id: 'no-answer',
    description: 'The connection closes instead of a response in one in eight sessions',
    violates: protocolClauses('first-attempt'),
    noticeOnly: true,
    serialized: (serialized, context) =>
      serialized.status === 201 && context.random() < 1 / 8
        ? { ...serialized, send: (outgoing) => outgoing.destroy() }
        : serialized,
    rare: true,
  },
  {
    id: 'date-none',
    noticeOnly: true,
    description: 'Responses lack `Date`',
    violates: protocolClauses('date'),
    serialized: (serialized) => ({
      ...serialized,
      send: (outgoing, response) => {
        outgoing.sendDate = false;
        serialized.send(outgoing, response);
      },
    }),
  },
  {
    id: 'names-twice',
    noticeOnly: true,
    description: 'A session has `token` twice',
    violates: protocolClauses('unique-names'),
    serialized: (serialized) =>
      serialized.status === 201
        ? { ...serialized, body: String(serialized.body).replace('"token":', '"token":null,"token":') }
        : serialized,
  },
  {
    id: 'unavailable',
    description: 'One in eight sessions has status 502',
    violates: protocolClauses('no-server-error'),
    response: onStatus([201], (response, context) =>
      context.random() < 1 / 8 ? jsonResponse(502, { detail: 'Bad Gateway' }) : response,
    ),
    rare: true,
  },
  {
    id: 'conflict-again',
    description: 'The second session of a customer is rejected with 409',
    violates: [...protocolClauses('status'), ...robustnessClauses('duplicate-names')],
    rare: true,
    response: onStatus([201], (response, context) => {
      const key = `customer ${String(context.customer?.payload.id)}`;
      const again = context.memory.has(key);
      context.memory.set(key, true);
      return again ? jsonResponse(409, { detail: 'A session exists.' }) : response;
    }),
  },
];
