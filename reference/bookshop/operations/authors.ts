import { toObject } from '../../json-object.ts';
import type { JsonResponse } from '../../pipeline.ts';
import { jsonResponse } from '../../responses.ts';
import type { Resource } from '../collection.ts';
import { numberOr, pick, stringOrEmpty } from '../message-values.ts';
import type { BookshopContext, OperationDefinition } from '../pipeline.ts';
import { representAuthor } from '../represent.ts';
import { createETag, createLocation, noContent, problem } from '../responses.ts';
import { integer, string, uuid } from '../values/scalars.ts';
import { authorFormType, authorNames, authorType } from './author-types.ts';
import { sortBy } from './sort-by.ts';

const familyName = ({ data }: Resource): string => stringOrEmpty(data.name).split(' ').at(-1) ?? '';

const sortKeys = {
  name: familyName,
  born: ({ data }: Resource): number => numberOr(data.born, 0),
};

/** Writes authors as CSV (RFC 4180). */
function toCsv(rows: readonly Resource[]): string {
  const quote = (value: unknown): string => `"${String(value ?? '').replaceAll('"', '""')}"`;
  const lines = rows.map(({ id, data }) => [id, data.name, data.born].map(quote).join(','));
  return ['id,name,born', ...lines, ''].join('\r\n');
}

function prefersCsv({ headers, message }: BookshopContext): boolean {
  const { as } = message.query;
  if (as === 'csv' || as === 'json') return as === 'csv';
  const accept = headers.accept ?? '*/*';
  return /text\/(csv|\*)/.test(accept) && !/json|\*\/\*|application\/\*/.test(accept);
}

function listAuthors(context: BookshopContext): JsonResponse {
  const { store, message, url } = context;
  const [page, size] = [numberOr(message.query.page, 1), numberOr(message.query.per_page, 20)];
  const initial = stringOrEmpty(message.query.initial);
  const matching = store.authors.list().filter((author) => familyName(author).startsWith(initial));
  const listed = context.pipe(
    'listed',
    sortBy(matching, stringOrEmpty(message.query.sort), sortKeys),
    context,
  );
  const rows = context.pipe('page', listed.slice((page - 1) * size, page * size), context);
  const next = new URLSearchParams(url.search);
  next.set('page', String(page + 1));
  const headers = {
    'x-total-count': String(listed.length),
    ...(page * size < listed.length && { link: `</authors?${next}>; rel="next"` }),
  };
  if (prefersCsv(context)) {
    return {
      status: 200,
      headers: { 'content-type': 'text/csv; charset=utf-8', ...headers },
      body: toCsv(rows),
    };
  }
  return jsonResponse(
    200,
    rows.map((author) => representAuthor(author, context)),
    headers,
  );
}

function createAuthor(context: BookshopContext): JsonResponse {
  const data = context.pipe('stored', pick(toObject(context.message.body), authorNames), context);
  const author = context.store.authors.create(data);
  const location = createLocation(`/authors/${author.id}`, context);
  return jsonResponse(201, representAuthor(author, context), { location, etag: createETag(author, context) });
}

function deleteAuthor(context: BookshopContext, author: Resource): JsonResponse {
  const { store } = context;
  if (store.books.list(author.id).length > 0) return problem(409, 'The author has books');
  for (const removed of context.pipe('removed', [author], context)) store.authors.remove(removed);
  return noContent();
}

function retireAuthor({ store: { retiredAuthors } }: BookshopContext, { id }: Resource): JsonResponse {
  if (retiredAuthors.has(id)) return problem(409, 'The author is retired already');
  retiredAuthors.add(id);
  return noContent();
}

const path = '/authors/{author_id}';
const parameters = [{ name: 'author_id', in: 'path', type: uuid }] as const;
const target = { collection: 'authors', parameter: 'author_id' } as const;

export const authorOperations: readonly OperationDefinition[] = [
  {
    id: 'listAuthors',
    method: 'GET',
    path: '/authors',
    parameters: [
      { name: 'page', in: 'query', type: integer({ minimum: 1, maximum: 10_000 }) },
      { name: 'per_page', in: 'query', type: integer({ minimum: 1, maximum: 50 }) },
      { name: 'sort', in: 'query', type: string({ values: ['name', '-name', 'born', '-born'] }) },
      { name: 'initial', in: 'query', type: string({ pattern: /^[A-Z]$/ }) },
      { name: 'as', in: 'query', type: string({ values: ['json', 'csv'] }) },
    ],
    errors: 'problem',
    handle: listAuthors,
  },
  {
    id: 'createAuthor',
    method: 'POST',
    path: '/authors',
    security: [['bearerAuth']],
    body: {
      required: true,
      content: { 'application/json': authorType, 'application/x-www-form-urlencoded': authorFormType },
    },
    errors: 'detail',
    handle: createAuthor,
  },
  {
    ...{ id: 'getAuthor', method: 'GET', path, parameters, errors: 'detail' },
    target,
    handle: (context, author) =>
      jsonResponse(200, representAuthor(author, context), { etag: createETag(author, context) }),
  },
  {
    ...{ id: 'deleteAuthor', method: 'DELETE', path, parameters, errors: 'detail' },
    target,
    security: [['bearerAuth'], ['basicAuth']],
    handle: deleteAuthor,
  },
  {
    ...{ id: 'retireAuthor', method: 'POST', path: `${path}/retirement`, parameters, errors: 'problem' },
    target,
    security: [['bearerAuth']],
    handle: retireAuthor,
  },
];
