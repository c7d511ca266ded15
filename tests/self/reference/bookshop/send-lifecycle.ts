import type { BookshopServer } from '../../../../reference/bookshop/server.ts';
import { omit, toObject } from '../../../../reference/json-object.ts';
import type { Json, JsonObject } from '../../../../spec/json.ts';
import type { BookshopRequest } from './bookshop-request.ts';
import { normalizeReply } from './request-battery.ts';
import { book } from './requests/books.ts';
import { sendToBookshop } from './send-to-bookshop.ts';

const bearer = { credentials: ['bearerAuth'] } as const;
const put = { credentials: ['bearerAuth', 'apiKeyHeader'] } as const;
const patch = { credentials: ['openId'] } as const;
const otherVersion = { headers: { 'if-match': '"other"' } } as const;

const author = {
  name: "Zoë 東京 😀 & <i> 'x'",
  born: 1815,
  joined_at: '2024-02-29T23:00:00-07:00',
  genres: ['Essay', 'Drama'],
};
const full: JsonObject = {
  ...book,
  title: 'Zoe\u0308  & <i> 東京, the second edition'.padEnd(120, 'x'),
  price_cents: 1250,
  weight_kg: 12.34,
};
const second: JsonObject = { ...full, isbn: '9782222222222', subtitle: null };
const replacement: JsonObject = omit({ ...full, title: 'Replaced' }, 'weight_kg');
const invalid: JsonObject = { ...full, title: 'Invalid', stock: -1 };

type Send = (method: string, path: string, rest?: Rest) => Promise<string>;

type Rest = Partial<Pick<BookshopRequest, 'body' | 'credentials' | 'headers'>>;

/**
 * Creates, reads, lists, changes and deletes an author, a book, a review and a remark, with rejected requests between, and
 * returns the responses in a form that is the same in each run.
 */
