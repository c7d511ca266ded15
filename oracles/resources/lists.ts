import { isJsonObject, type Json } from '../../spec/json.ts';
import { findListParameters, type ListParameters } from '../../spec/openapi/list-parameters.ts';
import { findHeader } from '../../spec/openapi/request.ts';
import type { Failure } from '../check-context.ts';
import type { Judgement, ResourceOracle, ScenarioContext } from './judgement.ts';
import { type Entry, isChange } from './timeline.ts';

/** Whether the list has an item with this id. */
export const hasItem = ({ items = [] }: Entry, id: unknown, { idNames }: ScenarioContext): boolean =>
  items.some(
    (each) =>
      String(each) === String(id) ||
      (isJsonObject(each) && idNames.some((name) => String(each[name]) === String(id))),
  );

/** Returns the value of a query parameter of the request. */
const getQuery = ({ exchange }: Entry, name: string | undefined): string | undefined =>
  name === undefined
    ? undefined
    : (new URLSearchParams(exchange.case.request.path.split('?')[1] ?? '').get(name) ?? undefined);

/** The total number of items that a response states, in a header field or a property. */
function findTotal({ exchange: { response } }: Entry): number | undefined {
  const isTotal = (name: string) =>
    /^(x[_-])?total([_-]?(count|items|results|elements|records))?$/i.test(name);
  const field = response?.headers.find(([name]) => isTotal(name))?.[1];
  if (field !== undefined && /^\d+$/.test(field)) return Number(field);
  const search = (value: Json | undefined, depth: number): number | undefined => {
    if (!isJsonObject(value) || depth > 2) return undefined;
    const own = Object.entries(value).find(([name, member]) => isTotal(name) && typeof member === 'number');
    if (own) return Number(own[1]);
    return Object.values(value)
      .map((member) => search(member, depth + 1))
      .find((total) => total !== undefined);
  };
  return search(response?.body.json?.value, 0);
}

const hasNextPage = ({ exchange: { response } }: Entry): boolean => {
  const body = response?.body.json?.value;
  const names = isJsonObject(body) ? Object.entries(body) : [];
  return (
    /rel="?next/i.test(findHeader(response?.headers ?? [], 'link') ?? '') ||
    names.some(([name, value]) => /next|has_?more|cursor/i.test(name) && Boolean(value))
  );
};

/** Whether the response has every item: it states so, or has fewer than it may have. */
function isWholeList(entry: Entry, { limit, page, offset }: ListParameters): boolean {
  const count = entry.items?.length ?? 0;
  if (Number(getQuery(entry, page?.name) ?? 1) > 1 || Number(getQuery(entry, offset?.name) ?? 0) > 0)
    return false;
  const total = findTotal(entry);
  if (total !== undefined) return count >= total;
  if (hasNextPage(entry)) return false;
  const size = getQuery(entry, limit?.name);
  // without a limit in the request, a round number may be the size of a page
  return size === undefined ? count % 10 !== 0 || count === 0 : count < Number(size);
}

const getParameters = ({ exchange }: Entry, { findOperation }: ScenarioContext): ListParameters => {
  const operation = findOperation(exchange.case.operation);
  return operation ? findListParameters(operation) : { filters: [] };
};

const listLists = (timeline: readonly Entry[]): [index: number, list: Entry][] =>
  [...timeline.entries()].filter(
    ([, { step, isAccepted, items }]) => step.action === 'list' && isAccepted && items !== undefined,
  );

/** Whether a list of the resource shows what was created and not deleted; the query must not select other items. */
const isPlainList = (entry: Entry, context: ScenarioContext): boolean => {
  const { filters } = getParameters(entry, context);
  return filters.every(({ name }) => getQuery(entry, name) === undefined);
};

/** Judges whether a list after a creation has the item. */
export const judgeListed: ResourceOracle = (timeline, context) =>
  [...timeline.entries()].flatMap(([index, creation]): Judgement[] => {
    const { step, isAccepted } = creation;
    if (step.action !== 'create' || !isAccepted || step.isInvalid || step.isRepeated) return [];
    const id = timeline
      .flatMap((entry) => entry.step.bindings)
      .find(({ source }) => source === creation.exchange.case.id)?.value;
    const isDeletion = (entry: Entry) =>
      entry.step.action === 'delete' && entry.step.item === step.item && isChange(entry);
    const deleted = timeline.findIndex(isDeletion);
    const lists = listLists(timeline.slice(0, deleted < 0 ? undefined : deleted))
      .filter(
        ([position, entry]) =>
          position > index && entry.step.resource === step.resource && isPlainList(entry, context),
      )
      .map(([, entry]) => entry);
    const [first] = lists;
    if (id === undefined || !first) return [];
    const shared = { rule: 'resource:created-is-listed', subject: creation } as const;
    if (lists.some((list) => hasItem(list, id, context)))
      return [{ ...shared, evidence: [first], result: 'pass' }];
    const whole = lists.find((list) => isWholeList(list, getParameters(list, context)));
    if (!whole) return [];
    const result: Failure = {
      location: 'body',
      expected: `an item with the id ${id}`,
      received: { words: 'no such item' },
    };
    return [{ ...shared, evidence: [whole], result }];
  });

