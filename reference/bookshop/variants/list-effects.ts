import type { JsonObject } from '../../../spec/json.ts';
import { toArray, toObject } from '../../json-object.ts';
import type { JsonResponse } from '../../pipeline.ts';
import { mapResponseBody } from '../../transforms/response.ts';
import type { Resource } from '../collection.ts';
import { numberOr, stringOrEmpty } from '../message-values.ts';
import type { Behaviour } from '../pipeline.ts';
import { problem } from '../responses.ts';
import { inOperation } from '../transforms/request.ts';
import { onResponse } from '../transforms/response.ts';

type Listed = readonly Resource[];

/** Changes what a page of orders states. */
const changeStated = (change: (page: JsonObject) => JsonObject): Pick<Behaviour, 'response'> => ({
  response: onResponse(
    'listOrders',
    200,
    mapResponseBody((body) => ({ ...toObject(body), ...change(toObject(body)) })),
  ),
});

const MAX_SIZE = 7;

/** Variants with other pages and selections of lists. */
export const listEffects: readonly Behaviour[] = [
  {
    id: 'bookshop/small-pages',
    description: 'A page has at most 7 orders, and states this size',
    message: inOperation('listOrders', ({ query, ...message }) => {
      const { per_page: size = MAX_SIZE } = query;
      const isLarge = typeof size === 'number' && size > MAX_SIZE && size <= 20;
      return { ...message, query: { ...query, per_page: isLarge ? MAX_SIZE : size } };
    }),
  },
  {
    id: 'bookshop/counted-pages',
    description:
      'The size that a page of orders states is the number of its orders, and the total that of all pages',
    ...changeStated(({ items = [] }) => ({ per_page: toArray(items).length })),
  },
  {
    id: 'bookshop/pages-from-zero',
    description: 'The numbers that pages of orders state start at 0',
    ...changeStated(({ page = 1 }) => ({ page: Number(page) - 1 })),
  },
  {
    id: 'bookshop/one-empty-page',
    description: 'A list without orders states one page',
    ...changeStated(({ pages }) => ({ pages: Math.max(1, Number(pages)) })),
  },
  {
    id: 'bookshop/no-empty-pages',
    description: 'A page after the last one gets 404',
    response: onResponse('listOrders', 200, (response: JsonResponse, { message }) =>
      numberOr(message.query.page, 1) > 1 && toArray(toObject(response.body).items).length === 0
        ? problem(404, 'There is no such page')
        : response,
    ),
  },
  {
    id: 'bookshop/few-found',
    description: 'A search finds at most 2 orders',
    listed: inOperation<Listed>('searchOrders', (listed) => listed.slice(0, 2)),
  },
  {
    id: 'bookshop/newest-first',
    description: 'Orders are listed in the order from the newest to the oldest',
    listed: inOperation<Listed>('listOrders', (listed) => listed.toReversed()),
  },
  {
    id: 'bookshop/exclusive-bounds',
    description: '`created[from]` and `created[to]` leave out the orders of exactly these times',
    listed: inOperation<Listed>('listOrders', (listed, { message }) => {
      const { from, to } = toObject(message.query.created);
      const bounds = [from, to].map((bound) => Date.parse(stringOrEmpty(bound)));
      return listed.filter(({ createdAt }) => !bounds.includes(Date.parse(createdAt)));
    }),
  },
];
