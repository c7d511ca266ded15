import { setHeader, setStatus } from '../../transforms/response.ts';
import { inOperation } from '../transforms/request.ts';
import { onResponse, sendRaw } from '../transforms/response.ts';
import { ruleClauses } from './clause-patterns.ts';
import type { FaultDefinition } from './fault.ts';

/** A response whose `Content-Type` is not documented. */
interface MediaTypeRow {
  id: string;
  description: string;
  operation: string;
  status: number;
  contentType: string | undefined;
}

const rows: readonly MediaTypeRow[] = [
  {
    ...{ id: 'json-as-html', description: 'JSON is sent as text/html' },
    ...{ operation: 'listBooks', status: 200, contentType: 'text/html; charset=utf-8' },
  },
  {
    ...{ id: 'json-unlabelled', description: 'JSON is sent without `Content-Type`' },
    ...{ operation: 'getAuthor', status: 200, contentType: undefined },
  },
  {
    ...{ id: 'problem-as-json', description: 'Problem details are sent as application/json' },
    ...{ operation: 'getBook', status: 404, contentType: 'application/json' },
  },
  {
    ...{ id: 'problem-as-text', description: 'A `4XX` response is sent as text/plain' },
    ...{ operation: 'createOrder', status: 400, contentType: 'text/plain' },
  },
  {
    ...{ id: 'json-as-problem', description: 'A 422 response is sent as problem details' },
    ...{ operation: 'createReview', status: 422, contentType: 'application/problem+json' },
  },
  {
    ...{ id: 'download-as-json', description: 'A picture is sent as application/json' },
    ...{ operation: 'downloadCover', status: 200, contentType: 'application/json' },
  },
  {
    ...{ id: 'malformed', description: '`Content-Type` lacks its subtype' },
    ...{ operation: 'listReviews', status: 200, contentType: 'application' },
  },
];

const wrongTypes = rows.map(({ id, description, operation, status, contentType }): FaultDefinition => {
  const rules = contentType === undefined ? ['protocol:content-type'] : ['protocol:media-type'];
  return {
    id: `bookshop/media:${id}`,
    description,
    violates: ruleClauses(operation, ...rules),
    ...(contentType === undefined && { noticeOnly: true }),
    response: onResponse(operation, status, setHeader('content-type', contentType)),
  };
});

/** Faults that respond with an undocumented media type, or with a body where the document allows none. */
export const mediaTypes: readonly FaultDefinition[] = [
  ...wrongTypes,
  {
    id: 'bookshop/media:unsupported-400',
    description: 'A body with another media type is answered with 400',
    violates: ruleClauses('updateBook', 'protocol:unsupported-media-type'),
    noticeOnly: true,
    response: onResponse('updateBook', 415, setStatus(400)),
  },
  {
    id: 'bookshop/media:csv-as-html',
    description: 'CSV is sent as text/html',
    violates: ruleClauses('listAuthors', 'protocol:media-type'),
    response: inOperation('listAuthors', (response, context) =>
      /csv/.test(String(response.headers['content-type']))
        ? setHeader('content-type', 'text/html')(response, context)
        : response,
    ),
  },
  {
    id: 'bookshop/media:body-with-204',
    description: 'A 204 response has a body',
    violates: ruleClauses('deleteBook', 'protocol:framing'),
    serialized: inOperation('deleteBook', (serialized) =>
      serialized.status === 204 ? { ...serialized, body: '{"deleted":true}', send: sendRaw } : serialized,
    ),
  },
  {
    id: 'bookshop/media:length-with-204',
    description: 'A 204 response has `Content-Length: 0`',
    violates: ruleClauses('deleteBook', 'protocol:no-content'),
    response: onResponse('deleteBook', 204, setHeader('content-length', '0')),
    noticeOnly: true,
  },
  {
    id: 'bookshop/media:trailing-data',
    description: 'Text after the JSON of a review is ignored',
    violates: ruleClauses('createReview', 'robustness:trailing-data'),
    request: inOperation('createReview', (context) => {
      const text = Buffer.from(context.bytes).toString('latin1');
      return { ...context, bytes: Buffer.from(text.replace(/\}[^}]*$/, '}'), 'latin1') };
    }),
    noticeOnly: true,
  },
  {
    id: 'bookshop/media:body-with-304',
    description: 'A 304 response has a body',
    violates: ruleClauses('getBook', 'protocol:framing'),
    serialized: inOperation('getBook', (serialized) =>
      serialized.status === 304 ? { ...serialized, body: '{}', send: sendRaw } : serialized,
    ),
  },
];