/** Judges whether a rejected creation has added an item. */
export const judgeRejectedCreation: ResourceOracle = (timeline, context) =>
  [...timeline.entries()].flatMap(([index, entry]): Judgement[] => {
    const { step, status } = entry;
    if (step.action !== 'create' || !step.isInvalid || status < 400 || status >= 500) return [];
    const lists = listLists(timeline).filter(
      ([, list]) => isPlainList(list, context) && isWholeList(list, getParameters(list, context)),
    );
    const [, before] = lists.findLast(([position]) => position < index) ?? [];
    const [, after] = lists.find(([position]) => position > index) ?? [];
    if (!before || !after) return [];
    const between = timeline.slice(timeline.indexOf(before), timeline.indexOf(after));
    if (between.some((each) => isChange(each))) return [];
    const [old, now] = [before.items?.length ?? 0, after.items?.length ?? 0];
    const shared = {
      rule: 'resource:rejected-changes-nothing',
      subject: entry,
      evidence: [before, after],
    } as const;
    return [
      {
        ...shared,
        result: now > old ? failBody(`${old} items, as before the request`, `${now} items`) : 'pass',
      },
    ];
  });

const failBody = (expected: string, words: string): Failure => ({
  location: 'body',
  expected,
  received: { words },
});

/** Judges whether a list has at most as many items as its limit. */
export const judgeLimit: ResourceOracle = (timeline, context) =>
  listLists(timeline).flatMap(([, list]): Judgement[] => {
    const limit = getQuery(list, getParameters(list, context).limit?.name);
    if (limit === undefined) return [];
    const count = list.items?.length ?? 0;
    const isOver = count > Number(limit);
    return [
      {
        rule: 'list:limit',
        subject: list,
        evidence: [],
        result: isOver ? failBody(`at most ${limit} items`, `${count} items`) : 'pass',
      },
    ];
  });

const getIds = (list: Entry, { idNames }: ScenarioContext): string[] =>
  (list.items ?? []).flatMap((item) => {
    const name = isJsonObject(item) ? idNames.find((each) => item[each] !== undefined) : undefined;
    return name === undefined || !isJsonObject(item) ? [] : [String(item[name])];
  });

/** Judges consecutive lists of a first and a second page: no item is on both, and none is lost. */
export const judgePages: ResourceOracle = (timeline, context) =>
  listLists(timeline).flatMap(([index, second]): Judgement[] => {
    const parameters = getParameters(second, context);
    const [size, position] = [getQuery(second, parameters.limit?.name), getPosition(second, parameters)];
    const first = timeline[index - 1];
    if (
      !first?.items ||
      first.step.action !== 'list' ||
      position !== 'second' ||
      getPosition(first, parameters) !== 'first'
    )
      return [];
    if (size === undefined || size !== getQuery(first, parameters.limit?.name)) return [];
    const [ids, others] = [getIds(first, context), getIds(second, context)];
    const shared = { rule: 'list:pages', subject: second, evidence: [first] } as const;
    const repeated = others.find((id) => ids.includes(id));
    if (repeated !== undefined)
      return [
        {
          ...shared,
          evidence: [first],
          result: failBody('no item of the page before', `the item ${repeated} again`),
        },
      ];
    const whole = listLists(timeline.slice(0, index)).findLast(
      ([at, list]) =>
        isPlainList(list, context) &&
        isWholeList(list, parameters) &&
        !timeline.slice(at, index).some(isChange),
    )?.[1];
    const expected = Math.min(Number(size) * 2, whole?.items?.length ?? 0);
    if (whole && ids.length + others.length < expected)
      return [
        {
          ...shared,
          evidence: [whole, first],
          result: failBody(
            `${expected - ids.length} items, because there are ${whole.items?.length}`,
            `${others.length} items`,
          ),
        },
      ];
    return ids.length > 0 && others.length > 0 ? [{ ...shared, result: 'pass' }] : [];
  });

