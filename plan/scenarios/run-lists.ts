import { isDeepStrictEqual } from 'node:util';
import { isWholeList } from '../../oracles/resources/list-entries.ts';
import { createTimeline, type Entry, isPlainRead } from '../../oracles/resources/timeline.ts';
import type { Json } from '../../spec/json.ts';
import type { Operation } from '../../spec/openapi/contract.ts';
import type { Exchange } from '../../spec/openapi/exchange.ts';
import { findListParameters, type ListParameters } from '../../spec/openapi/list-parameters.ts';
import { findNextValue } from '../../spec/openapi/next-page.ts';
import { documentsLinks, listPageLinks } from '../../spec/openapi/page-links.ts';
import type { Actor, ActSubject, CreatedItem } from './actor.ts';
import {
  findOrders,
  type Selection,
  selectAll,
  selectByBound,
  selectSeveral,
  selectValue,
} from './list-queries.ts';
import { haveItems, type Query, type SendList, searchCreated, searchPages } from './search-pages.ts';

/** Maximum number of parameters by which a list is filtered, and of bounds. */
const MAX_FILTERS = 5;

/** Lists the items of a collection, as many as one response can have. */
export async function listAll(
  actor: Actor,
  collection: ActSubject,
  options: Parameters<Actor['act']>[2] = {},
): Promise<Exchange | undefined> {
  const operation = actor.findContext(collection.resource, 'list')?.model.operation;
  const query = operation && selectAll(findListParameters(operation));
  return query && actor.act('list', collection, { ...options, query });
}

/**
 * Lists the items of a collection that has at least two: all, in two pages, in ascending and descending order, page by
 * page until the created items are shown, by values of items, and all again.
 */
export async function runLists(
  actor: Actor,
  collection: ActSubject,
  created: readonly CreatedItem[],
): Promise<void> {
  const operation = actor.findContext(collection.resource, 'list')?.model.operation;
  if (!operation) return;
  const parameters = findListParameters(operation);
  const all = selectAll(parameters);
  let last: Query = {};
  const list: SendList = async (query, bindings = []) => {
    last = query;
    const exchange = await actor.act('list', collection, { query, bindings });
    return createTimeline(exchange ? [exchange] : []).find(({ isAccepted, items }) => isAccepted && items);
  };
  const whole = await list(all);
  await runPages(list, parameters, whole);
  const { sort } = parameters;
  for (const order of findOrders(sort?.values ?? []))
    for (const value of order) if (sort) await list({ ...all, ...selectValue(sort.parameter, value) });
  await searchCreated(actor, created, list, parameters, all, whole);
  const selections = chooseSelections(actor, created, parameters, whole?.items ?? []);
  await followLink(list, operation, parameters, selections[0]);
  for (const { query, wanted } of selections) {
    const selected = { ...all, ...query };
    await searchPages(list, parameters, selected, await list(selected), (pages) =>
      haveItems(pages, wanted, collection.resource),
    );
  }
  if (last !== all) await list(all);
}

/**
 * Lists one item with a selection or an order. If its link to the next page has a cursor instead of these, which may stand
 * for them, lists that page by the query of the link only.
 */
async function followLink(
  list: SendList,
  operation: Operation,
  { limit, cursor, sort }: ListParameters,
  selection: Selection | undefined,
): Promise<void> {
  const [order] = sort?.values ?? [];
  const query = selection?.query ?? (sort && order !== undefined && selectValue(sort.parameter, order));
  if (!limit || !query || !documentsLinks(operation)) return;
  const first = await list({ ...query, [limit.name]: 1 });
  const link = listPageLinks(first?.exchange.response).find(({ relation }) => relation === 'next');
  const next = first && cursor && findNextValue(first.exchange, cursor.name);
  if (!next || link?.query.get(cursor.name) !== next.value) return;
  if (Object.keys(query).some((name) => link.query.has(name))) return;
  const source = first.exchange.case.id;
  await list(Object.fromEntries(link.query), [{ in: 'query', name: cursor.name, source, ...next }]);
}

/** Selects items by a value of the first created item, by several values, and by bounds. */
function chooseSelections(
  actor: Actor,
  [item]: readonly CreatedItem[],
  { filters, bounds }: ListParameters,
  items: readonly Json[],
): Selection[] {
  const current = createTimeline(actor.exchanges).findLast(
    (entry) => item && isPlainRead(entry, item.name) && entry.item,
  )?.item;
  return [
    ...filters.slice(0, MAX_FILTERS).flatMap((filter): Selection[] => {
      const value = current?.[filter.name];
      const isScalar = value !== undefined && value !== null && typeof value !== 'object';
      const several = selectSeveral(filter, items);
      return [
        ...(isScalar ? [{ query: selectValue(filter, value), wanted: [] }] : []),
        ...(several ? [several] : []),
      ];
    }),
    ...bounds.slice(0, MAX_FILTERS).flatMap((bound) => selectByBound(bound, items)),
  ];
}

/**
 * Lists a collection in two pages. If there are more items than a list can have, or an item is on both pages, the first of
 * them follow again, because other users may have changed the collection.
 */
async function runPages(list: SendList, parameters: ListParameters, whole: Entry | undefined): Promise<void> {
  const { limit, page, firstPage = 1, offset, cursor } = parameters;
  if (!limit) return;
  const size = Math.max(1, Math.ceil((whole?.items?.length ?? 0) / 2));
  const pages = page
    ? [{ [page.name]: firstPage }, { [page.name]: firstPage + 1 }]
    : offset
      ? [{ [offset.name]: 0 }, { [offset.name]: size }]
      : [{}];
  const first = await list({ [limit.name]: size, ...pages[0] });
  const next = cursor && first && findNextValue(first.exchange, cursor.name);
  const source = first?.exchange.case.id;
  const second = pages[1]
    ? await list({ [limit.name]: size, ...pages[1] })
    : next && source !== undefined
      ? await list({ [limit.name]: size, [cursor.name]: next.value }, [
          { in: 'query', name: cursor.name, source, ...next },
        ])
      : undefined;
  if (second && whole && !isWholeList(whole, parameters)) await list(selectAll(parameters));
  const shown = first?.items ?? [];
  const isRepeated = second?.items?.some((item) => shown.some((each) => isDeepStrictEqual(item, each)));
  if (isRepeated) await list({ [limit.name]: size, ...pages[0] });
}
