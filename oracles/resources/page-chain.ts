import type { ListParameters } from '../../spec/openapi/list-parameters.ts';
import { findNextValue } from '../../spec/openapi/next-page.ts';
import type { ScenarioContext } from './judgement.ts';
import {
  findTotal,
  getIds,
  getParameters,
  getQuery,
  hasNextPage,
  isWholeList,
  listLists,
  statesEnd,
} from './list-entries.ts';
import { type Entry, isChange } from './timeline.ts';

/** The value of a query parameter that selects the page after another one. */
interface NextQuery {
  name: string;
  value: string;
  /** The runtime expression of the part of the response that states it. */
  expression?: string;
}

/** How the page after a list is requested: as its response states, else by counting. Undefined if that is not known. */
export function findNextQuery(
  list: Entry,
  { page, firstPage, offset, cursor }: ListParameters,
): NextQuery | undefined {
  for (const parameter of [cursor, page, offset]) {
    const next = parameter && findNextValue(list.exchange, parameter.name);
    if (next && (parameter === cursor || /^\d+$/.test(next.value))) return { name: parameter.name, ...next };
  }
  const count = list.items?.length ?? 0;
  if (count === 0 || statesEnd(list)) return undefined;
  const number = page && (getQuery(list, page.name) ?? firstPage);
  if (number !== undefined) return page && { name: page.name, value: String(Number(number) + 1) };
  return offset && { name: offset.name, value: String(Number(getQuery(list, offset.name) ?? 0) + count) };
}

/** The list at a position, and the pages after it that later requests show if nothing has changed between. */
export function followPages(timeline: readonly Entry[], index: number, context: ScenarioContext): Entry[] {
  const pages: Entry[] = [];
  let [position, page] = [index, timeline[index]];
  while (page) {
    pages.push(page);
    const parameters = getParameters(page, context);
    const names = listPageNames(parameters).filter((name) => name !== parameters.limit?.name);
    const next = findNextQuery(page, parameters);
    const query = getQueryWithout(page, names);
    const found = listLists(timeline).find(
      ([at, list]) =>
        at > position &&
        next !== undefined &&
        getQuery(list, next.name) === next.value &&
        getQueryWithout(list, names) === query,
    );
    if (!found || timeline.slice(position, found[0]).some(isChange)) return pages;
    [position, page] = found;
  }
  return pages;
}

/** The path of a request with the query parameters that have none of the names, in a form that can be compared. */
export function getQueryWithout({ exchange }: Entry, names: readonly string[]): string {
  const [path = '', query = ''] = exchange.case.request.path.split('?');
  const others = [...new URLSearchParams(query)].filter(([name]) => !names.includes(name));
  return JSON.stringify([path, others.toSorted()]);
}

/** The names of the query parameters that select a page. */
export const listPageNames = ({ limit, page, offset, cursor }: ListParameters): string[] =>
  [limit, page, offset, cursor].flatMap((parameter) => parameter?.name ?? []);

/** The next response to the same request as that of a list after a position, if nothing has changed before it. */
export function findSameAfter(timeline: readonly Entry[], index: number, list: Entry): Entry | undefined {
  const query = getQueryWithout(list, []);
  const found = listLists(timeline).find(([at, each]) => at > index && getQueryWithout(each, []) === query);
  return found && !timeline.slice(index, found[0]).some(isChange) ? found[1] : undefined;
}

/** Whether two lists have the same items in the same order. */
export const hasSameItems = (list: Entry, other: Entry, context: ScenarioContext): boolean =>
  getIds(list, context).join('\n') === getIds(other, context).join('\n');

/** Whether pages that follow each other have every item, each of them once. */
export function hasEveryItem(pages: readonly Entry[], context: ScenarioContext): boolean {
  const [first, last] = [pages[0], pages.at(-1)];
  if (!first || !last) return false;
  if (pages.length === 1) return isWholeList(first, getParameters(first, context));
  const ids = pages.flatMap((page) => getIds(page, context));
  if (new Set(ids).size < ids.length || hasNextPage(last)) return false;
  if (pages.some(hasNextPage) || last.items?.length === 0) return true;
  const total = findTotal(last);
  if (total !== undefined && ids.length >= total) return true;
  const counts = pages.map(({ items = [] }) => items.length);
  const size = Number(getQuery(first, getParameters(first, context).limit?.name));
  // a server can leave out items of a page, so that only pages of the same size before a shorter one are full
  const areFull =
    counts.slice(0, -1).every((count) => count === counts[0]) && (pages.length > 2 || counts[0] === size);
  return areFull && last.items !== undefined && last.items.length < (counts[0] ?? 0);
}