/** Which page of a list the request asks for. */
function getPosition(
  list: Entry,
  { limit, page, offset, cursor }: ListParameters,
): 'first' | 'second' | undefined {
  const [size, start, number] = [
    getQuery(list, limit?.name),
    getQuery(list, offset?.name),
    getQuery(list, page?.name),
  ];
  if (start !== undefined) return start === '0' ? 'first' : start === size ? 'second' : undefined;
  if (page === undefined && cursor !== undefined)
    return getQuery(list, cursor.name) === undefined ? 'first' : 'second';
  return number === '1' ? 'first' : number === '2' ? 'second' : undefined;
}

/** Judges the total number of items that lists state. */
export const judgeTotal: ResourceOracle = (timeline, context) =>
  listLists(timeline).flatMap(([index, list]): Judgement[] => {
    const [total, count] = [findTotal(list), list.items?.length ?? 0];
    if (total === undefined) return [];
    const shared = { rule: 'list:total', subject: list } as const;
    if (total < count)
      return [
        {
          ...shared,
          evidence: [],
          result: failBody(`a total of at least ${count}, the number of items`, `a total of ${total}`),
        },
      ];
    const before = timeline[index - 1];
    const isComparable = before?.items && isPlainList(before, context) && isPlainList(list, context);
    const old = before && isComparable ? findTotal(before) : undefined;
    if (before && old !== undefined && old !== total)
      return [
        {
          ...shared,
          evidence: [before],
          result: failBody(`a total of ${old}, as in the list before`, `a total of ${total}`),
        },
      ];
    const size = getQuery(list, getParameters(list, context).limit?.name);
    const isWhole =
      size !== undefined &&
      Number(size) >= total &&
      getPosition(list, getParameters(list, context)) !== 'second' &&
      !hasNextPage(list);
    if (isWhole && count < total)
      return [
        {
          ...shared,
          evidence: [],
          result: failBody(`a total of ${count}, the number of items`, `a total of ${total}`),
        },
      ];
    return [{ ...shared, evidence: [], result: 'pass' }];
  });

/** Judges whether a list with the value of an item in its query has that item, and only items with the value. */
export const judgeFilter: ResourceOracle = (timeline, context) =>
  listLists(timeline).flatMap(([index, list]): Judgement[] => {
    const parameters = getParameters(list, context);
    const filter = parameters.filters.find(({ name }) => getQuery(list, name) !== undefined);
    if (!filter) return [];
    const value = getQuery(list, filter.name);
    const shared = { rule: 'list:filter', subject: list } as const;
    const others = (list.items ?? []).filter(
      (item) => isJsonObject(item) && filter.name in item && !isMatch(item[filter.name], value),
    );
    if (others.length > 0)
      return [
        {
          ...shared,
          evidence: [],
          result: failBody(`only items whose \`${filter.name}\` is ${value}`, `${others.length} other items`),
        },
      ];
    const read = timeline
      .slice(0, index)
      .findLast(({ step, item }) => step.action === 'read' && item && isMatch(item[filter.name], value));
    const id = read?.step.bindings.at(-1)?.value;
    if (!read || id === undefined || !isWholeList(list, parameters))
      return [{ ...shared, evidence: [], result: 'pass' }];
    if (hasItem(list, id, context)) return [{ ...shared, evidence: [read], result: 'pass' }];
    return [
      {
        ...shared,
        evidence: [read],
        result: failBody(`the item ${id}, whose \`${filter.name}\` is ${value}`, 'no such item'),
      },
    ];
  });

const isMatch = (value: Json | undefined, text: string | undefined): boolean =>
  String(value).toLowerCase() === text?.toLowerCase();

/** Judges whether lists in ascending and descending order differ in the order of some items. */
export const judgeSort: ResourceOracle = (timeline, context) =>
  listLists(timeline).flatMap(([index, second]): Judgement[] => {
    const first = timeline[index - 1];
    const sort = getParameters(second, context).sort?.parameter.name;
    const [one, other] = [first && getQuery(first, sort), getQuery(second, sort)];
    if (!first?.items || one === undefined || other === undefined || one === other) return [];
    const [ids, reversed] = [getIds(first, context), getIds(second, context)];
    const property = one.replace(/^[+-]|[:_ -]?(asc|desc)$/gi, '');
    const values = new Set((second.items ?? []).map((item) => isJsonObject(item) && item[property]));
    const isSameSet = ids.length === reversed.length && ids.every((id) => reversed.includes(id));
    if (!isSameSet || values.size < 2) return [];
    const isSameOrder = ids.every((id, position) => id === reversed[position]);
    const shared = { rule: 'list:sort', subject: second, evidence: [first] } as const;
    return [
      {
        ...shared,
        result: isSameOrder
          ? failBody(`another order than that of \`${one}\``, `the same order for \`${other}\``)
          : 'pass',
      },
    ];
  });