export async function sendLifecycle(server: BookshopServer): Promise<string[]> {
  const replies: string[] = [];
  async function send(method: string, path: string, rest: Rest = {}): Promise<string> {
    const reply = await sendToBookshop(server, { operation: '', method, path, status: 0, ...rest });
    replies.push(normalizeReply(reply));
    const text = reply.bytes.toString();
    const json: Json = text.startsWith('{') ? JSON.parse(text) : {};
    return String(toObject(json).id);
  }
  const lists = async (...paths: string[]): Promise<void> => {
    for (const path of paths) await send('GET', path);
  };
  await lists('/authors?per_page=50', '/books?limit=100');
  const authors = [await send('POST', '/authors', { ...bearer, body: author })];
  for (const name of ['Ada', 'Eve'])
    authors.push(await send('POST', '/authors', { ...bearer, body: { name } }));
  await send('POST', '/authors', { ...bearer, body: { ...author, name: '', born: 1 } });
  const books = `/authors/${authors[0]}/books`;
  const bookId = await send('POST', books, { ...bearer, body: full });
  const otherId = await send('POST', books, { ...bearer, body: second });
  await send('POST', books, { ...bearer, body: full });
  await send('POST', books, { body: { ...full, isbn: '9783333333333' } });
  const [own, other] = [`/books/${bookId}`, `/books/${otherId}`];
  const reviews = `${own}/reviews`;
  const review = {
    credentials: ['apiKeyHeader'] as const,
    body: { rating: 1, text: author.name, reader: 'Ada' },
  };
  const reviewId = await send('POST', reviews, review);
  await send('POST', reviews, { ...review, body: { ...review.body, reader: null, rating: 3 } });
  const readAll = (): Promise<void> =>
    lists(
      ...authors.map((id) => `/authors/${id}`),
      own,
      other,
      `${reviews}/${reviewId}`,
      `${other}/reviews/${reviewId}`,
    );
  await readAll();
  await readAll();
  await lists('/authors?per_page=50', '/authors?per_page=6&page=1', '/authors?per_page=6&page=2');
  await lists(
    '/authors?sort=born',
    '/authors?sort=-born',
    '/authors?sort=born&per_page=1',
    '/books?sort=title',
    '/books?sort=-title',
  );
  await lists(
    '/books?limit=100',
    '/books?limit=5',
    '/books?limit=5&cursor=o5',
    '/books?limit=100&language=fr',
  );
  await lists(`${reviews}?limit=100`, `${reviews}?rating=3`);
  const order = { items: [{ isbn: '9780000000019', quantity: 1 }] };
  const terms = {
    payment: { method: 'invoice', due_days: 30 },
    delivery: { kind: 'pickup', shop: 'Harbour' },
  };
  const orders: string[] = [];
  for (const note of ['Soon', 'Soon', 'Later'])
    orders.push(
      await send('POST', '/orders', {
        ...bearer,
        body: { ...order, ...terms, note },
        headers: { 'idempotency-key': '5f0c9a6e-4a53-4d5e-9f43-0123456789ab' },
      }),
    );
  for (const query of [
    '',
    '?page=1&per_page=1',
    '?page=2&per_page=1',
    '?page=3&per_page=1',
    '?page=4&per_page=1',
    '?status=placed&status=cancelled',
    '?created[to]=2026-01-05T09:00:30.210Z',
    '?created[to]=2020-01-01T00:00:00Z',
  ])
    await send('GET', `/orders${query}`, bearer);
  await lists(
    '/books?limit=100&language=fr,en',
    '/books?limit=100&published_after=1960-01-01',
    '/books?limit=100&published_after=1952-03-11',
  );
  await send('POST', `/orders/${orders[2]}/cancellation`, { ...patch, body: {} });
  for (const body of [{}, { limit: 1 }, { status: 'placed' }])
    await send('POST', '/orders/search', { ...bearer, body });
  await sendRemarks(send, `/orders/${orders[0]}/remarks`, `/orders/${orders[2]}/remarks`);
  for (const rest of [
    { ...patch, body: { title: 'Changed' } },
    { ...patch, body: { title: 'Invalid', stock: -1 } },
    { body: { title: 'Unauthorized' } },
    { ...patch, ...otherVersion, body: { title: 'Other' } },
    { ...patch, body: { subtitle: null } },
  ]) {
    await send('PATCH', own, rest);
    await readAll();
  }
  for (const rest of [
    { ...put, body: replacement },
    { ...put, body: replacement },
    { ...put, body: invalid },
    { body: { ...full, title: 'Unauthorized' } },
    { ...put, ...otherVersion, body: { ...full, title: 'Other' } },
    { ...put, body: { ...second, title: 'Taken' } },
  ]) {
    await send('PUT', own, rest);
    await readAll();
  }
  await send('GET', own, { headers: { 'if-none-match': '"other"' } });
  await send('DELETE', own);
  await readAll();
  for (const _ of [1, 2]) {
    await send('DELETE', own, { credentials: ['basicAuth'] });
    await readAll();
    await lists('/books?limit=100');
  }
  await send('PATCH', own, { ...patch, body: { title: 'Changed' } });
  await send('POST', reviews, review);
  for (const _ of [1, 2, 3]) await send('POST', `/authors/${authors[2]}/retirement`, bearer);
  await send('DELETE', `/authors/${authors[1]}`, bearer);
  await readAll();
  await lists('/authors?per_page=50');
  return replies;
}

/** Creates, lists, changes and deletes remarks below an order, and below another one. */
async function sendRemarks(send: Send, remarks: string, others: string): Promise<void> {
  const list = () => send('GET', remarks, bearer);
  const id = await send('POST', remarks, {
    ...bearer,
    body: { text: 'A long remark', clerk: 'Eve', lines: 1 },
  });
  await list();
  await send('POST', remarks, { ...bearer, body: { text: 'Another' } });
  await list();
  for (const [path, rest] of [
    [`${remarks}/${id}`, { ...bearer, body: { text: 'Another long one' } }],
    [`${remarks}/${id}`, { ...bearer, body: { clerk: null } }],
    [`${remarks}/${id}`, { ...bearer, body: { text: 'Invalid', lines: 0 } }],
    [`${remarks}/${id}`, { body: { text: 'Unauthorized' } }],
    [`${others}/${id}`, { ...bearer, body: { text: 'Below another' } }],
  ] as const) {
    await send('PATCH', path, rest);
    await list();
  }
  for (const [path, rest] of [
    [`${others}/${id}`, bearer],
    [`${remarks}/${id}`, {}],
    [`${remarks}/${id}`, bearer],
  ] as const) {
    await send('DELETE', path, rest);
    await list();
  }
}
