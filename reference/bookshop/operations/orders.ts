import type { Json } from '../../../spec/json.ts';
import { omit, toArray, toObject } from '../../json-object.ts';
import type { JsonResponse } from '../../pipeline.ts';
import { jsonResponse } from '../../responses.ts';
import type { Resource } from '../collection.ts';
import { numberOr, pick, stringOrEmpty } from '../message-values.ts';
import type { BookshopContext, OperationDefinition } from '../pipeline.ts';
import { representOrder } from '../represent.ts';
import { createLocation } from '../responses.ts';
import { array, object } from '../values/containers.ts';
import { integer, string, uuid } from '../values/scalars.ts';
import { cancellationType, newOrderType } from './order-types.ts';

const priceOfBook = 1250;

/** Returns the earlier order with the same idempotency key and body, or creates one. */
function placeOrder(context: BookshopContext): Resource {
  const { store, message, bytes } = context;
  const key = `${message.header['Idempotency-Key']} ${Buffer.from(bytes).toString('latin1')}`;
  const earlier = store.orders.find(store.placedOrders.get(key) ?? '');
  if (earlier) return earlier;
  const body = toObject(message.body);
  const quantities = toArray(body.items).map((line) => numberOr(toObject(line).quantity, 1));
  const total = quantities.reduce((sum, quantity) => sum + quantity * priceOfBook, 0);
  const data = {
    ...pick(body, ['items', 'delivery', 'gift', 'note']),
    total_cents: Math.min(total, Number.MAX_SAFE_INTEGER),
    payment: omit(toObject(body.payment), 'number'),
  };
  const order = store.orders.create(context.pipe('stored', data, context));
  store.placedOrders.set(key, order.id);
  return order;
}

function createOrder(context: BookshopContext): JsonResponse {
  const order = placeOrder(context);
  const location = createLocation(`/orders/${order.id}`, context);
  return jsonResponse(201, representOrder(order, context), { location });
}

function cancelOrder(context: BookshopContext, order: Resource): JsonResponse {
  const cancellation = pick(toObject(context.message.body), ['reason', 'refund', 'comment']);
  const data = { ...order.data, status: 'cancelled', cancellation };
  return jsonResponse(200, representOrder(context.store.orders.replace(order, data), context));
}

const getTime = (value: Json | undefined, otherwise: number): number =>
  value === undefined ? otherwise : Date.parse(stringOrEmpty(value));

function matchesQuery({ data, createdAt }: Resource, { message }: BookshopContext): boolean {
  const { status, created } = message.query;
  const { from, to } = toObject(created);
  const time = Date.parse(createdAt);
  return (
    (status === undefined || toArray(status).includes(data.status ?? 'placed')) &&
    time >= getTime(from, -Infinity) &&
    time <= getTime(to, Infinity)
  );
}

function listOrders(context: BookshopContext): JsonResponse {
  const { page: sentPage, per_page: sentSize } = context.message.query;
  const [page, size] = [numberOr(sentPage, 1), numberOr(sentSize, 10)];
  const matching = context.store.orders.list().filter((order) => matchesQuery(order, context));
  const listed = context.pipe('listed', matching, context);
  const rows = context.pipe('page', listed.slice((page - 1) * size, page * size), context);
  const items = rows.map((order) => representOrder(order, context));
  const [total, pages] = [listed.length, Math.ceil(listed.length / size)];
  return jsonResponse(200, { items, page, per_page: size, total, pages });
}

function searchOrders(context: BookshopContext): JsonResponse {
  const { status, limit } = toObject(context.message.body);
  const matching = context.store.orders
    .list()
    .filter(({ data }) => status === undefined || status === (data.status ?? 'placed'));
  const listed = context.pipe('listed', matching, context);
  const rows = context.pipe('page', listed.slice(0, numberOr(limit, 10)), context);
  return jsonResponse(200, { items: rows.map((order) => representOrder(order, context)) });
}

const parameters = [{ name: 'order_id', in: 'path', type: uuid }] as const;
const target = { collection: 'orders', parameter: 'order_id' } as const;

const time = string({ format: 'date-time' });

const searchType = object({
  properties: {
    status: string({ values: ['placed', 'cancelled'] }),
    limit: integer({ minimum: 1, maximum: 20 }),
  },
});

export const orderOperations: readonly OperationDefinition[] = [
  {
    id: 'listOrders',
    method: 'GET',
    path: '/orders',
    security: [['bearerAuth'], ['openId']],
    parameters: [
      { name: 'page', in: 'query', type: integer({ minimum: 1, maximum: 10_000 }) },
      { name: 'per_page', in: 'query', type: integer({ minimum: 1, maximum: 20 }) },
      {
        name: 'status',
        in: 'query',
        type: array(string({ values: ['placed', 'cancelled'] }), { minItems: 1, maxItems: 2 }),
      },
      {
        name: 'created',
        in: 'query',
        style: 'deepObject',
        type: object({ properties: { from: time, to: time }, closedBy: 'additionalProperties' }),
      },
    ],
    errors: 'problem',
    handle: listOrders,
  },
  {
    id: 'createOrder',
    method: 'POST',
    path: '/orders',
    security: [['bearerAuth']],
    parameters: [{ name: 'Idempotency-Key', in: 'header', required: true, type: uuid }],
    body: { required: true, content: { 'application/json': newOrderType } },
    errors: 'problem',
    handle: createOrder,
  },
  {
    ...{ id: 'searchOrders', method: 'POST', path: '/orders/search', errors: 'problem' },
    security: [['bearerAuth']],
    body: { required: true, content: { 'application/json': searchType } },
    handle: searchOrders,
  },
  {
    ...{ id: 'getOrder', method: 'GET', path: '/orders/{order_id}', parameters, errors: 'problem' },
    target,
    security: [['bearerAuth'], ['openId']],
    handle: (context, order) => jsonResponse(200, representOrder(order, context)),
  },
  {
    ...{ id: 'cancelOrder', method: 'POST', path: '/orders/{order_id}/cancellation', parameters },
    target,
    security: [['openId'], ['apiKeyQuery']],
    body: { required: false, content: { 'application/json': cancellationType } },
    errors: 'problem',
    handle: cancelOrder,
  },
];
