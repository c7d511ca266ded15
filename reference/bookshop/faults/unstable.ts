import type { JsonResponse } from '../../pipeline.ts';
import { removeAt } from '../../transforms/json.ts';
import { setHeader } from '../../transforms/response.ts';
import type { BookshopContext, Transform } from '../pipeline.ts';
import { notFound } from '../responses.ts';
import { inOperation } from '../transforms/request.ts';
import { createServerError, onResponse } from '../transforms/response.ts';
import { headerClauses, responseClauses, ruleClauses } from './clause-patterns.ts';
import type { FaultDefinition } from './fault.ts';

const oneIn =
  (count: number, transform: Transform<JsonResponse>): Transform<JsonResponse> =>
  (response, context) =>
    context.random() < 1 / count ? transform(response, context) : response;

const hasUpperCaseId = ({ url }: BookshopContext): boolean =>
  /[0-9A-F]{8}-[0-9A-F-]{27}/.test(url.pathname) && /[A-F]/.test(url.pathname);

/** Faults that occur in some requests only, or only for an id in another spelling. */
export const unstable: readonly FaultDefinition[] = [
  {
    id: 'bookshop/unstable:server-error',
    description: 'One in ten requests for a list is answered with 500',
    violates: ruleClauses('listBooks', 'protocol:no-server-error'),
    response: inOperation(
      'listBooks',
      oneIn(10, () => createServerError()),
    ),
    rare: true,
  },
  {
    id: 'bookshop/unstable:header',
    description: 'One in eight lists lacks `X-Total-Count`',
    violates: headerClauses('listReviews', '200', 'X-Total-Count', 'required'),
    response: inOperation('listReviews', oneIn(8, setHeader('x-total-count', undefined))),
    rare: true,
  },
  {
    id: 'bookshop/unstable:title',
    description: 'One in eight books lacks its `title`',
    violates: responseClauses('getBook', '200', '/title:required'),
    book: inOperation('getBook', (book, context) =>
      context.random() < 1 / 8 ? removeAt<BookshopContext>('title')(book, context) : book,
    ),
    rare: true,
  },
  {
    id: 'bookshop/unstable:first-request',
    description: 'The first search is answered with 500',
    violates: ruleClauses('search', 'protocol:no-server-error'),
    response: onResponse('search', 200, (response, { memory }) => {
      const isFirst = !memory.has('searched');
      memory.set('searched', true);
      return isFirst ? createServerError() : response;
    }),
    rare: true,
  },
  {
    id: 'bookshop/unstable:upper-case-404',
    description: 'An id in upper case is not found',
    violates: ruleClauses('getBook', 'protocol:uuid-case'),
    response: inOperation('getBook', (response, context) =>
      hasUpperCaseId(context) ? notFound() : response,
    ),
  },
  {
    id: 'bookshop/unstable:encoded-404',
    description: 'An id with a percent-encoded character is not found',
    violates: ruleClauses('getBook', 'protocol:percent-encoding'),
    noticeOnly: true,
    response: inOperation('getBook', (response, { url }) =>
      url.pathname.includes('%') ? notFound() : response,
    ),
  },
  {
    id: 'bookshop/unstable:upper-case-500',
    description: 'An id in upper case causes a 500 response',
    violates: ruleClauses('getAuthor', 'protocol:no-server-error'),
    response: inOperation('getAuthor', (response, context) =>
      hasUpperCaseId(context) ? createServerError() : response,
    ),
  },
];
