import { isJsonObject, type JsonObject } from '../../../spec/json.ts';
import { omit, toArray, toObject } from '../../json-object.ts';
import { mapResponseBody, setHeader } from '../../transforms/response.ts';
import type { Resource } from '../collection.ts';
import { stringOrEmpty } from '../message-values.ts';
import type { BookshopContext, Transform } from '../pipeline.ts';
import { inOperation } from '../transforms/request.ts';
import { onResponse } from '../transforms/response.ts';
import { ruleClauses } from './clause-patterns.ts';
import type { FaultDefinition } from './fault.ts';

type Listed = readonly Resource[];
type ListOperation = 'listAuthors' | 'listBooks' | 'listReviews' | 'listOrders' | 'searchOrders';

/** Changes the body of a search, if it is valid. */
const changeSearch = (change: (body: JsonObject) => JsonObject): Pick<FaultDefinition, 'message'> => ({
  message: inOperation('searchOrders', (message) => {
    const { body } = message;
    const { limit = 1, status = 'placed' } = toObject(body);
    const isInRange = Number.isInteger(limit) && Number(limit) >= 1 && Number(limit) <= 20;
    const isValid = isJsonObject(body) && isInRange && (status === 'placed' || status === 'cancelled');
    return isValid ? { ...message, body: change(body) } : message;
  }),
});

/** Replaces parameters of the query before the list is created. */
const changeQuery = (
  operation: ListOperation,
  change: (query: BookshopContext['message']['query']) => BookshopContext['message']['query'],
): Pick<FaultDefinition, 'message'> => ({
  message: inOperation(operation, (message) => ({ ...message, query: change(message.query) })),
});

const changeList = (
  operation: ListOperation,
  change: Transform<Listed>,
): Pick<FaultDefinition, 'listed'> => ({ listed: inOperation<Listed>(operation, change) });

const changeTotal = (
  operation: ListOperation,
  count: (context: BookshopContext, total: number, shown: number) => number,
): Pick<FaultDefinition, 'response'> => ({
  response: onResponse(operation, 200, (response, context) => {
    const { body, headers } = response;
    const shown = toArray(Array.isArray(body) ? body : Object(body).items).length;
    const total = count(context, Number(headers['x-total-count']), shown);
    return setHeader<BookshopContext>('x-total-count', String(total))(response, context);
  }),
});

/** Changes what a page of orders states. */
const changeStated = (change: (page: JsonObject) => JsonObject): Pick<FaultDefinition, 'response'> => ({
  response: onResponse(
    'listOrders',
    200,
    mapResponseBody((body) => ({ ...toObject(body), ...change(toObject(body)) })),
  ),
});

const isLaterPage = ({ message: { query } }: BookshopContext): boolean =>
  (query.page ?? 1) !== 1 || query.cursor !== undefined;

interface Row extends Pick<FaultDefinition, 'message' | 'listed' | 'response'> {
  id: string;
  description: string;
  operation: ListOperation;
  rule: string;
}

