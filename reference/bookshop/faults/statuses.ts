import type { JsonResponse } from '../../pipeline.ts';
import { jsonResponse } from '../../responses.ts';
import { setStatus } from '../../transforms/response.ts';
import type { BookshopContext } from '../pipeline.ts';
import { inOperation } from '../transforms/request.ts';
import { createServerError, onResponse } from '../transforms/response.ts';
import { acceptanceClauses, ruleClauses } from './clause-patterns.ts';
import type { FaultDefinition } from './fault.ts';

/** A response with another status, and in some rows with another body. */
interface StatusRow extends Pick<FaultDefinition, 'needsOperations'> {
  id: string;
  description: string;
  operation: string;
  status: number;
  violates?: readonly string[];
  replace(response: JsonResponse, context: BookshopContext): JsonResponse;
}

const rows: readonly StatusRow[] = [
  {
    ...{ id: 'created-200', description: 'A new author is answered with 200' },
    ...{ operation: 'createAuthor', status: 201, replace: setStatus(200) },
  },
  {
    ...{ id: 'accepted-201', description: 'An accepted cover is answered with 201' },
    ...{ operation: 'uploadCover', status: 202, replace: setStatus(201) },
  },
  {
    ...{ id: 'deleted-200', description: 'A removed book is answered with 200 and a message' },
    ...{ operation: 'deleteBook', status: 204, replace: () => jsonResponse(200, { message: 'ok' }) },
  },
  {
    ...{ id: 'cancelled-202', description: 'A cancelled order is answered with 202' },
    ...{ operation: 'cancelOrder', status: 200, replace: setStatus(202) },
  },
  {
    ...{ id: 'invalid-200', description: 'An invalid review is answered with 200 and an error' },
    ...{ operation: 'createReview', status: 422, replace: setStatus(200) },
    violates: [...ruleClauses('createReview', 'errors:refused', 'protocol:status'), 'createReview/request*'],
  },
  {
    ...{ id: 'invalid-500', description: 'An invalid order is answered with 500' },
    ...{ operation: 'createOrder', status: 400, replace: () => createServerError() },
    violates: [...ruleClauses('createOrder', 'protocol:no-server-error'), 'createOrder/request*'],
  },
  {
    ...{ id: 'invalid-302', description: 'An invalid list is answered with a redirect' },
    ...{ operation: 'listBooks', status: 422 },
    replace: () => ({ status: 302, headers: { location: '/books' }, body: undefined }),
    violates: [...ruleClauses('listBooks', 'protocol:status'), 'listBooks/request*'],
  },
  {
    ...{ id: 'unknown-200', description: 'An unknown review is answered with 200 and null' },
    ...{ operation: 'getReview', status: 404, replace: () => jsonResponse(200, null) },
    violates: ['getReview/200:*'],
  },
  {
    ...{ id: 'unknown-500', description: 'An unknown author is answered with 500' },
    ...{ operation: 'getAuthor', status: 404, replace: () => createServerError() },
    violates: ruleClauses('getAuthor', 'protocol:no-server-error'),
  },
  {
    ...{ id: 'taken-500', description: 'A taken ISBN is answered with 500' },
    ...{
      operation: 'createBook',
      status: 409,
      replace: () => createServerError('duplicate key value: isbn'),
    },
    violates: ruleClauses('createBook', 'protocol:no-server-error'),
  },
  {
    ...{ id: 'owner-500', description: 'The removal of an author with books is answered with 500' },
    ...{
      operation: 'deleteAuthor',
      status: 409,
      replace: () => createServerError('FOREIGN KEY constraint failed'),
    },
    violates: ruleClauses('deleteAuthor', 'protocol:no-server-error'),
    needsOperations: ['createAuthor', 'createBook', 'deleteBook'],
  },
  {
    ...{ id: 'default-500', description: 'Every shelf is answered with 500, which `default` documents' },
    ...{ operation: 'findShelf', status: 200 },
    replace: () => createServerError(),
    violates: [...ruleClauses('findShelf', 'protocol:no-server-error'), ...acceptanceClauses('findShelf')],
  },
];

/** Faults that respond with an undocumented status. */
export const statuses: readonly FaultDefinition[] = [
  ...rows.map(({ id, description, operation, status, violates, replace, ...others }) => ({
    id: `bookshop/status:${id}`,
    description,
    violates: violates ?? ruleClauses(operation, 'protocol:status'),
    response: onResponse(operation, status, replace),
    ...others,
  })),
  {
    id: 'bookshop/status:empty-404',
    description: 'An empty list of books is answered with 404',
    violates: [...ruleClauses('listBooks', 'protocol:status'), ...acceptanceClauses('listBooks')],
    response: inOperation('listBooks', (response) =>
      response.headers['x-total-count'] === '0' ? jsonResponse(404, { detail: 'Not Found' }) : response,
    ),
  },
];
