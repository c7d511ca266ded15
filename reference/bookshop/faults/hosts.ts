import type { JsonResponse } from '../../pipeline.ts';
import { mapStringAt } from '../../transforms/json.ts';
import { setHeader } from '../../transforms/response.ts';
import type { BookshopContext, Transform } from '../pipeline.ts';
import { inOperation } from '../transforms/request.ts';
import { onResponse } from '../transforms/response.ts';
import { ruleClauses } from './clause-patterns.ts';
import type { FaultDefinition } from './fault.ts';

const forwardedHost = ({ headers }: BookshopContext): string | undefined =>
  /host="?([^";,]+)/i.exec(headers.forwarded ?? '')?.[1];

const xForwardedHost = ({ headers }: BookshopContext): string | undefined =>
  headers['x-forwarded-host']?.toString();

/** Makes `Location` an absolute URL with a host that the request names. */
const locateAt =
  (readHost: (context: BookshopContext) => string | undefined): Transform<JsonResponse> =>
  (response, context) => {
    const { location } = response.headers;
    const host = readHost(context);
    return host === undefined || typeof location !== 'string'
      ? response
      : setHeader('location', `http://${host}${location}`)(response, context);
  };

/** Faults that put a host chosen by the sender of the request into URLs. */
export const hosts: readonly FaultDefinition[] = [
  {
    id: 'bookshop/host:header',
    description: '`Location` has the host of the `Host` header',
    violates: ruleClauses('createAuthor', '*:*host*'),
    response: onResponse(
      'createAuthor',
      201,
      locateAt(({ headers }) => headers.host),
    ),
  },
  {
    id: 'bookshop/host:x-forwarded',
    description: '`Location` has the host of the `X-Forwarded-Host` header',
    violates: ruleClauses('createReview', '*:*host*'),
    response: onResponse('createReview', 201, locateAt(xForwardedHost)),
  },
  {
    id: 'bookshop/host:forwarded',
    description: 'The `url` of a book has the host of the `Forwarded` header',
    violates: ruleClauses('getBook', '*:*host*'),
    book: inOperation(
      'getBook',
      mapStringAt('url', (url, context: BookshopContext) => {
        const host = forwardedHost(context);
        return host === undefined ? url : `http://${host}${new URL(url).pathname}`;
      }),
    ),
  },
];
