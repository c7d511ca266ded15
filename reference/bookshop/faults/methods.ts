import type { JsonResponse } from '../../pipeline.ts';
import { jsonResponse } from '../../responses.ts';
import { onStatus, setHeader } from '../../transforms/response.ts';
import type { BookshopContext, Transform } from '../pipeline.ts';
import { inOperation } from '../transforms/request.ts';
import { onResponse, sendRaw } from '../transforms/response.ts';
import { ruleClauses } from './clause-patterns.ts';
import type { FaultDefinition } from './fault.ts';

const onMethod =
  (method: string, transform: Transform<JsonResponse>): Transform<JsonResponse> =>
  (response, context) =>
    context.method === method ? transform(response, context) : response;

function echoRequest({ url, headers }: BookshopContext): JsonResponse {
  const fields = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const body = [`TRACE ${url.pathname} HTTP/1.1`, ...fields, ''].join('\r\n');
  return { status: 200, headers: { 'content-type': 'message/http' }, body };
}

const allowOrigin =
  (origin: string): Transform<JsonResponse> =>
  (response) => ({
    ...response,
    headers: {
      ...response.headers,
      'access-control-allow-origin': origin,
      'access-control-allow-credentials': 'true',
    },
  });

/** Faults in the responses to undocumented methods, to HEAD, and to requests from pages of other origins. */
export const methods: readonly FaultDefinition[] = [
  {
    id: 'bookshop/methods:trace',
    description: 'TRACE is answered with the headers of the request',
    violates: ruleClauses('*', '*:*trace*', 'protocol:other-methods', 'protocol:method-not-allowed'),
    response: onMethod('TRACE', (_, context) => echoRequest(context)),
  },
  {
    id: 'bookshop/methods:patch-200',
    description: 'An undocumented PATCH is answered with 200',
    violates: ruleClauses('*', 'protocol:other-methods'),
    response: onMethod(
      'PATCH',
      onStatus([405], () => jsonResponse(200, { ok: true })),
    ),
  },
  {
    id: 'bookshop/methods:no-allow',
    description: 'A 405 response lacks `Allow`',
    violates: ruleClauses('*', 'protocol:allow'),
    response: onStatus([405], setHeader('allow', undefined)),
  },
  {
    id: 'bookshop/methods:head-status',
    description: 'HEAD of a book that exists is answered with 404',
    violates: ['checkBook/*', 'getBook/*:*head*'],
    response: onResponse('checkBook', 200, (response) => ({ ...response, status: 404 })),
  },
  {
    id: 'bookshop/methods:head-headers',
    description: 'HEAD of a book lacks the `ETag` of GET',
    violates: ['checkBook/200/header.ETag:required', 'checkBook/*:*head*', 'getBook/*:*head*'],
    response: onResponse('checkBook', 200, setHeader('etag', undefined)),
  },
  {
    id: 'bookshop/methods:head-length',
    description: 'HEAD of a book has a `Content-Length` of zero',
    violates: ['checkBook/*:*head*', 'getBook/*:*head*'],
    response: onResponse('checkBook', 200, setHeader('content-length', '0')),
  },
  {
    id: 'bookshop/methods:head-body',
    description: 'The response to HEAD has a body',
    violates: ['checkBook/protocol:*', 'checkBook/*:*head*'],
    serialized: inOperation('checkBook', (serialized) => ({ ...serialized, send: sendRaw })),
  },
  {
    id: 'bookshop/methods:cors-any',
    description: 'Any `Origin` is allowed to send credentials',
    violates: ruleClauses('*', 'robustness:cors'),
    response: (response, context) => {
      const { origin } = context.headers;
      return origin === undefined ? response : allowOrigin(origin)(response, context);
    },
  },
  {
    id: 'bookshop/methods:cors-null',
    description: 'The `Origin` null is allowed to send credentials',
    violates: ruleClauses('*', 'robustness:cors'),
    response: allowOrigin('null'),
  },
];
