import { toArray, toObject } from '../../json-object.ts';
import { mapAt, removeAt, setAt } from '../../transforms/json.ts';
import { mapResponseBody, mapSerializedBody } from '../../transforms/response.ts';
import { inOperation } from '../transforms/request.ts';
import { onResponse } from '../transforms/response.ts';
import { responseClauses, ruleClauses } from './clause-patterns.ts';
import type { FaultDefinition } from './fault.ts';

/** The clauses of a response body in problem details. */
const problemClauses = (operation: string, status: string, suffix: string): string[] =>
  [`${status}*${suffix}`, `${status}*:schema`].map((pattern) => `${operation}/${pattern}`);

/** Faults whose pages and error responses violate their schemas. */
export const responseBodies: readonly FaultDefinition[] = [
  {
    id: 'bookshop/body-shape:page-array',
    description: 'A page of books is a bare array',
    violates: responseClauses('listBooks', '200', ':type'),
    response: onResponse(
      'listBooks',
      200,
      mapResponseBody((page) => toObject(page).items ?? null),
    ),
  },
  {
    id: 'bookshop/body-shape:list-wrapped',
    description: 'The reviews of a book are wrapped in an object',
    violates: responseClauses('listReviews', '200', ':type'),
    response: onResponse(
      'listReviews',
      200,
      mapResponseBody((reviews) => ({ data: reviews })),
    ),
  },
  {
    id: 'bookshop/body-shape:cursor-number',
    description: '`next_cursor` is a number',
    violates: responseClauses('listBooks', '200', '/next_cursor*'),
    response: onResponse('listBooks', 200, mapResponseBody(mapAt('next_cursor', () => 10))),
  },
  {
    id: 'bookshop/body-shape:results-object',
    description: '`results` is an object if nothing is found',
    violates: responseClauses('search', '200', '/results:type'),
    response: onResponse(
      'search',
      200,
      mapResponseBody(mapAt('results', (results) => (toArray(results).length === 0 ? {} : results))),
    ),
  },
  {
    id: 'bookshop/body-shape:labels-text',
    description: '`labels` is a comma-separated string',
    violates: responseClauses('findShelf', '200', '/labels:type'),
    response: onResponse(
      'findShelf',
      200,
      mapResponseBody(mapAt('labels', (labels) => toArray(labels).join())),
    ),
  },
  {
    id: 'bookshop/body-shape:shelf-open',
    description: 'A shelf has an undocumented property',
    violates: responseClauses('findShelf', '200', ':unevaluatedProperties'),
    response: onResponse(
      'findShelf',
      200,
      mapResponseBody((shelf) => ({ ...toObject(shelf), full: false })),
    ),
  },
  {
    id: 'bookshop/body-shape:problem-status-text',
    description: '`status` in problem details is a string',
    violates: problemClauses('getBook', '404', '/status:type'),
    response: onResponse('getBook', 404, mapResponseBody(mapAt('status', String))),
  },
  {
    id: 'bookshop/body-shape:problem-status-differs',
    description: '`status` in problem details is another than that of the response',
    violates: ruleClauses('getBook', 'protocol:problem-status'),
    noticeOnly: true,
    response: onResponse('getBook', 404, mapResponseBody(setAt('status', 400))),
  },
  {
    id: 'bookshop/body-shape:problem-untitled',
    description: 'Problem details in a `4XX` response lack their `title`',
    violates: problemClauses('createOrder', '4XX', '/title:required'),
    response: onResponse('createOrder', 400, mapResponseBody(removeAt('title'))),
  },
  {
    id: 'bookshop/body-shape:problem-errors',
    description: '`errors` in problem details are texts, in a `default` response',
    violates: problemClauses('findShelf', 'default', '/errors*'),
    response: onResponse('findShelf', 400, mapResponseBody(setAt('errors', ['wrong']))),
  },
  {
    id: 'bookshop/body-shape:detail-text',
    description: 'The `detail` of a 422 response is a string',
    violates: [...responseClauses('createBook', '422', '/detail:type'), 'createBook/errors:detail'],
    response: onResponse('createBook', 422, mapResponseBody(setAt('detail', 'The book is not valid'))),
  },
  {
    id: 'bookshop/body-shape:loc-text',
    description: '`loc` in a 422 response is a dotted path',
    violates: responseClauses('createReview', '422', '/detail/-/loc:type'),
    response: onResponse('createReview', 422, mapResponseBody(setAt('detail.0.loc', 'body.rating'))),
  },
  {
    id: 'bookshop/body-shape:detail-empty',
    description: 'The `detail` of a 422 response is empty',
    violates: responseClauses('listReviews', '422', '/detail:minItems'),
    response: onResponse('listReviews', 422, mapResponseBody(setAt('detail', []))),
  },
  {
    id: 'bookshop/body-shape:problem-not-json',
    description: 'Problem details end with a comma',
    violates: ruleClauses('search', 'protocol:json'),
    serialized: inOperation(
      'search',
      mapSerializedBody([400], (text) => text.replace(/\}$/, ',}')),
    ),
  },
  {
    id: 'bookshop/body-shape:empty',
    description: 'The body of an author is empty',
    violates: [...ruleClauses('getAuthor', 'protocol:json'), ...responseClauses('getAuthor', '200', ':type')],
    serialized: inOperation(
      'getAuthor',
      mapSerializedBody([200], () => ''),
    ),
  },
];