const rows: readonly Row[] = [
  {
    ...{ id: 'search-limit', operation: 'searchOrders', rule: 'list:limit' },
    description: 'A search for orders ignores its limit',
    ...changeSearch((body) => ({ ...body, limit: 20 })),
  },
  {
    ...{ id: 'search-status', operation: 'searchOrders', rule: 'list:filter' },
    description: 'A search for orders ignores the status',
    ...changeSearch((body) => omit(body, 'status')),
  },
  {
    ...{ id: 'authors-limit', operation: 'listAuthors', rule: 'list:limit' },
    description: '`per_page` is ignored',
    ...changeQuery('listAuthors', (query) => ({ ...query, per_page: 50 })),
  },
  {
    ...{ id: 'books-limit', operation: 'listBooks', rule: 'list:limit' },
    description: '`limit` is ignored',
    ...changeQuery('listBooks', (query) => ({ ...query, limit: 100 })),
  },
  {
    ...{ id: 'books-limit-off', operation: 'listBooks', rule: 'list:limit' },
    description: 'A list has one book more than `limit`',
    ...changeQuery('listBooks', (query) => ({ ...query, limit: Number(query.limit ?? 10) + 1 })),
  },
  {
    ...{ id: 'page-ignored', operation: 'listAuthors', rule: 'list:pages' },
    description: '`page` is ignored: every page is the first',
    ...changeQuery('listAuthors', (query) => omit(query, 'page')),
  },
  {
    ...{ id: 'pages-overlap', operation: 'listAuthors', rule: 'list:pages' },
    description: 'Pages start one author early, so that one is on two pages',
    ...changeList('listAuthors', (listed, context) =>
      isLaterPage(context) ? [...listed.slice(-1), ...listed.slice(0, -1)] : listed,
    ),
  },
  {
    ...{ id: 'pages-lose', operation: 'listAuthors', rule: 'list:pages' },
    description: 'Pages start one author late, so that one is on no page',
    ...changeList('listAuthors', (listed, context) =>
      isLaterPage(context) ? [...listed.slice(1), ...listed.slice(0, 1)] : listed,
    ),
  },
  {
    ...{ id: 'pages-shuffled', operation: 'listAuthors', rule: 'list:pages' },
    description: 'Every page has another order: the statement has no order',
    ...changeList('listAuthors', (listed, context) =>
      isLaterPage(context) && context.message.query.sort === undefined ? listed.toReversed() : listed,
    ),
  },
  {
    ...{ id: 'cursor-ignored', operation: 'listBooks', rule: 'list:pages' },
    description: '`cursor` is ignored',
    ...changeQuery('listBooks', (query) => omit(query, 'cursor')),
  },
  {
    ...{ id: 'cursor-late', operation: 'listBooks', rule: 'list:pages' },
    description: '`cursor` skips a book',
    ...changeQuery('listBooks', (query) => ({
      ...query,
      ...(query.cursor !== undefined && {
        cursor: stringOrEmpty(query.cursor).replace(/\d+/, (digits) => String(Number(digits) + 1)),
      }),
    })),
  },
  {
    ...{ id: 'reviews-of-all', operation: 'listReviews', rule: 'list:parent' },
    description: 'A list of reviews has those of all books',
    ...changeList('listReviews', (_, { store }) => store.reviews.list()),
  },
  {
    ...{ id: 'link-of-page', operation: 'listAuthors', rule: 'list:links' },
    description: '`Link` has only the number of the next page and the page size',
    response: onResponse('listAuthors', 200, (response, context) => {
      const kept = [...context.url.searchParams].filter(([name]) => name === 'per_page');
      const query = new URLSearchParams([
        ...kept,
        ['page', String(Number(context.message.query.page ?? 1) + 1)],
      ]);
      const link = response.headers.link && `</authors?${query}>; rel="next"`;
      return setHeader<BookshopContext>('link', link)(response, context);
    }),
  },
  {
    ...{ id: 'total-of-page', operation: 'listAuthors', rule: 'list:total' },
    description: '`X-Total-Count` is the number of authors on the page',
    ...changeTotal('listAuthors', (_, __, shown) => shown),
  },
  {
    ...{ id: 'total-too-large', operation: 'listBooks', rule: 'list:total' },
    description: '`X-Total-Count` counts a book that no list has',
    ...changeTotal('listBooks', (_, total) => total + 1),
  },
  {
    ...{ id: 'total-of-all', operation: 'listReviews', rule: 'list:total' },
    description: '`X-Total-Count` counts the reviews of all books',
    ...changeTotal('listReviews', ({ store }) => store.reviews.list().length),
  },
  {
    ...{ id: 'filter-ignored', operation: 'listBooks', rule: 'list:filter' },
    description: '`language` is ignored',
    ...changeQuery('listBooks', (query) => omit(query, 'language')),
  },
  {
    ...{ id: 'filter-loses', operation: 'listBooks', rule: 'list:filter' },
    description: 'A list by `language` lacks the books that have a subtitle',
    ...changeList('listBooks', (listed, { message }) =>
      message.query.language === undefined
        ? listed
        : listed.filter(({ data }) => (data.subtitle ?? null) === null),
    ),
  },
  {
    ...{ id: 'filter-exclusive', operation: 'listReviews', rule: 'list:filter' },
    description: 'A list by `rating` lacks the reviews with exactly this rating',
    ...changeList('listReviews', (listed, { message }) =>
      listed.filter(({ data }) => Number(data.rating) > Number(message.query.rating ?? 0)),
    ),
  },
  {
    ...{ id: 'filter-first', operation: 'listBooks', rule: 'list:filter' },
    description: 'Only the first of several values of `language` has an effect',
    ...changeQuery('listBooks', (query) => ({
      ...query,
      ...(query.language !== undefined && { language: toArray(query.language).slice(0, 1) }),
    })),
  },
  {
    ...{ id: 'filter-last', operation: 'listOrders', rule: 'list:filter' },
    description: 'Only the last of several values of `status` has an effect',
    ...changeQuery('listOrders', (query) => ({
      ...query,
      ...(query.status !== undefined && { status: toArray(query.status).slice(-1) }),
    })),
  },
  {
    ...{ id: 'after-ignored', operation: 'listBooks', rule: 'list:filter' },
    description: '`published_after` is ignored',
    ...changeQuery('listBooks', (query) => omit(query, 'published_after')),
  },
  {
    ...{ id: 'after-inclusive', operation: 'listBooks', rule: 'list:filter' },
    description: 'A list by `published_after` has the books of this day too',
    message: inOperation('listBooks', (message, { memory }) => {
      const { published_after: day = null, ...query } = message.query;
      memory.set('published after', day);
      return { ...message, query };
    }),
    listed: inOperation<Listed>('listBooks', (listed, { memory }) => {
      const day = memory.get('published after');
      return typeof day === 'string'
        ? listed.filter(({ data }) => stringOrEmpty(data.published_on) >= day)
        : listed;
    }),
  },
  {
    ...{ id: 'bounds-ignored', operation: 'listOrders', rule: 'list:filter' },
    description: '`created` is ignored',
    ...changeQuery('listOrders', (query) => omit(query, 'created')),
  },
  {
    ...{ id: 'bounds-swapped', operation: 'listOrders', rule: 'list:filter' },
    description: '`created[from]` and `created[to]` are swapped',
    ...changeQuery('listOrders', (query) => {
      const { from, to } = toObject(query.created);
      return { ...query, created: { ...(to && { from: to }), ...(from && { to: from }) } };
    }),
  },
  {
    ...{ id: 'page-constant', operation: 'listOrders', rule: 'list:stated-page' },
    description: 'Every page of orders states that it is the first',
    ...changeStated(() => ({ page: 1 })),
  },
  {
    ...{ id: 'size-constant', operation: 'listOrders', rule: 'list:stated-page' },
    description: 'A page of orders states the default size, also if the request has another',
    ...changeStated(() => ({ per_page: 10 })),
  },
  {
    ...{ id: 'pages-rounded-down', operation: 'listOrders', rule: 'list:page-count' },
    description: 'The number of pages of orders is rounded down',
    ...changeStated(({ total, per_page }) => ({ pages: Math.floor(Number(total) / Number(per_page)) })),
  },
  {
    ...{ id: 'pages-of-default', operation: 'listOrders', rule: 'list:page-count' },
    description: 'The number of pages of orders is that of pages with the default size',
    ...changeStated(({ total }) => ({ pages: Math.ceil(Number(total) / 10) })),
  },
  {
    ...{ id: 'orders-lose', operation: 'listOrders', rule: 'list:pages' },
    description: 'Pages of orders start one order late, so that one is on no page',
    ...changeList('listOrders', (listed, context) =>
      isLaterPage(context) ? [...listed.slice(1), ...listed.slice(0, 1)] : listed,
    ),
  },
  {
    ...{ id: 'sort-ignored', operation: 'listBooks', rule: 'list:sort' },
    description: '`sort` is ignored',
    ...changeQuery('listBooks', (query) => omit(query, 'sort')),
  },
  {
    ...{ id: 'sort-ascending', operation: 'listAuthors', rule: 'list:sort' },
    description: 'Authors are always sorted in ascending order',
    ...changeQuery('listAuthors', (query) => ({
      ...query,
      ...(query.sort !== undefined && { sort: stringOrEmpty(query.sort).replace('-', '') }),
    })),
  },
  {
    ...{ id: 'sort-as-text', operation: 'listAuthors', rule: 'list:sort' },
    description: 'Years of birth are sorted as texts',
    ...changeList('listAuthors', (listed, { message }) =>
      /born/.test(stringOrEmpty(message.query.sort))
        ? listed.toSorted((a, b) => (String(a.data.born) < String(b.data.born) ? -1 : 1))
        : listed,
    ),
  },
];

