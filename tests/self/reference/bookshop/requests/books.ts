import { omit } from '../../../../../reference/json-object.ts';
import type { JsonObject } from '../../../../../spec/json.ts';
import { bodies, listRequests, suffixes } from '../bookshop-request.ts';

/** A valid book with every property. */
export const book: JsonObject = {
  isbn: '9781111111111',
  title: 'New',
  subtitle: 'And blue',
  price_cents: 1200,
  purchase_cents: 600,
  stock: 3,
  weight_kg: 0.5,
  signed: false,
  language: 'fr',
  formats: ['ebook', 'audio'],
  published_on: '2024-02-29',
  size: { height: 200, width: 125 },
  chapters: [{ title: 'One', chapters: [{ title: 'Two', first_page: 1, chapters: [] }] }],
};

let isbns = 9_781_000_000_000;

/** Returns the book with other properties and another ISBN. */
function withProperties(properties: JsonObject): JsonObject {
  isbns += 1;
  return { ...book, isbn: String(isbns), ...properties };
}

const create = {
  operation: 'createBook',
  method: 'POST',
  path: '/authors/<author_id>/books',
  credentials: ['bearerAuth'],
} as const;

const invalid: readonly JsonObject[] = [
  ...[5, true, null, [], {}, '', 'x'.repeat(121)].map((title) => ({ title })),
  ...['978111111111', '9771111111111', 9781111111111].map((isbn) => ({ isbn })),
  ...['1200', -1, 1.5, 2 ** 31, null, true].map((price_cents) => ({ price_cents })),
  ...['3', true, 2.5, -1, null, [3]].map((stock) => ({ stock })),
  ...[0, 51, '1'].map((weight_kg) => ({ weight_kg })),
  ...['true', 1, 0, null].map((signed) => ({ signed })),
  ...['en-GB', 5].map((language) => ({ language })),
  ...[[], ['ebook', 'ebook'], ['scroll'], 'ebook', {}].map((formats) => ({ formats })),
  ...['2023-02-29', '2024-2-9', 20240229].map((published_on) => ({ published_on })),
  ...[{ height: 200 }, { height: 201, width: 5 }, { height: 5, width: 5, depth: 5 }, [], 'A5'].map(
    (size) => ({ size }),
  ),
  ...[{}, [{}], [{ title: 'One', chapters: [{}] }], [{ title: 'One', chapters: [{ title: '' }] }]].map(
    (chapters) => ({ chapters }),
  ),
];

const valid: readonly JsonObject[] = [
  {},
  { subtitle: null },
  { title: 'x' },
  { title: '\u{1F4D6}'.repeat(120) },
  { title: '../../etc/passwd\r\nx-injected: 1' },
  { stock: 0 },
  { stock: 2 ** 40 },
  { price_cents: 2 ** 31 - 1 },
  { weight_kg: 50 },
  { extra: 'is ignored', id: 'is ignored' },
  { extra: 'x'.repeat(70_000) },
  { extra: JSON.parse(`${'['.repeat(40)}${']'.repeat(40)}`) },
];

const createBook = listRequests(create, [
  ...bodies(201, ...valid.map(withProperties)),
  ...bodies(
    201,
    omit(withProperties({}), 'weight_kg', 'signed', 'language', 'published_on', 'size', 'chapters'),
  ),
  ...bodies(422, ...invalid.map(withProperties)),
  ...bodies(422, omit(book, 'title'), omit(book, 'purchase_cents'), [], null, 'text'),
  ...bodies(409, { ...book, isbn: '9780000000000' }),
  { status: 422 },
  { body: {}, credentials: [], status: 401 },
  { body: book, credentials: [], status: 401 },
  { body: book, credentials: [], headers: { authorization: 'Bearer nope' }, status: 401 },
  { body: 'isbn=1', contentType: 'application/x-www-form-urlencoded', status: 415 },
]);

const unknown = '5f0c9a6e-4a53-4d5e-9f43-0123456789ab';

