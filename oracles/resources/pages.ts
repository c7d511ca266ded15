import type { ListParameters } from '../../spec/openapi/list-parameters.ts';
import {
  failBody,
  type Judgement,
  type ResourceOracle,
  type ScenarioContext,
  toJudgement,
} from './judgement.ts';
import {
  findListBefore,
  findTotal,
  getIds,
  getParameters,
  getQuery,
  hasNextPage,
  isPlainList,
  listLists,
} from './list-entries.ts';
import { findSameAfter, followPages, getQueryWithout, hasSameItems, listPageNames } from './page-chain.ts';
import { findSkipped } from './skipped-items.ts';
import { type Entry, isChange } from './timeline.ts';

/** Judges whether a list has at most as many items as its limit. */
export const judgeLimit: ResourceOracle = (timeline, context) =>
  listLists(timeline).flatMap(([, list]): Judgement[] => {
    const limit = getQuery(list, getParameters(list, context).limit?.name);
    if (limit === undefined) return [];
    const count = list.items?.length ?? 0;
    const failure = count > Number(limit) ? failBody(`at most ${limit} items`, `${count} items`) : undefined;
    return [toJudgement('list:limit', list, [], failure)];
  });

/**
 * Judges consecutive lists of a first and a second page: no item is on both, and none is lost. Lists that are another at
 * the next request show nothing: other users may have changed the items.
 */
export const judgePages: ResourceOracle = (timeline, context) =>
  listLists(timeline).flatMap(([index, second]): Judgement[] => {
    const parameters = getParameters(second, context);
    const size = getQuery(second, parameters.limit?.name);
    const first = findListBefore(timeline, index);
    if (!first || !isPlainList(second, context) || getPosition(second, parameters) !== 'second') return [];
    if (getPosition(first, parameters) !== 'first' || size !== getQuery(first, parameters.limit?.name))
      return [];
    const names = listPageNames(parameters);
    if (getQueryWithout(first, names) !== getQueryWithout(second, names)) return [];
    const [ids, others] = [getIds(first, context), getIds(second, context)];
    const rule = 'list:pages';
    const repeated = others.find((id) => ids.includes(id));
    if (repeated !== undefined) {
      const again = findSameAfter(timeline, index, first);
      if (again && !hasSameItems(first, again, context)) return [];
      const failure = failBody('no item of the page before', `the item ${repeated} again`);
      return [toJudgement(rule, second, [...(again ? [again] : []), first, second], failure)];
    }
    const skipped = isFirstPageKnown(parameters) ? findSkipped(timeline, first, second, context) : undefined;
    if (skipped) {
      const failure = failBody(`the item ${skipped.id} on one of the two pages`, 'no such item');
      return [toJudgement(rule, second, [...skipped.lists, first, second], failure)];
    }
    return ids.length > 0 && others.length > 0 ? [toJudgement(rule, second, [first, second], undefined)] : [];
  });

/** Whether it is known which page is the first: the numbers of pages can start at 0 or 1. */
const isFirstPageKnown = ({ page, firstPage }: ListParameters): boolean =>
  page === undefined || firstPage !== undefined;

/** Which page of a list the request selects. */
function getPosition(
  list: Entry,
  { limit, page, firstPage = 1, offset, cursor }: ListParameters,
): 'first' | 'second' | undefined {
  const [size, start, number] = [limit, offset, page].map((parameter) => getQuery(list, parameter?.name));
  if (number !== undefined)
    return number === String(firstPage) ? 'first' : number === String(firstPage + 1) ? 'second' : undefined;
  if (start !== undefined) return start === '0' ? 'first' : start === size ? 'second' : undefined;
  if (page !== undefined || offset !== undefined || cursor === undefined || size === undefined)
    return undefined;
  return getQuery(list, cursor.name) === undefined ? 'first' : 'second';
}

/** Judges the total number of items that lists state. */
export const judgeTotal: ResourceOracle = (timeline, context) =>
  listLists(timeline).flatMap(([index, list]): Judgement[] => {
    const [total, count] = [findTotal(list), list.items?.length ?? 0];
    if (total === undefined) return [];
    const parameters = getParameters(list, context);
    const judge = (expected: string | undefined, ...evidence: Entry[]): Judgement => {
      const failure = expected === undefined ? undefined : failBody(expected, `a total of ${total}`);
      return toJudgement('list:total', list, evidence, failure);
    };
    if (total < count) return [judge(`a total of at least ${count}, the number of items`)];
    const pages = followPages(timeline, index, context);
    const known = new Set(pages.flatMap((page) => getIds(page, context))).size;
    if (pages.length > 1 && pages.every((page) => (findTotal(page) ?? known) < known))
      return [judge(`a total of at least ${known}, the number of items of the pages`, ...pages)];
    const around = isPlainList(list, context) ? findListsAround(timeline, index, context) : [];
    const totals = around.map(findTotal);
    if (around.length === 2 && totals[0] !== undefined && totals[0] === totals[1] && totals[0] !== total)
      return [judge(`a total of ${totals[0]}, as in the lists before and after`, ...around, list)];
    const size = getQuery(list, parameters.limit?.name);
    const isFirst = getPosition(list, parameters) === 'first' || isWithoutPosition(list, parameters);
    const isWhole = size !== undefined && Number(size) >= total && isFirst && !hasNextPage(list);
    return [judge(isWhole && count < total ? `a total of ${count}, the number of items` : undefined)];
  });

/**
 * The last list before a position that is sent again after it, with the repetition, if no request between them may have
 * changed the collection. A new item may be listed later, but then no list shows the old total again.
 */
function findListsAround(timeline: readonly Entry[], index: number, context: ScenarioContext): Entry[] {
  const lists = listLists(timeline.slice(0, index)).filter(
    ([position, list]) =>
      list.step.resource === timeline[index]?.step.resource &&
      isPlainList(list, context) &&
      !timeline.slice(position, index).some(isChange),
  );
  for (const [, before] of lists.toReversed()) {
    const after = findSameAfter(timeline, index, before);
    if (after) return [before, after];
  }
  return [];
}

const isWithoutPosition = (list: Entry, { page, offset, cursor }: ListParameters): boolean =>
  [page, offset, cursor].every((parameter) => getQuery(list, parameter?.name) === undefined);
