import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BookshopServer, startBookshop } from '../../../../reference/bookshop/server.ts';
import type { Json } from '../../../../spec/json.ts';
import type { BookshopRequest } from './bookshop-request.ts';
import { book } from './requests/books.ts';
import { sendToBookshop } from './send-to-bookshop.ts';

let server: BookshopServer;
beforeAll(async () => {
  server = await startBookshop({ seed: 7 });
});
afterAll(() => server.close());

type Body = Record<string, Json> & Record<string, Json>[];

/** Sends a request and returns its status, headers and JSON body. */
async function send(method: string, path: string, rest: Partial<BookshopRequest> = {}) {
  const sent = { operation: '', method, path, status: 0, ...rest };
  const { status, headers, bytes } = await sendToBookshop(server, sent);
  const text = bytes.toString();
  return { status, headers, body: (text === '' ? null : JSON.parse(text)) as Body }; // an object or an array of objects
}

const bearer = { credentials: ['bearerAuth'] } as const;

test('an author, a book and a review can be created, read, listed and removed', async () => {
  const author = await send('POST', '/authors', { ...bearer, body: { name: 'Ada Zimt' } });
  const authorPath = String(author.headers.location);
  expect((await send('GET', authorPath)).body).toEqual(author.body);
  const created = await send('POST', `${authorPath}/books`, { ...bearer, body: book });
  const bookPath = String(created.headers.location);
  expect((await send('GET', bookPath)).body).toEqual(created.body);
  expect(created.body).toMatchObject({ author_id: author.body.id, title: 'New' });
  expect(created.body).not.toHaveProperty('purchase_cents');
  const review = { credentials: ['apiKeyHeader'] as const, body: { rating: 2, text: 'Dull' } };
  const { body, headers } = await send('POST', `${bookPath}/reviews`, review);
  expect((await send('GET', `${bookPath}/reviews`)).body).toEqual([body]);
  expect((await send('GET', `${bookPath}/reviews?rating=3`)).body).toEqual([]);
  expect((await send('GET', '/authors?initial=Z&sort=-name&per_page=1')).body).toMatchObject([
    { name: 'Zadie Zorn' },
  ]);
  expect((await send('DELETE', authorPath, bearer)).status).toBe(409);
  expect((await send('DELETE', bookPath, { credentials: ['basicAuth'] })).status).toBe(204);
  expect((await send('GET', bookPath)).status).toBe(404);
  expect((await send('GET', String(headers.location))).status).toBe(404);
  expect((await send('DELETE', authorPath, bearer)).status).toBe(204);
  expect((await send('GET', authorPath)).status).toBe(404);
});

test('an ISBN belongs to one book', async () => {
  const path = '/authors/<author_id>/books';
  const body = { ...book, isbn: '9789999999999' };
  expect((await send('POST', path, { ...bearer, body })).status).toBe(201);
  expect((await send('POST', path, { ...bearer, body })).status).toBe(409);
});

test('a change gives a book another ETag, which conditions compare', async () => {
  const before = String((await send('GET', '/books/<book_id>')).headers.etag);
  const patch = { credentials: ['openId'] as const, body: { title: 'Changed' } };
  const ifMatch = (etag: string) => ({ headers: { 'if-match': etag } });
  const changed = await send('PATCH', '/books/<book_id>', { ...patch, ...ifMatch(before) });
  const after = String(changed.headers.etag);
  expect({ status: changed.status, differs: after !== before }).toEqual({ status: 200, differs: true });
  expect((await send('PATCH', '/books/<book_id>', { ...patch, ...ifMatch(before) })).status).toBe(412);
  const unless = (etag: string) => send('GET', '/books/<book_id>', { headers: { 'if-none-match': etag } });
  expect((await unless(after)).status).toBe(304);
  expect((await unless(before)).body).toMatchObject({ title: 'Changed' });
});

test('the pages of a list have every book once, in the order of `sort`', async () => {
  const titles: Json[] = [];
  let cursor = '';
  do {
    const { body } = await send('GET', `/books?sort=-price&limit=4${cursor}`);
    // the type of the document's schema
    titles.push(...(body.items as Body).map(({ price_cents = null }) => price_cents));
    cursor = body.next_cursor === null ? '' : `&cursor=${String(body.next_cursor)}`;
  } while (cursor !== '');
  const { headers } = await send('GET', '/books');
  expect(titles.length).toBe(Number(headers['x-total-count']));
  expect(titles).toEqual(titles.map(Number).toSorted((a, b) => b - a));
});

test('the filters of a list select its books', async () => {
  const { body } = await send('GET', '/books?limit=100&language=fr,de&available=true');
  const items = body.items as Body; // the type of the document's schema
  expect(items.length).toBeGreaterThan(0);
  expect(
    items.filter(({ language, stock }) => !['fr', 'de'].includes(String(language)) || stock === 0),
  ).toEqual([]);
});

test('an order is placed once for each idempotency key', async () => {
  const items = [{ isbn: '9780000000019', quantity: 2 }];
  const body = {
    items,
    payment: { method: 'invoice', due_days: 14 },
    delivery: { kind: 'pickup', shop: 'Quay' },
  };
  const place = (key: string) =>
    send('POST', '/orders', { ...bearer, body, headers: { 'idempotency-key': key } });
  const [one, two] = ['0f0c9a6e-4a53-4d5e-9f43-0123456789ab', '1f0c9a6e-4a53-4d5e-9f43-0123456789ab'];
  const first = await place(one);
  expect((await place(one)).body).toEqual(first.body);
  expect((await place(two)).body.id).not.toBe(first.body.id);
  const path = String(first.headers.location);
  await send('POST', `${path}/cancellation`, { credentials: ['openId'], body: { reason: 'late' } });
  expect((await send('GET', path, bearer)).body).toMatchObject({ status: 'cancelled', total_cents: 2500 });
});

test('ids are the same for the same seed and the same requests; credentials never are', async () => {
  const servers = await Promise.all([7, 7, 8].map((seed) => startBookshop({ seed })));
  const ids = await Promise.all(
    servers.map(async (one) => {
      const sent = {
        operation: '',
        method: 'POST',
        path: '/authors',
        ...bearer,
        body: { name: 'x' },
        status: 0,
      };
      return (await sendToBookshop(one, sent)).headers.location;
    }),
  );
  const [first, second] = servers.map(({ credentials }) => credentials.bearerAuth);
  await Promise.all(servers.map((one) => one.close()));
  expect(ids[0]).toBe(ids[1]);
  expect(ids[0]).not.toBe(ids[2]);
  expect(first).not.toBe(second);
});

test('an unknown fault or variant is an error', async () => {
  await expect(startBookshop({ fault: 'nope' })).rejects.toThrow('no fault is called "nope"');
  await expect(startBookshop({ variant: 'nope' })).rejects.toThrow('no variant is called "nope"');
});
