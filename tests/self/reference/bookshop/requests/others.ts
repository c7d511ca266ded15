import type { Json, JsonObject } from '../../../../../spec/json.ts';
import { bodies, listRequests, type RequestRow, suffixes } from '../bookshop-request.ts';

const uuid = '5f0c9a6e-4a53-4d5e-9f43-0123456789ab';
const author = { name: 'Ada Byron', born: 1815, joined_at: '2020-02-29t23:59:60Z', genres: ['essay'] };

const form = (status: number, ...texts: string[]): RequestRow[] =>
  texts.map((body) => ({ body, contentType: 'application/x-www-form-urlencoded', status }));

const createAuthor = listRequests(
  { operation: 'createAuthor', method: 'POST', path: '/authors', credentials: ['bearerAuth'] },
  [
    ...bodies(201, { name: 'x' }, author, { ...author, genres: [] }, { ...author, name: "O'Neill" }),
    ...bodies(201, { ...author, joined_at: '2020-01-01T01:00:00+01:00', genres: ['a', 'b', 'c', 'd', 'e'] }),
    { body: author, authenticationScheme: 'Other', status: 401 },
    ...bodies(
      422,
      {},
      { name: null },
      { name: '' },
      { ...author, born: 2101 },
      { ...author, genres: ['a', 'a'] },
    ),
    ...bodies(422, { ...author, joined_at: '2020-02-30T00:00:00Z' }, { ...author, joined_at: '2020-01-01' }),
    ...form(201, 'name=Ada+Byron', 'name=%C3%89&born=1815&genres=a&genres=b'),
    ...form(422, '', 'born=1', 'name=a&born=2101', 'name=a&born=x', 'name=a&genres=b&genres=b'),
    { body: author, credentials: [], status: 401 },
    { body: author, headers: { host: 'evil.example' }, status: 201 },
  ],
);

const deleteAuthor = listRequests({ operation: 'deleteAuthor', method: 'DELETE', path: '/authors/' }, [
  { path: '<author_id>', credentials: ['bearerAuth'], status: 409 },
  { path: uuid, credentials: ['basicAuth'], status: 404 },
  { path: '<author_id>', headers: { authorization: `Basic ${btoa('any:any')}` }, status: 401 },
  { path: '<disposable_author_id>', credentials: ['basicAuth'], status: 204 },
]);

const retireAuthor = listRequests(
  { operation: 'retireAuthor', method: 'POST', path: '/authors/', credentials: ['bearerAuth'] },
  [
    { path: '<author_id>/retirement', status: 204 },
    { path: '<author_id>/retirement', status: 409 },
    { path: '<author_id>/retirement', credentials: [], status: 401 },
    { path: `${uuid}/retirement`, status: 404 },
    { path: 'x/retirement', status: 400 },
  ],
);

const boundary = 'frontier';
const parts = (...fields: [head: string, content: string][]): string =>
  [
    ...fields.map(
      ([head, text]) => `--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n${text}\r\n`,
    ),
  ]
    .concat(`--${boundary}--\r\n`)
    .join('');
const file: [string, string] = ['name="file"; filename="a.png"\r\nContent-Type: image/png', '\u0001PNG'];
const side: [string, string] = ['name="side"', 'front'];
const credit = (value: Json): [string, string] => [
  'name="credit"\r\nContent-Type: application/json',
  JSON.stringify(value),
];

const uploadCover = listRequests(
  {
    operation: 'uploadCover',
    method: 'PUT',
    path: '/books/<book_id>/cover',
    contentType: `multipart/form-data; boundary=${boundary}`,
    credentials: ['apiKeyQuery'],
  },
  [
    ...bodies(
      202,
      parts(file, side),
      parts(side, file, ['name="caption"', '`id` & more'], ['name="order"', '9']),
    ),
    ...bodies(202, parts(file, side, credit({ artist: 'É', year: 1999 }))),
    ...bodies(
      400,
      parts(file),
      parts(file, ['name="side"', 'spine']),
      parts(file, side, ['name="order"', 'x']),
    ),
    ...bodies(400, parts(file, side, ['name="caption"', 'x'.repeat(101)]), parts(file, side, credit({}))),
    ...bodies(400, 'no parts'),
    { body: parts(file, side), credentials: [], status: 401 },
  ],
);

const downloadCover = listRequests({ operation: 'downloadCover', method: 'GET', path: '/books/' }, [
  ...suffixes(200, '<book_id>/cover'),
  ...suffixes(404, `${uuid}/cover`),
  ...suffixes(422, 'nope/cover'),
]);

