import { isJsonObject, type Json, joinPointer } from '../../spec/json.ts';
import type { Parameter } from '../../spec/openapi/contract.ts';
import { listFieldLinks } from '../../spec/openapi/link-field.ts';
import { findListParameters, type ListParameters, totalNames } from '../../spec/openapi/list-parameters.ts';
import { normalizeName } from '../../spec/openapi/path-names.ts';
import { listAlternatives } from '../../spec/openapi/schema-properties.ts';
import { findItemWithId, hasId } from './find-item.ts';
import type { ScenarioContext } from './judgement.ts';
import type { Entry } from './timeline.ts';

/** Returns the item of a list that has the id. */
export const findItemById = (
  { items = [] }: Entry,
  id: Json | undefined,
  { idNames }: ScenarioContext,
): Json | undefined => (id === undefined ? undefined : findItemWithId(items, id, idNames));

/** Whether every item of a list shows its id, so that an id that no item has is not listed. */
export const showsIds = ({ items = [] }: Entry, { idNames }: Pick<ScenarioContext, 'idNames'>): boolean =>
  items.every((each) => !isJsonObject(each) || hasId(each, idNames));

/** Returns the id of an item by the most likely of its names; undefined if it has none. */
export const getId = (item: Json | undefined, { idNames }: ScenarioContext): Json | undefined => {
  const name = isJsonObject(item) ? idNames.find((each) => item[each] !== undefined) : undefined;
  return name === undefined || !isJsonObject(item) ? undefined : item[name];
};

/** Returns the ids of the items that have one, as texts. */
export const getIds = (list: Entry, context: ScenarioContext): string[] =>
  (list.items ?? []).flatMap((item) => {
    const id = getId(item, context);
    return id === undefined ? [] : [String(id)];
  });

/** Returns the value of a query parameter of the request. */
export const getQuery = ({ exchange }: Entry, name: string | undefined): string | undefined =>
  name === undefined
    ? undefined
    : (new URLSearchParams(exchange.case.request.path.split('?')[1] ?? '').get(name) ?? undefined);

/** Returns the values of a query parameter that is an array: `status=a,b`, or `status=a&status=b`. */
export function getQueryValues(entry: Entry, { name, style, explode, schema }: Parameter): string[] {
  const { path } = entry.exchange.case.request;
  const pairs = (path.split('?')[1] ?? '').split('&').map((pair) => pair.split('='));
  const texts = pairs.flatMap(([key = '', ...rest]) => (decode(key) === name ? [rest.join('=')] : []));
  if (explode || !listAlternatives(schema).some(({ items }) => items !== undefined)) return texts.map(decode);
  return texts.flatMap((text) => text.split(separators[style] ?? ',')).map(decode);
}

/** The separators of the items of an array, encoded or not (OpenAPI 3.1.1 section 4.8.12.3). */
const separators: Readonly<Record<string, RegExp>> = { spaceDelimited: /%20|\+/, pipeDelimited: /%7C|\|/i };

const decode = (text: string): string => new URLSearchParams(`x=${text}`).get('x') ?? '';

/** The total number of items that a response states, in a header field or a property. */
export function findTotal({ exchange: { response } }: Entry): number | undefined {
  const isTotal = (name: string) => totalNames.test(normalizeName(name));
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

/** A property of a response outside of its items. */
interface EnvelopeProperty {
  name: string;
  value: Json;
  pointer: string;
  /** The names of the properties of the same object. */
  siblings: readonly string[];
}

/** Maximum number of objects in each other in which a list states its pages. */
const MAX_ENVELOPES = 2;

/** The properties of the response to a list, outside of its items. */
export function listEnvelope({ exchange: { response } }: Entry): EnvelopeProperty[] {
  const list = (value: Json | undefined, pointer: string, depth: number): EnvelopeProperty[] =>
    isJsonObject(value) && depth <= MAX_ENVELOPES
      ? Object.entries(value).flatMap(([name, member]) => {
          const own = joinPointer(pointer, name);
          const siblings = Object.keys(value).filter((each) => each !== name);
          return [{ name, value: member, pointer: own, siblings }, ...list(member, own, depth + 1)];
        })
      : [];
  return list(response?.body.json?.value, '', 0);
}

export const hasNextPage = (entry: Entry): boolean =>
  listFieldLinks(entry.exchange.response).some(({ relation }) => relation === 'next') ||
  listEnvelope(entry).some(
    ({ name, value }) =>
      /next|has_?more|cursor/i.test(name) &&
      (isJsonObject(value) ? Object.values(value).some(Boolean) : Boolean(value)),
  );

/** Whether the response states that no page follows. */
export const statesEnd = (entry: Entry): boolean =>
  !hasNextPage(entry) && listEnvelope(entry).some(({ name }) => /next|has_?more/i.test(name));

/** Whether the response has every item: it states so, or has fewer than it may have. */
export function isWholeList(entry: Entry, parameters: ListParameters): boolean {
  const count = entry.items?.length ?? 0;
  const { limit } = parameters;
  if (!isFirstPage(entry, parameters) || hasNextPage(entry)) return false;
  const total = findTotal(entry);
  if (total !== undefined) return count >= total;
  const size = getQuery(entry, limit?.name);
  // without a limit in the request, a round number may be the size of a page
  return size === undefined ? count % 10 !== 0 || count === 0 : count < Number(size);
}

/** Whether the query selects the first page. A number may be that of the first page if it is not known. */
export const isFirstPage = (entry: Entry, { page, firstPage, offset, cursor }: ListParameters): boolean => {
  const number = Number(getQuery(entry, page?.name) ?? firstPage ?? 1);
  const start = Number(getQuery(entry, offset?.name) ?? 0);
  return number <= (firstPage ?? 1) && start === 0 && getQuery(entry, cursor?.name) === undefined;
};

export const getParameters = ({ exchange }: Entry, { findOperation }: ScenarioContext): ListParameters => {
  const operation = findOperation(exchange.case.operation);
  return operation ? findListParameters(operation) : { filters: [], bounds: [] };
};

/** The accepted lists with their positions, without those of another user. */
export const listLists = (timeline: readonly Entry[]): [index: number, list: Entry][] =>
  [...timeline.entries()].filter(
    ([, { step, isAccepted, items }]) =>
      step.action === 'list' && !step.isInvalid && isAccepted && items !== undefined,
  );

/** The request directly before a position, if it is an accepted list. */
export const findListBefore = (timeline: readonly Entry[], index: number): Entry | undefined =>
  listLists(timeline).find(([position]) => position === index - 1)?.[1];

/** Whether a list of the resource shows what was created and not deleted; the query must not select other items. */
export const isPlainList = (entry: Entry, context: ScenarioContext): boolean => {
  const { filters, bounds } = getParameters(entry, context);
  return [...filters, ...bounds].every(({ name }) => getQuery(entry, name) === undefined);
};