const createForOthers = listRequests({ ...create, path: '/authors/' }, [
  { path: `${unknown}/books`, body: book, status: 404 },
  { path: `${unknown}/books`, body: {}, status: 422 },
  { path: 'nope/books', body: book, status: 422 },
]);

const one = { path: '/books/' } as const;

const getBook = listRequests({ ...one, operation: 'getBook', method: 'GET' }, [
  ...suffixes(200, '<book_id>', '<BOOK_ID>'),
  ...suffixes(404, unknown),
  ...suffixes(422, 'nope'),
  ...['"other"', 'W/"other"'].map((value) => ({
    path: '<book_id>',
    headers: { 'if-none-match': value },
    status: 200,
  })),
  { path: '<book_id>', headers: { 'if-none-match': '*' }, status: 304 },
  { path: '<book_id>', headers: { 'if-none-match': 'other' }, status: 422 },
  { path: '<book_id>', headers: { forwarded: 'for=10.0.0.1;host=evil.example' }, status: 200 },
  { path: '<book_id%>', status: 200 },
]);

const checkBook = listRequests({ ...one, operation: 'checkBook', method: 'HEAD' }, [
  ...suffixes(200, '<book_id>'),
  ...suffixes(404, unknown),
  ...suffixes(422, 'nope'),
]);

const replace = { ...one, operation: 'replaceBook', method: 'PUT', body: withProperties({}) } as const;

const replaceBook = listRequests({ ...replace, path: '/books/<book_id>' }, [
  { credentials: ['bearerAuth', 'apiKeyHeader'], status: 200 },
  { credentials: ['bearerAuth', 'apiKeyHeader'], headers: { 'if-match': '*' }, status: 200 },
  { credentials: ['bearerAuth', 'apiKeyHeader'], headers: { 'if-match': '"other"' }, status: 412 },
  { credentials: ['bearerAuth', 'apiKeyHeader'], headers: { 'if-match': 'other' }, status: 400 },
  { credentials: ['bearerAuth', 'apiKeyHeader'], body: { ...book, isbn: '9780000000001' }, status: 409 },
  { credentials: ['bearerAuth', 'apiKeyHeader'], body: { ...book, title: '' }, status: 400 },
  { credentials: ['bearerAuth'], status: 401 },
  { credentials: ['apiKeyHeader'], status: 401 },
  { status: 401 },
]);

const update = {
  operation: 'updateBook',
  method: 'PATCH',
  path: '/books/<book_id>',
  credentials: ['openId'],
} as const;

const updateBook = [
  ...listRequests({ ...update, contentType: 'application/merge-patch+json' }, [
    ...bodies(200, { title: 'Newer' }, { subtitle: null, stock: 0, signed: true }, { stock: 2 ** 62 }),
    ...bodies(400, {}, { isbn: '9781111111111' }, { title: null }, []),
    { body: { title: 'x' }, credentials: [], status: 401 },
    { body: { title: 'x' }, headers: { 'if-match': '"other"' }, status: 412 },
  ]),
  ...listRequests(update, bodies(200, { title: 'Newest' })),
  ...listRequests(update, [{ contentType: 'text/plain', body: { title: 'x' }, status: 415 }]),
];

/** Requests that delete a book, and are sent last. */
export const deleteBookRequests = listRequests(
  { ...one, operation: 'deleteBook', method: 'DELETE', credentials: ['basicAuth'] },
  [
    { path: '<book_id>', credentials: [], status: 401 },
    {
      path: '<book_id>',
      credentials: [],
      headers: { authorization: `Basic ${btoa('clerk:nope')}` },
      status: 401,
    },
    ...suffixes(422, 'nope'),
    ...suffixes(204, '<book_id>'),
    ...suffixes(404, '<book_id>'),
  ],
);

/** Requests for books. */
export const bookRequests = [
  ...createBook,
  ...createForOthers,
  ...getBook,
  ...checkBook,
  ...replaceBook,
  ...updateBook,
];