const setBlurb = listRequests(
  {
    operation: 'setBlurb',
    method: 'PUT',
    path: '/books/<book_id>/blurb',
    contentType: 'text/plain',
    credentials: ['sessionCookie'],
  },
  [
    ...bodies(204, 'x', 'Two\r\nlines', 'é'.repeat(500)),
    ...bodies(400, '', 'x'.repeat(501), Uint8Array.of(0xff)),
    { contentType: '', status: 400 },
    { body: 'x', credentials: [], status: 401 },
  ],
);

const review = { rating: 5, text: 'Good' };

const createReview = listRequests(
  {
    operation: 'createReview',
    method: 'POST',
    path: '/books/<book_id>/reviews',
    credentials: ['apiKeyHeader'],
  },
  [
    ...bodies(201, review, { ...review, reader: null }, { ...review, reader: 'Ann', mood: 1 }),
    ...bodies(201, { ...review, text: '{{7*7}}' }),
    ...bodies(422, Buffer.from(`${JSON.stringify(review)} x`)),
    ...bodies(422, {}, { ...review, rating: 6 }, { ...review, rating: '5' }, { ...review, text: ['a'] }),
    ...bodies(422, { ...review, text: {} }, { ...review, text: '' }, { ...review, reader: 5 }),
    { body: review, credentials: ['sessionCookie'], status: 201 },
    { body: review, credentials: [], status: 401 },
    { body: review, headers: { 'x-forwarded-host': 'evil.example' }, status: 201 },
  ],
);

const home = { place: 'HomeAddress', street: 'High Street 1', city: 'Rye' };
const order: JsonObject = {
  items: [{ isbn: '9780000000019', quantity: 1 }],
  payment: { method: 'invoice', due_days: 30 },
  delivery: { kind: 'pickup', shop: 'Harbour' },
};
const shipTo = (address: Json): JsonObject => ({ ...order, delivery: { kind: 'shipping', address } });
const payBy = (payment: Json): JsonObject => ({ ...order, payment });
const card = { method: 'card', number: '4111111111111111', expires: '09/27' };

const createOrder = listRequests(
  {
    operation: 'createOrder',
    method: 'POST',
    path: '/orders',
    headers: { 'idempotency-key': uuid },
    credentials: ['bearerAuth'],
  },
  [
    ...bodies(
      201,
      order,
      order,
      { ...order, gift: null, note: 'a\0b' },
      { ...order, gift: { colour: 'gold' } },
    ),
    ...bodies(201, payBy(card), payBy({ method: 'VoucherPayment', code: 'ABC-1234' })),
    ...bodies(201, payBy({ method: 'invoice', due_days: 60 }), shipTo(home)),
    ...bodies(201, shipTo({ place: 'ParcelLocker', locker: 12 })),
    ...bodies(400, {}, { ...order, items: [] }, { ...order, coupon: 'X' }, payBy({ method: 'cash' })),
    ...bodies(
      400,
      payBy({ due_days: 30 }),
      payBy({ method: 'CardPayment' }),
      payBy({ ...card, number: '4' }),
    ),
    ...bodies(400, payBy({ ...card, due_days: 30 }), payBy({ method: 'invoice', due_days: 31 }), payBy(null)),
    ...bodies(400, shipTo({ ...home, place: 'Boat' }), shipTo({ place: 'ParcelLocker', locker: '12' })),
    ...bodies(400, { ...order, items: [{ isbn: '9780000000019', quantity: 100 }] }),
    ...bodies(400, { ...order, items: [{ isbn: '9780000000019', quantity: '1' }] }),
    { body: order, headers: { 'idempotency-key': 'x' }, status: 400 },
    { body: order, credentials: [], status: 401 },
  ],
);

const createOrderWithoutKey = listRequests(
  { operation: 'createOrder', method: 'POST', path: '/orders', credentials: ['bearerAuth'] },
  bodies(400, order),
);

const cancel = { operation: 'cancelOrder', method: 'POST', path: '/orders/<order_id>/cancellation' } as const;

const cancelOrder = listRequests({ ...cancel, credentials: ['openId'] }, [
  { status: 200 },
  ...bodies(200, {}, { reason: 'late', refund: true, comment: null }, { comment: '<script>1</script>' }),
  ...bodies(400, [], 'late', 5, { reason: 'none' }, { refund: 'yes' }),
  { credentials: ['apiKeyQuery'], status: 200 },
  { credentials: [], path: '?api_key=key_', status: 401 },
]);

const getOrder = listRequests({ operation: 'getOrder', method: 'GET', path: '/orders/' }, [
  { path: '<order_id>', credentials: ['bearerAuth'], status: 200 },
  { path: '<order_id>', credentials: ['openId'], status: 200 },
  { path: uuid, credentials: ['openId'], status: 404 },
  { path: '<order_id>', status: 401 },
]);

