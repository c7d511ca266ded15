import { createTimeline } from '../../oracles/resources/timeline.ts';
import { isJsonObject, type Json } from '../../spec/json.ts';
import type { Parameter } from '../../spec/openapi/contract.ts';
import type { Exchange } from '../../spec/openapi/exchange.ts';
import { findListParameters } from '../../spec/openapi/list-parameters.ts';
import { findHeader } from '../../spec/openapi/request.ts';
import type { Actor, CreatedItem } from './actor.ts';

/** The most items that a list is asked for, if the document has no maximum. */
const MAX_ITEMS = 100;
/** Maximum number of parameters by which a list is filtered. */
const MAX_FILTERS = 5;

/**
 * Lists the items of a collection that has at least two: all, page by page, in ascending and descending order, and by
 * values of one item.
 */
export async function runLists(
  actor: Actor,
  collection: Omit<CreatedItem, 'exchange'>,
  item: CreatedItem,
): Promise<void> {
  const operation = actor.findContext(collection.resource, 'list')?.model.operation;
  if (!operation) return;
  const { limit, page, offset, cursor, sort, filters } = findListParameters(operation);
  const list = (query: Record<string, Json>) => actor.act('list', collection, { query });
  const all = limit ? { [limit.name]: findMaximum(limit) } : {};
  await list(all);
  if (limit) {
    const first = await list({
      [limit.name]: 1,
      ...(page && { [page.name]: 1 }),
      ...(!page && offset && { [offset.name]: 0 }),
    });
    if (page) await list({ [limit.name]: 1, [page.name]: 2 });
    else if (offset) await list({ [limit.name]: 1, [offset.name]: 1 });
    else if (cursor) {
      const next = first && findNextCursor(first, cursor.name);
      if (next !== undefined) await list({ [limit.name]: 1, [cursor.name]: next });
    }
  }
  const [ascending, descending] = findOrders(sort?.values ?? []);
  if (sort && ascending !== undefined && descending !== undefined) {
    await list({ ...all, [sort.parameter.name]: toValue(sort.parameter, ascending) });
    await list({ ...all, [sort.parameter.name]: toValue(sort.parameter, descending) });
  }
  const read = actor.exchanges.findLast(
    ({ case: { step } }) => step?.action === 'read' && step.item === item.name,
  );
  const current = read && createTimeline([read])[0]?.item;
  for (const { name } of filters.slice(0, MAX_FILTERS)) {
    const value = current?.[name];
    if (value !== undefined && value !== null && typeof value !== 'object')
      await list({ ...all, [name]: value });
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
const toValue = ({ schema }: Parameter, value: string): Json =>
  typeof schema !== 'boolean' && !JSON.stringify(schema.anyOf ?? schema).includes('"items"')
    ? value
    : [value];

/** Finds the values for the ascending and the descending order of one property: `name` and `-name`, `asc` and `desc`. */
function findOrders(values: readonly string[]): [ascending?: string, descending?: string] {
  const descending = (value: string) => [
    `-${value}`,
    value.replace(/asc/i, 'desc'),
    value.replace(/asc/i, 'DESC'),
    `${value}_desc`,
    `${value}:desc`,
  ];
  for (const value of values) {
    const other = descending(value).find((each) => each !== value && values.includes(each));
    if (other !== undefined) return [value, other];
  }
  return [];
}
