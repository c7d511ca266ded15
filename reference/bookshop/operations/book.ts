import { omit, toObject } from '../../json-object.ts';
import type { JsonResponse } from '../../pipeline.ts';
import { jsonResponse } from '../../responses.ts';
import type { Resource } from '../collection.ts';
import { pick } from '../message-values.ts';
import type { BookshopContext, OperationDefinition } from '../pipeline.ts';
import { representBook } from '../represent.ts';
import { createETag, noContent, problem } from '../responses.ts';
import { uuid } from '../values/scalars.ts';
import { bookNames, bookPatchType, bookType, entityTag } from './book-types.ts';

const respondWithBook = (book: Resource, context: BookshopContext): JsonResponse =>
  jsonResponse(200, representBook(book, context), { etag: createETag(book, context) });

/** Whether a book other than `own` has the ISBN of this body. */
export function hasTakenIsbn(context: BookshopContext, own?: Resource): boolean {
  const { isbn } = toObject(context.message.body);
  const isTaken = context.store.books.list().some(({ id, data }) => id !== own?.id && data.isbn === isbn);
  return context.pipe('taken', isTaken, context);
}

/** Responds with the book, or with 304 if the client has this version (RFC 9110 section 13.1.2: weak comparison). */
function getBook(context: BookshopContext, book: Resource): JsonResponse {
  const etag = createETag(book, context);
  const given = context.message.header['If-None-Match'];
  const isKnown = given === '*' || String(given).replace('W/', '') === etag.replace('W/', '');
  return isKnown && !context.settings.ignoresIfNoneMatch
    ? { status: 304, headers: { etag }, body: undefined }
    : respondWithBook(book, context);
}

/** Returns a 412 response if the request expects another version (RFC 9110 section 13.1.1: strong comparison). */
function checkVersion(context: BookshopContext, book: Resource): JsonResponse | undefined {
  const given = context.message.header['If-Match'];
  const etag = createETag(book, context);
  const matches = given === undefined || given === '*' || (given === etag && !etag.startsWith('W/'));
  return matches ? undefined : problem(412, 'The book has another ETag');
}

function replaceBook(context: BookshopContext, book: Resource): JsonResponse {
  const rejection = checkVersion(context, book);
  if (rejection) return rejection;
  if (hasTakenIsbn(context, book)) return problem(409, 'Another book has this ISBN');
  const kept = pick(book.data, ['blurb', 'cover']);
  const data = { ...pick(toObject(context.message.body), bookNames), ...kept };
  const stored = context.pipe('stored', data, context);
  return respondWithBook(context.store.books.replace(book, stored), context);
}

function updateBook(context: BookshopContext, book: Resource): JsonResponse {
  const rejection = checkVersion(context, book);
  if (rejection) return rejection;
  const patch = pick(toObject(context.message.body), bookNames);
  const removed = Object.keys(patch).filter((name) => patch[name] === null);
  const data = omit({ ...book.data, ...patch }, ...removed);
  const stored = context.pipe('stored', data, context);
  return respondWithBook(context.store.books.replace(book, stored), context);
}

function deleteBook(context: BookshopContext, book: Resource): JsonResponse {
  const { books, reviews } = context.store;
  for (const removed of context.pipe('removed', [...reviews.list(book.id), book], context)) {
    reviews.remove(removed);
    books.remove(removed);
  }
  return noContent();
}

const path = '/books/{book_id}';
const bookId = { name: 'book_id', in: 'path', type: uuid } as const;
const ifMatch = { name: 'If-Match', in: 'header', type: entityTag } as const;
const target = { collection: 'books', parameter: 'book_id' } as const;

export const bookOperations: readonly OperationDefinition[] = [
  {
    ...{ id: 'getBook', method: 'GET', path, errors: 'detail' },
    target,
    parameters: [bookId, { name: 'If-None-Match', in: 'header', type: entityTag }],
    handle: getBook,
  },
  {
    ...{ id: 'checkBook', method: 'HEAD', path, errors: 'detail' },
    target,
    parameters: [bookId],
    handle: (context, book) => respondWithBook(book, context),
  },
  {
    ...{ id: 'replaceBook', method: 'PUT', path, errors: 'problem' },
    target,
    security: [['bearerAuth', 'apiKeyHeader']],
    parameters: [bookId, ifMatch],
    body: { required: true, content: { 'application/json': bookType } },
    handle: replaceBook,
  },
  {
    ...{ id: 'updateBook', method: 'PATCH', path, errors: 'problem' },
    target,
    security: [['openId']],
    parameters: [bookId, ifMatch],
    body: {
      required: true,
      content: { 'application/merge-patch+json': bookPatchType, 'application/json': bookPatchType },
    },
    handle: updateBook,
  },
  {
    ...{ id: 'deleteBook', method: 'DELETE', path, errors: 'detail' },
    target,
    security: [['basicAuth']],
    parameters: [bookId],
    handle: deleteBook,
  },
];
