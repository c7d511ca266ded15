import { toArray, toObject } from '../../json-object.ts';
import type { JsonResponse } from '../../pipeline.ts';
import { jsonResponse } from '../../responses.ts';
import type { Resource } from '../collection.ts';
import { numberOr, pick, stringOrEmpty } from '../message-values.ts';
import type { BookshopContext, OperationDefinition } from '../pipeline.ts';
import { representBook } from '../represent.ts';
import { createETag, createLocation, problem } from '../responses.ts';
import { array } from '../values/containers.ts';
import { boolean, integer, string, uuid } from '../values/scalars.ts';
import { hasTakenIsbn } from './book.ts';
import { bookFormat, bookNames, bookType, language } from './book-types.ts';
import { sortBy } from './sort-by.ts';

const sortKeys = {
  title: ({ data }: Resource): string => stringOrEmpty(data.title),
  price: ({ data }: Resource): number => numberOr(data.price_cents, 0),
  published: ({ data }: Resource): string => stringOrEmpty(data.published_on),
};

function matchesFilters({ data }: Resource, { message }: BookshopContext): boolean {
  const { format, language: languages, available, published_after: date } = message.query;
  return (
    (format === undefined || toArray(format).some((one) => toArray(data.formats).includes(one))) &&
    (languages === undefined || toArray(languages).includes(data.language ?? null)) &&
    (typeof available !== 'boolean' || numberOr(data.stock, 0) > 0 === available) &&
    (date === undefined || stringOrEmpty(data.published_on) > stringOrEmpty(date))
  );
}

/** Reads a cursor, which contains the number of books before the page. An unknown cursor means the first page. */
const readCursor = (cursor: string): number => Number(/^o(\d{1,9})$/.exec(cursor)?.[1] ?? 0);

function listBooks(context: BookshopContext): JsonResponse {
  const { query, header } = context.message;
  const matching = context.store.books.list().filter((book) => matchesFilters(book, context));
  const listed = context.pipe('listed', sortBy(matching, stringOrEmpty(query.sort), sortKeys), context);
  const [start, limit] = [readCursor(stringOrEmpty(query.cursor)), numberOr(query.limit, 10)];
  const page = context.pipe('page', listed.slice(start, start + limit), context);
  const end = start + page.length;
  const body = {
    items: page.map((book) => representBook(book, context)),
    next_cursor: end < listed.length ? `o${end}` : null,
  };
  const requestId = stringOrEmpty(header['X-Request-Id']);
  return jsonResponse(200, body, {
    'x-total-count': String(listed.length),
    ...(requestId !== '' && { 'x-request-id': requestId }),
  });
}

function createBook(context: BookshopContext, author: Resource): JsonResponse {
  if (hasTakenIsbn(context)) return problem(409, 'Another book has this ISBN');
  const data = context.pipe('stored', pick(toObject(context.message.body), bookNames), context);
  const book = context.store.books.create(data, author.id);
  const location = createLocation(`/books/${book.id}`, context);
  return jsonResponse(201, representBook(book, context), { location, etag: createETag(book, context) });
}

export const booksOperations: readonly OperationDefinition[] = [
  {
    id: 'createBook',
    method: 'POST',
    path: '/authors/{author_id}/books',
    security: [['bearerAuth']],
    parameters: [{ name: 'author_id', in: 'path', type: uuid }],
    target: { collection: 'authors', parameter: 'author_id' },
    body: { required: true, content: { 'application/json': bookType } },
    errors: 'detail',
    handle: createBook,
  },
  {
    id: 'listBooks',
    method: 'GET',
    path: '/books',
    parameters: [
      { name: 'limit', in: 'query', type: integer({ minimum: 1, maximum: 100 }) },
      { name: 'cursor', in: 'query', type: string({ pattern: /^[A-Za-z0-9_-]{1,64}$/ }) },
      {
        name: 'format',
        in: 'query',
        type: array(bookFormat, { minItems: 1, maxItems: 3, uniqueItems: true }),
      },
      { name: 'language', in: 'query', explode: false, type: array(language, { minItems: 1, maxItems: 4 }) },
      { name: 'available', in: 'query', type: boolean },
      { name: 'published_after', in: 'query', type: string({ format: 'date' }) },
      {
        name: 'sort',
        in: 'query',
        type: string({ values: ['title', '-title', 'price', '-price', 'published', '-published'] }),
      },
      { name: 'X-Request-Id', in: 'header', type: uuid },
      { name: 'currency', in: 'cookie', type: string({ values: ['EUR', 'GBP', 'USD'] }) },
      { name: 'visits', in: 'cookie', type: integer({ minimum: 0, maximum: 1_000_000 }) },
    ],
    errors: 'detail',
    handle: listBooks,
  },
];
