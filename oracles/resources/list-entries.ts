import { isJsonObject, type Json, type JsonObject } from '../../spec/json.ts';
import { findListParameters, type ListParameters } from '../../spec/openapi/list-parameters.ts';
import { identifierNames } from '../../spec/openapi/path-names.ts';
import { findHeader } from '../../spec/openapi/request.ts';
import type { ScenarioContext } from './judgement.ts';
import type { Entry } from './timeline.ts';

/** Returns the item of a list that has the id. */
export const findItemById = (
  { items = [] }: Entry,
  id: Json | undefined,
  { idNames }: ScenarioContext,
): Json | undefined =>
  id === undefined
    ? undefined
    : items.find(
        (each) =>
          String(each) === String(id) ||
          (isJsonObject(each) &&
            (hasId(each, idNames) ? idNames : identifierNames).some(
              (name) => String(each[name]) === String(id),
            )),
      );

const hasId = (item: JsonObject, idNames: readonly string[]): boolean =>
  idNames.some((name) => item[name] !== undefined);

/** Whether every item of a list shows its id, so that an id that no item has is not listed. */
export const showsIds = ({ items = [] }: Entry, { idNames }: ScenarioContext): boolean =>
  items.every((each) => !isJsonObject(each) || hasId(each, idNames));

/** Returns the ids of the items that have one. */
export const getIds = (list: Entry, { idNames }: ScenarioContext): string[] =>
  (list.items ?? []).flatMap((item) => {
    const name = isJsonObject(item) ? idNames.find((each) => item[each] !== undefined) : undefined;
    return name === undefined || !isJsonObject(item) ? [] : [String(item[name])];
  });

/** Returns the value of a query parameter of the request. */
export const getQuery = ({ exchange }: Entry, name: string | undefined): string | undefined =>
  name === undefined
    ? undefined
    : (new URLSearchParams(exchange.case.request.path.split('?')[1] ?? '').get(name) ?? undefined);

/** The total number of items that a response states, in a header field or a property. */
export function findTotal({ exchange: { response } }: Entry): number | undefined {
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

export const hasNextPage = ({ exchange: { response } }: Entry): boolean => {
  const body = response?.body.json?.value;
  const names = isJsonObject(body) ? Object.entries(body) : [];
  return (
    /rel="?next/i.test(findHeader(response?.headers ?? [], 'link') ?? '') ||
    names.some(([name, value]) => /next|has_?more|cursor/i.test(name) && Boolean(value))
  );
};

/** Whether the response has every item: it states so, or has fewer than it may have. */
export function isWholeList(entry: Entry, { limit, page, offset, cursor }: ListParameters): boolean {
  const count = entry.items?.length ?? 0;
  if (Number(getQuery(entry, page?.name) ?? 1) > 1 || Number(getQuery(entry, offset?.name) ?? 0) > 0)
    return false;
  if (getQuery(entry, cursor?.name) !== undefined || hasNextPage(entry)) return false;
  const total = findTotal(entry);
  if (total !== undefined) return count >= total;
  const size = getQuery(entry, limit?.name);
  // without a limit in the request, a round number may be the size of a page
  return size === undefined ? count % 10 !== 0 || count === 0 : count < Number(size);
}

export const getParameters = ({ exchange }: Entry, { findOperation }: ScenarioContext): ListParameters => {
  const operation = findOperation(exchange.case.operation);
  return operation ? findListParameters(operation) : { filters: [] };
};

/** The accepted lists with their positions. */
export const listLists = (timeline: readonly Entry[]): [index: number, list: Entry][] =>
  [...timeline.entries()].filter(
    ([, { step, isAccepted, items }]) => step.action === 'list' && isAccepted && items !== undefined,
  );

/** The request directly before a position, if it is an accepted list. */
export const findListBefore = (timeline: readonly Entry[], index: number): Entry | undefined =>
  listLists(timeline).find(([position]) => position === index - 1)?.[1];

/** Whether a list of the resource shows what was created and not deleted; the query must not select other items. */
export const isPlainList = (entry: Entry, context: ScenarioContext): boolean => {
  const { filters } = getParameters(entry, context);
  return filters.every(({ name }) => getQuery(entry, name) === undefined);
};
