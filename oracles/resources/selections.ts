import { isJsonObject, type Json } from '../../spec/json.ts';
import {
  failBody,
  type Judgement,
  type ResourceOracle,
  type ScenarioContext,
  toJudgement,
} from './judgement.ts';
import {
  findItemById,
  findListBefore,
  getIds,
  getParameters,
  getQuery,
  isFirstPage,
  isPlainList,
  listLists,
} from './list-entries.ts';
import { findSameAfter, followPages, getQueryWithout, hasEveryItem } from './page-chain.ts';
import { listSelections, type Selection } from './selection.ts';
import { type Entry, isChange } from './timeline.ts';

/** The path of a request without its query. */
const getPath = ({ exchange }: Entry): string | undefined => exchange.case.request.path.split('?')[0];

/**
 * Judges whether a list with values of items in its query, or with bounds of them, has these items and no others: on the
 * list and the pages that follow it.
 */
export const judgeFilter: ResourceOracle = (timeline, context) =>
  listLists(timeline).flatMap(([index, list]): Judgement[] => {
    const selections = listSelections(list, context);
    if (selections.length === 0) return [];
    const rule = 'list:filter';
    for (const { description, property, findOthers } of selections) {
      const others = findOthers((list.items ?? []).flatMap((item) => getValue(item, property)));
      if (others.length === 0) continue;
      const failure = failBody(
        `only items ${description}`,
        `${others.length} items with other values, such as ${JSON.stringify(others[0])}`,
      );
      return [toJudgement(rule, list, [], failure)];
    }
    const plain = listPlainListsBefore(timeline, index, context);
    const pages = isFirstPage(list, getParameters(list, context))
      ? followPages(timeline, index, context)
      : [];
    // other lists may have other items at that time, or in that order
    const names = selections.map(({ name }) => name);
    const known = plain.filter((each) => getQueryWithout(each, names) === getQueryWithout(list, names));
    const lost = hasEveryItem(pages, context)
      ? findLost(known, pages, selections, context, (each) => findSameAfter(timeline, index, each))
      : undefined;
    if (lost) {
      const failure = failBody(
        `the item ${lost.id}, ${selections.map(({ description }) => description).join(' and ')}`,
        'no such item',
      );
      const creation = findCreation(timeline, lost.id, context);
      const evidence = [...(creation ? [creation] : []), ...lost.lists, ...pages];
      return [toJudgement(rule, list, evidence, failure)];
    }
    const shown = [list, ...plain].flatMap(({ items = [] }) => items);
    const isEvident = selections.every(({ property, decides }) =>
      decides(shown.flatMap((item) => getValue(item, property))),
    );
    return isEvident ? [toJudgement(rule, list, [...plain.slice(-1), list], undefined)] : [];
  });

/** The lists of the same collection before a position that select no items, since the last change. */
function listPlainListsBefore(
  timeline: readonly Entry[],
  index: number,
  context: ScenarioContext,
): readonly Entry[] {
  const list = timeline[index];
  return listLists(timeline.slice(0, index)).flatMap(([position, each]) =>
    list &&
    getPath(each) === getPath(list) &&
    isPlainList(each, context) &&
    !timeline.slice(position, index).some(isChange)
      ? [each]
      : [],
  );
}

/**
 * Finds an item of a list that is selected, but that none of the pages has. If the list was requested again, it must have
 * the item still.
 */
function findLost(
  known: readonly Entry[],
  pages: readonly Entry[],
  selections: readonly Selection[],
  context: ScenarioContext,
  findAgain: (list: Entry) => Entry | undefined,
): { id: string; lists: Entry[] } | undefined {
  for (const list of known.toReversed()) {
    const again = findAgain(list);
    const id = getIds(list, context).find((each) => {
      const item = findItemById(list, each, context);
      return (
        selections.every(({ property, selects }) => getValue(item, property).some(selects)) &&
        [...pages, ...(again ? [again] : [])].every(
          (page) => (findItemById(page, each, context) !== undefined) === (page === again),
        )
      );
    });
    if (id !== undefined) return { id, lists: again ? [list, again] : [list] };
  }
  return undefined;
}

/** The request that created the item, if it is in the timeline. */
const findCreation = (
  timeline: readonly Entry[],
  id: string,
  { idNames }: ScenarioContext,
): Entry | undefined =>
  timeline.find(
    ({ step, item, isAccepted }) =>
      step.action === 'create' && isAccepted && idNames.some((name) => String(item?.[name]) === id),
  );

/** The value of a property of an item, if it has one. */
export const getValue = (item: Json | undefined, property: string): Json[] =>
  isJsonObject(item) && item[property] !== undefined ? [item[property]] : [];

/**
 * Judges whether lists in ascending and descending order differ in the order of some items, and have numbers and times
 * in order.
 */
export const judgeSort: ResourceOracle = (timeline, context) =>
  listLists(timeline).flatMap(([index, second]): Judgement[] => {
    const sort = getParameters(second, context).sort?.parameter.name;
    const order = getQuery(second, sort);
    if (order === undefined) return [];
    const property = order.replace(/^[+-]|[:_ -]?(asc|desc)$/gi, '');
    const values = (second.items ?? []).flatMap((item) =>
      isJsonObject(item) && item[property] !== undefined && item[property] !== null ? [item[property]] : [],
    );
    const misplaced = findMisplaced(values);
    if (misplaced !== undefined) {
      const failure = failBody(`the order of \`${order}\``, `${misplaced.join(', ')} in this order`);
      return [toJudgement('list:sort', second, [], failure)];
    }
    const first = findListBefore(timeline, index);
    const other = first && getQuery(first, sort);
    if (!first || other === undefined || other === order) return [];
    const [ids, reversed] = [getIds(first, context), getIds(second, context)];
    const isSameSet = ids.length === reversed.length && ids.every((id) => reversed.includes(id));
    if (!isSameSet || new Set(values.map(String)).size < 2) return [];
    const isSameOrder = ids.every((id, position) => id === reversed[position]);
    const failure = failBody(`another order than that of \`${other}\``, `the same order for \`${order}\``);
    return [toJudgement('list:sort', second, [first, second], isSameOrder ? failure : undefined)];
  });

/** Returns values next to each other of which one pair rises and another falls; undefined if they are in order. */
function findMisplaced(values: readonly Json[]): Json[] | undefined {
  const isTime = (value: Json) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT.*Z$/.test(value);
  const keys = values.every((value) => typeof value === 'number')
    ? values
    : values.every(isTime)
      ? values.map((value) => Date.parse(String(value)))
      : [];
  const signs = keys.slice(1).map((key, index) => Math.sign(key - (keys[index] ?? key)));
  const direction = signs.find((sign) => sign !== 0);
  const wrong = signs.findIndex((sign) => direction !== undefined && sign === -direction);
  return wrong < 0 ? undefined : values.slice(Math.max(0, wrong - 1), wrong + 2);
}
