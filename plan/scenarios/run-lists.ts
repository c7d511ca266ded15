import { createTimeline, isPlainRead } from '../../oracles/resources/timeline.ts';
import { isJsonObject, type Json } from '../../spec/json.ts';
import type { Parameter } from '../../spec/openapi/contract.ts';
import type { Exchange } from '../../spec/openapi/exchange.ts';
import { findListParameters, type ListParameters } from '../../spec/openapi/list-parameters.ts';
import { findHeader } from '../../spec/openapi/request.ts';
import type { Actor, ActSubject, CreatedItem } from './actor.ts';

/** The limit in the query of a list, if the document has no maximum. */
const MAX_ITEMS = 100;
/** Maximum number of parameters by which a list is filtered. */
const MAX_FILTERS = 5;

/** Lists the items of a collection, as many as one response can have. */
export async function listAll(actor: Actor, collection: ActSubject): Promise<Exchange | undefined> {
  const operation = actor.findContext(collection.resource, 'list')?.model.operation;
  return operation && actor.act('list', collection, { query: selectAll(findListParameters(operation)) });
}

const selectAll = ({ limit }: ListParameters): Record<string, Json> =>
  limit ? { [limit.name]: findMaximum(limit) } : {};

/**
 * Lists the items of a collection that has at least two: all, in two pages, in ascending and descending order, and by
 * values of one item.
 */
export async function runLists(actor: Actor, collection: ActSubject, item: CreatedItem): Promise<void> {
  const operation = actor.findContext(collection.resource, 'list')?.model.operation;
  if (!operation) return;
  const parameters = findListParameters(operation);
  const { sort, filters } = parameters;
  const all = selectAll(parameters);
  const list = (query: Record<string, Json>) => actor.act('list', collection, { query });
  const whole = await listAll(actor, collection);
  await runPages(list, parameters, whole ? (createTimeline([whole])[0]?.items?.length ?? 0) : 0);
  for (const order of findOrders(sort?.values ?? []))
    for (const value of order)
      if (sort) await list({ ...all, [sort.parameter.name]: toValue(sort.parameter, value) });
  const current = createTimeline(actor.exchanges).findLast(
    (entry) => isPlainRead(entry, item.name) && entry.item,
  )?.item;
  for (const filter of filters.slice(0, MAX_FILTERS)) {
    const value = current?.[filter.name];
    if (value !== undefined && value !== null && typeof value !== 'object')
      await list({ ...all, [filter.name]: toValue(filter, value) });
  }
}

/** Lists a collection in two pages, which have all items unless there are too many. */
async function runPages(
  list: (query: Record<string, Json>) => Promise<Exchange | undefined>,
  { limit, page, firstPage = 1, offset, cursor }: ListParameters,
  count: number,
): Promise<void> {
  if (!limit) return;
  const size = Math.max(1, Math.ceil(count / 2));
  const pages = page
    ? [{ [page.name]: firstPage }, { [page.name]: firstPage + 1 }]
    : offset
      ? [{ [offset.name]: 0 }, { [offset.name]: size }]
      : [{}];
  const first = await list({ [limit.name]: size, ...pages[0] });
  if (pages[1]) await list({ [limit.name]: size, ...pages[1] });
  else if (cursor) {
    const next = first && findNextCursor(first, cursor.name);
    if (next !== undefined) await list({ [limit.name]: size, [cursor.name]: next });
  }
}

/** Finds the cursor of the next page: in the `Link` with the relation `next` (RFC 8288), or in a property. */
function findNextCursor({ response }: Exchange, name: string): string | undefined {
  const link = findHeader(response?.headers ?? [], 'link') ?? '';
  const [, url] = /<([^>]*)>;[^,]*rel="?next\b/.exec(link) ?? [];
  const fromLink = url === undefined ? null : new URLSearchParams(url.split('?')[1] ?? '').get(name);
  const body = response?.body.json?.value;
  const members = isJsonObject(body)
    ? Object.values(body).flatMap((value) => (isJsonObject(value) ? Object.entries(value) : []))
    : [];
  const own = isJsonObject(body) ? Object.entries(body) : [];
  const [, property] =
    [...own, ...members].find(
      ([key, value]) => /next|cursor/i.test(key) && typeof value === 'string' && !value.includes('/'),
    ) ?? [];
  return fromLink ?? (typeof property === 'string' ? property : undefined);
}

const findMaximum = ({ schema }: Parameter): number =>
  typeof schema === 'boolean' ? MAX_ITEMS : Math.min(schema.maximum ?? MAX_ITEMS, MAX_ITEMS);

/** An array parameter gets a list of one value. */
const toValue = ({ schema }: Parameter, value: Json): Json =>
  typeof schema !== 'boolean' && !JSON.stringify(schema.anyOf ?? schema).includes('"items"')
    ? value
    : [value];

/** Maximum number of properties by which a list is sorted. */
const MAX_ORDERS = 3;

/** Finds the values for the two orders of a property: `name` and `-name`, `Asc` and `Desc`. */
function findOrders(values: readonly string[]): [ascending: string, descending: string][] {
  const byLowerCase = new Map(values.map((value) => [value.toLowerCase(), value]));
  const findReverse = (value: string): string | undefined =>
    [`-${value}`, value.replace('asc', 'desc'), `${value}_desc`, `${value}:desc`]
      .filter((reverse) => reverse !== value)
      .map((reverse) => byLowerCase.get(reverse))
      .find((reverse) => reverse !== undefined);
  return [...byLowerCase]
    .flatMap(([lower, value]): [string, string][] => {
      const reverse = findReverse(lower);
      return reverse === undefined ? [] : [[value, reverse]];
    })
    .slice(0, MAX_ORDERS);
}
