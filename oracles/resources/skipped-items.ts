import type { ScenarioContext } from './judgement.ts';
import {
  getIds,
  getParameters,
  getQuery,
  hasNextPage,
  isFirstPage,
  isPlainList,
  isWholeList,
  listLists,
} from './list-entries.ts';
import { findSameAfter, getQueryWithout, hasSameItems, listPageNames } from './page-chain.ts';
import { type Entry, isChange } from './timeline.ts';

interface SkippedItem {
  id: string;
  /** The lists that have the item. */
  lists: readonly Entry[];
}

/**
 * Finds an item that is on none of two consecutive pages, though a list with every item has it, or one with a larger limit
 * before and after them has it before an item of the pages.
 */
export function findSkipped(
  timeline: readonly Entry[],
  first: Entry,
  second: Entry,
  context: ScenarioContext,
): SkippedItem | undefined {
  const parameters = getParameters(second, context);
  const [ids, others] = [getIds(first, context), getIds(second, context)];
  const isSkipped = (id: string): boolean => !ids.includes(id) && !others.includes(id);
  const [start, end] = [timeline.indexOf(first), timeline.indexOf(second)];
  const plain = listLists(timeline).filter(([, list]) => isPlainList(list, context));
  const unchanged = plain.filter(
    ([at]) => !timeline.slice(Math.min(at, start), Math.max(at, end)).some(isChange),
  );
  const before = unchanged.flatMap(([at, list]) => (at <= start ? [list] : []));
  const whole = before.findLast((list) => isWholeList(list, parameters));
  if (whole) {
    const all = getIds(whole, context);
    const size = Number(getQuery(second, parameters.limit?.name));
    // a page can have fewer items than its limit, and then more pages follow
    const isComplete = all.length <= size * 2 && (others.length >= size || !hasNextPage(second));
    const id = isComplete ? all.find(isSkipped) : undefined;
    const again = findSameAfter(timeline, end, whole);
    const isSame = !again || hasSameItems(whole, again, context);
    return id === undefined || !isSame ? undefined : { id, lists: [whole, ...(again ? [again] : [])] };
  }
  const names = listPageNames(parameters);
  const long = before.findLast(
    (list) =>
      list !== first &&
      isFirstPage(list, parameters) &&
      getQueryWithout(list, names) === getQueryWithout(first, names),
  );
  if (!long) return undefined;
  const again = findSameAfter(timeline, end, long);
  if (!again || !hasSameItems(long, again, context)) return undefined;
  const all = getIds(long, context);
  // an item of the pages that the list does not have follows its last one
  const last = others.some((id) => !all.includes(id))
    ? all.length
    : all.findLastIndex((id) => others.includes(id));
  const id = all.slice(0, Math.max(0, last)).find(isSkipped);
  return id === undefined ? undefined : { id, lists: [long, again] };
}