const listOrders = listRequests({ operation: 'listOrders', method: 'GET', path: '/orders' }, [
  ...['', '?page=2&per_page=1', '?status=placed&status=cancelled'].map((path) => ({
    ...{ path, credentials: ['bearerAuth'] as const, status: 200 },
  })),
  {
    path: '?created[from]=2024-01-01T00:00:00Z&created[to]=2030-01-01T00:00:00Z',
    credentials: ['openId'],
    status: 200,
  },
  ...[
    '?page=0',
    '?per_page=21',
    '?status=lost',
    '?created[from]=today',
    '?created[at]=2024-01-01T00:00:00Z',
  ].map((path) => ({ ...{ path, credentials: ['bearerAuth'] as const, status: 400 } })),
  { status: 401 },
]);

const remarks = { path: '/orders/<order_id>/remarks', credentials: ['bearerAuth'] } as const;

const remarkRequests = [
  ...listRequests({ operation: 'listRemarks', method: 'GET', ...remarks }, [
    ...suffixes(200, '', '?limit=100'),
    ...suffixes(422, '?limit=0', '?limit=101', '?limit=x'),
    { credentials: [], status: 401 },
  ]),
  ...listRequests({ operation: 'createRemark', method: 'POST', ...remarks }, [
    ...bodies(201, { text: 'É' }, { text: 'x'.repeat(200), clerk: null, lines: 10 }, { text: 'a', more: 1 }),
    ...bodies(
      422,
      {},
      { text: '' },
      { text: 'x'.repeat(201) },
      { text: 'a', clerk: 1 },
      { text: 'a', lines: 11 },
    ),
    { body: { text: 'a' }, credentials: [], status: 401 },
  ]),
  ...listRequests({ operation: 'updateRemark', method: 'PATCH', ...remarks }, [
    { path: '/<remark_id>', body: { text: 'a', clerk: null }, status: 200 },
    { path: `/${uuid}`, body: { text: 'a' }, status: 404 },
    { path: `/${uuid}`, body: { text: '' }, status: 422 },
    { path: `/${uuid}`, body: {}, credentials: [], status: 401 },
  ]),
  ...listRequests({ operation: 'deleteRemark', method: 'DELETE', ...remarks }, [
    { path: '/<disposable_remark_id>', status: 204 },
    { path: `/${uuid}`, status: 404 },
    { path: '/x', status: 422 },
    { path: `/${uuid}`, credentials: [], status: 401 },
  ]),
];

const searchOrders = listRequests(
  { operation: 'searchOrders', method: 'POST', path: '/orders/search', credentials: ['bearerAuth'] },
  [
    ...bodies(200, {}, { limit: 20 }, { status: 'placed' }, { status: 'cancelled', limit: 1, more: 'a' }),
    ...bodies(400, [], { limit: 0 }, { limit: 21 }, { limit: '1' }, { status: 'lost' }),
    { body: {}, credentials: [], status: 401 },
  ],
);

const countWord = listRequests({ operation: 'countWord', method: 'GET', path: '/words/' }, [
  ...suffixes(200, 'sea', "d'%22", '%7B%7B7%7D%7D', '..%2F..%2Fx', 'x%0D%0Ay'),
  ...suffixes(422, 'x'.repeat(201)),
  { path: 'sea', headers: { 'x-client': 'run $(true)' }, status: 200 },
  { path: 'sea', headers: { 'x-client': 'x'.repeat(201) }, status: 422 },
]);

const otherMethods = [
  ...['PATCH', 'TRACE'].map((method) => ({ method, path: '/books', status: 405 })),
  { method: 'OPTIONS', path: '/books', status: 204 },
  { method: 'HEAD', path: '/books', headers: { origin: 'https://evil.example' }, status: 200 },
  { method: 'HEAD', path: '/orders/<order_id>', status: 401 },
  { method: 'GET', path: '/nothing', status: 404 },
  { method: 'GET', path: '/books/', status: 404 },
].map((request) => ({ operation: '', ...request }));

/** Requests for authors, covers, reviews, orders and remarks, and some for no operation. */
export const otherRequests = [
  ...createAuthor,
  ...remarkRequests,
  ...searchOrders,
  ...retireAuthor,
  ...deleteAuthor,
  ...uploadCover,
  ...downloadCover,
  ...setBlurb,
  ...createReview,
  ...createOrder,
  ...createOrderWithoutKey,
  ...listOrders,
  ...cancelOrder,
  ...getOrder,
  ...countWord,
  ...otherMethods,
];
