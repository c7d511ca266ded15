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
  isPlainList,
  isWholeList,
  listLists,
} from './list-entries.ts';
import type { Entry } from './timeline.ts';

/** Judges whether a list with the value of an item in its query has that item, and only items with the value. */
export const judgeFilter: ResourceOracle = (timeline, context) =>
  listLists(timeline).flatMap(([index, list]): Judgement[] => {
    const parameters = getParameters(list, context);
    const filter = parameters.filters.find(({ name }) => getQuery(list, name) !== undefined);
    const text = getQuery(list, filter?.name);
    if (!filter || text === undefined) return [];
    const { name } = filter;
    const values = (list.items ?? []).flatMap((item) =>
      isJsonObject(item) && item[name] !== undefined ? [item[name]] : [],
    );
    const others = findOthers(values, text);
    if (others.length > 0) {
      const failure = failBody(
        `only items whose \`${name}\` is ${text}`,
        `${others.length} items with other values, such as ${JSON.stringify(others[0])}`,
      );
      return [toJudgement('list:filter', list, [], failure)];
    }
    const whole = listLists(timeline.slice(0, index)).findLast(
      ([, each]) => each.step.resource === list.step.resource && isPlainList(each, context),
    )?.[1];
    if (!whole || !isWholeList(list, parameters)) return [toJudgement('list:filter', list, [], undefined)];
    const [lost] = getIds(whole, context).filter((id) => {
      const item = findItemById(whole, id, context);
      const isSelected = isJsonObject(item) && item[name] !== undefined && String(item[name]) === text;
      return isSelected && findItemById(list, id, context) === undefined;
    });
    if (lost === undefined) return [toJudgement('list:filter', list, [whole, list], undefined)];
    const failure = failBody(`the item ${lost}, whose \`${name}\` is ${text}`, 'no such item');
    return [
      toJudgement('list:filter', list, [...findCreation(timeline, lost, context), whole, list], failure),
    ];
  });

/** The request that created the item, if it is in the timeline. */
const findCreation = (timeline: readonly Entry[], id: string, { idNames }: ScenarioContext): Entry[] =>
  timeline
    .filter(
      ({ step, item, isAccepted }) =>
        step.action === 'create' && isAccepted && idNames.some((name) => String(item?.[name]) === id),
    )
    .slice(0, 1);

/**
 * Returns the values of items that a filter should have left out. A number may be the lowest or the highest that is
 * selected, and a text may be a part of the value.
 */
function findOthers(values: readonly Json[], text: string): Json[] {
  const others = values.filter((value) => !matches(value, text));
  const numbers = others.filter((value) => typeof value === 'number');
  if (numbers.length !== others.length) return others;
  const isOneSided = [1, -1].some((sign) => numbers.every((value) => sign * (value - Number(text)) > 0));
  return isOneSided ? [] : others;
}

function matches(value: Json, text: string): boolean {
  if (Array.isArray(value)) return value.some((item) => matches(item, text));
  return typeof value === 'string'
    ? value.toLowerCase().includes(text.toLowerCase())
    : String(value) === text.toLowerCase();
}

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
