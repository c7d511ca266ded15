import { findNextQuery } from '../../oracles/resources/page-chain.ts';
import { createTimeline, type Entry } from '../../oracles/resources/timeline.ts';
import { isJsonObject, type Json, type JsonObject } from '../../spec/json.ts';
import type { Exchange } from '../../spec/openapi/exchange.ts';
import type { ListParameters } from '../../spec/openapi/list-parameters.ts';
import { listIdNames, type Resource } from '../../spec/openapi/resources.ts';
import type { Binding } from '../../spec/openapi/scenario.ts';
import type { Actor, CreatedItem } from './actor.ts';

/** Maximum number of pages that are searched for items. */
const MAX_PAGES = 10;
/** Maximum number of searches for a created item, which may be listed later. */
const MAX_SEARCHES = 2;

export type Query = Readonly<Record<string, Json>>;

/** Sends the request of a list. Resolves to undefined if the target has not accepted it. */
export type SendList = (query: Query, bindings?: readonly Binding[]) => Promise<Entry | undefined>;

/** Lists the pages that follow a list until one of the pages has each item that is searched, or none follows. */
export async function searchPages(
  list: SendList,
  parameters: ListParameters,
  query: Query,
  first: Entry | undefined,
  hasAll: (pages: readonly Entry[]) => boolean,
): Promise<void> {
  const pages: Entry[] = [];
  let page = first;
  while (page) {
    pages.push(page);
    const next = findNextQuery(page, parameters);
    // the server may have a lower limit than the first list, so that only a page that is shorter than it is the last
    const isLast = pages.length > 1 && (page.items?.length ?? 0) < (first?.items?.length ?? 0);
    if (!next || (isLast && next.expression === undefined) || pages.length === MAX_PAGES || hasAll(pages))
      return;
    const { name, value, expression } = next;
    const source = page.exchange.case.id;
    const isNumber = name !== parameters.cursor?.name;
    page = await list(
      { ...query, [name]: isNumber ? Number(value) : value },
      expression === undefined ? [] : [{ in: 'query', name, source, expression, value }],
    );
  }
}

/** Searches the created items in the pages of the list, unless a list has shown them already. */
export async function searchCreated(
  actor: Actor,
  created: readonly CreatedItem[],
  list: SendList,
  parameters: ListParameters,
  query: Query,
  whole: Entry | undefined,
): Promise<void> {
  const isListed = (): boolean => created.every((item) => findListWith(actor, item) !== undefined);
  const [item] = created;
  if (!item || !whole?.items?.some((each) => findId(each, item.resource) !== undefined)) return;
  for (let count = 0; count < MAX_SEARCHES && !isListed(); count += 1)
    await searchPages(list, parameters, query, count === 0 ? whole : await list(query), isListed);
}

/** Finds the last list that has the item: in a large collection, only one with a certain order or filter may have it. */
export function findListWith(actor: Actor, { resource, bindings }: CreatedItem): Exchange | undefined {
  const id = String(bindings.at(-1)?.value);
  return createTimeline(actor.exchanges).findLast(
    ({ step, items }) =>
      step.action === 'list' &&
      !step.isInvalid &&
      step.resource === resource.path &&
      items?.some((each) => isJsonObject(each) && Object.values(each).map(String).includes(id)),
  )?.exchange;
}

/** Whether pages have every one of the items. Items without an id are not searched. */
export const haveItems = (
  pages: readonly Entry[],
  wanted: readonly JsonObject[],
  resource: Resource,
): boolean => {
  const shown = new Set(pages.flatMap(({ items = [] }) => items.map((each) => findId(each, resource))));
  return wanted.every((each) => shown.has(findId(each, resource)));
};

const findId = (item: Json, resource: Resource): Json | undefined =>
  isJsonObject(item)
    ? listIdNames(resource)
        .map((name) => item[name])
        .find((id) => id !== undefined)
    : undefined;