/** The ids of the authors at the first request. */
const cacheIds: Transform<Listed> = inOperation<Listed>('listAuthors', (listed, { memory }) => {
  const known = toArray(memory.get('authors') ?? listed.map(({ id }) => id));
  memory.set('authors', known);
  return listed.filter(({ id }) => known.includes(id));
});

/** Faults of lists that other requests show. */
export const collections: readonly FaultDefinition[] = [
  ...rows.map(({ id, operation, rule, ...row }) => ({
    ...row,
    id: `bookshop/list:${id}`,
    violates: ruleClauses(operation, rule),
  })),
  {
    id: 'bookshop/list:authors-cached',
    description: 'The list of authors is cached at the first request: new authors are missing',
    violates: ruleClauses('createAuthor', 'resource:created-is-listed'),
    listed: cacheIds,
  },
  {
    id: 'bookshop/list:last-order',
    description: 'The last order is missing on its page',
    violates: ruleClauses('createOrder', 'resource:created-is-listed'),
    page: inOperation<Listed>('listOrders', (rows, { store }) =>
      rows.filter(({ id }) => id !== store.orders.list().at(-1)?.id),
    ),
  },
  {
    id: 'bookshop/list:books-with-null',
    description: 'Books without a subtitle are missing in the list: it is joined with another table',
    violates: ruleClauses('createBook', 'resource:created-is-listed'),
    ...changeList('listBooks', (listed) => listed.filter(({ data }) => (data.subtitle ?? null) !== null)),
  },
  {
    id: 'bookshop/list:reviews-of-readers',
    description: 'Reviews whose `reader` is null are missing in the list',
    violates: ruleClauses('createReview', 'resource:created-is-listed'),
    ...changeList('listReviews', (listed) => listed.filter(({ data }) => data.reader !== null)),
  },
];
