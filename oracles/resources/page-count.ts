import { parentPointer } from '../../spec/json.ts';
import { isPageCountName, limitNames, totalNames } from '../../spec/openapi/list-parameters.ts';
import { normalizeName } from '../../spec/openapi/path-names.ts';
import type { Failure } from '../check-context.ts';
import { type Judgement, type ResourceOracle, type ScenarioContext, toJudgement } from './judgement.ts';
import {
  findTotal,
  getParameters,
  getQuery,
  hasNextPage,
  isFirstPage,
  listEnvelope,
  listLists,
} from './list-entries.ts';
import type { Entry } from './timeline.ts';

/** Servers may limit the number of pages that clients can request. */
const MAX_PAGES = 100;

/**
 * Judges the number of pages that lists state, by their total and the size of their pages. A list without items may have
 * no page, or an empty one.
 */
export const judgePageCount: ResourceOracle = (timeline, context) =>
  listLists(timeline).flatMap(([, list]): Judgement[] => {
    const [stated, total] = [findPageCount(list), findTotal(list)];
    if (!stated || total === undefined || isTooSmall(list, total, context)) return [];
    const sizes = total === 0 ? [1] : listPageSizes(list, total, stated, context);
    const counts = sizes.map((size) => Math.ceil(total / size));
    if (counts.length === 0 || Math.max(...counts) > MAX_PAGES) return [];
    const allowed = total === 0 ? [0, 1] : counts;
    // the number of the last page is one less if that of the first is 0
    const isOff = /max|last/.test(stated.name) && getParameters(list, context).firstPage !== 1;
    const isAllowed = allowed.some(
      (count) => stated.count === count || (isOff && stated.count === count - 1),
    );
    const failure: Failure | undefined = isAllowed
      ? undefined
      : {
          location: { body: stated.pointer },
          expected: `${allowed.join(' or ')}, because the total is ${total}`,
          received: { value: stated.count },
        };
    return [toJudgement('list:page-count', list, [], failure)];
  });

/** Whether a list has more items than its total, which another rule judges, as other pages have items too. */
function isTooSmall(list: Entry, total: number, context: ScenarioContext): boolean {
  const count = list.items?.length ?? 0;
  const isOnly = isFirstPage(list, getParameters(list, context)) && !hasNextPage(list);
  return isOnly || count === 0 ? total < count : total <= count;
}

interface PageCount {
  name: string;
  count: number;
  pointer: string;
  /** The size of the pages that the same object states. */
  size: number | undefined;
}

/** The number of pages that a list states beside its total. */
function findPageCount(list: Entry): PageCount | undefined {
  const properties = listEnvelope(list);
  const [own, ...others] = properties.filter(
    ({ name, value, siblings }) =>
      isPageCountName(name) &&
      typeof value === 'number' &&
      siblings.some((each) => totalNames.test(normalizeName(each))),
  );
  if (!own || others.length > 0) return undefined;
  const parent = parentPointer(own.pointer);
  const size = properties.find(
    ({ name, value, pointer }) =>
      limitNames.test(normalizeName(name)) &&
      typeof value === 'number' &&
      value > 0 &&
      parentPointer(pointer) === parent,
  )?.value;
  return {
    ...{ name: normalizeName(own.name), count: Number(own.value), pointer: own.pointer },
    size: size === undefined ? undefined : Number(size),
  };
}

/**
 * The sizes that the pages of a list can have: the limit in the query if the page is full, else the size that is stated.
 * It can also be the number of items of the page, and the server can have a lower limit than that in the query.
 */
function listPageSizes(list: Entry, total: number, { size }: PageCount, context: ScenarioContext): number[] {
  const parameters = getParameters(list, context);
  const count = list.items?.length ?? 0;
  if (count === total && isFirstPage(list, parameters)) return [total];
  const limit = Number(getQuery(list, parameters.limit?.name) ?? Number.NaN);
  if (count === limit) return [limit];
  if (size === undefined || (size === count && size !== limit)) return [];
  return Number.isNaN(limit) ? [size] : [size, limit];
}
