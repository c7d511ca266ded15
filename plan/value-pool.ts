import { isJsonObject, isObject, type Json } from '../spec/json.ts';
import type { Exchange } from '../spec/openapi/exchange.ts';
import {
  hasSeveralWords,
  identifierNames,
  isReferenceName,
  lastResource,
  listSegmentsBefore,
  normalizeName,
  resourceBefore,
  splitIdName,
  toSingular,
} from '../spec/openapi/path-names.ts';
import { evaluateExpression } from '../spec/openapi/runtime-expression.ts';
import { listLeaves } from './cases/list-leaves.ts';

/** Values of the target's responses, by resource and property. They serve as ids in later requests. */
export interface ValuePool {
  /** Collects the scalar members of the objects in a successful response. */
  collect(path: string, exchange: Exchange): void;
  /**
   * Values for a parameter or property, most likely first: `{id}` of `/books/{id}`, `author_id`, `bookId`.
   * @param isOwn whether to leave out all but the values that identify what the run has created
   */
  find(name: string, path?: string, isOwn?: boolean): readonly Json[];
}

/** Maximum number of values per key: enough to try another, few enough to bound memory. */
const MAX_VALUES = 20;
/** Maximum number of items of a list from which values are collected. */
const MAX_ITEMS = 20;
const MAX_DEPTH = 4;

export function createValuePool(): ValuePool {
  const values = new Map<string, Json[]>();
  /**
   * Values that the requests had already. They identify a resource only if the target has given it no id, such as the name
   * of a database that is created with `{}` as the response.
   */
  const echoes = new Map<string, Json[]>();
  /** Keys and values of what the run has created: the response to a creation refers to other resources too. */
  const created = new Set<string>();
  const add = (list: Map<string, Json[]>, key: string, value: Json): void => {
    const known = list.get(key);
    if (known === undefined) list.set(key, [value]);
    else if (known.length < MAX_VALUES && !known.includes(value)) known.push(value);
  };
  const visit = (resource: string, value: unknown, sent: ReadonlySet<Json>, depth = 0): void => {
    if (depth > MAX_DEPTH) return;
    if (Array.isArray(value))
      for (const item of value.slice(0, MAX_ITEMS)) visit(resource, item, sent, depth + 1);
    if (!isObject(value)) return;
    for (const [name, member] of Object.entries(value)) {
      if (typeof member === 'string' || typeof member === 'number') {
        const list = sent.has(member) ? echoes : values;
        add(list, toKey(resource, name), member);
        if (hasSeveralWords(name)) add(list, toKey('', name), member);
      } else visit(isEnvelope(name) ? resource : name, member, sent, depth + 1);
    }
  };
  return {
    collect(path, exchange) {
      const {
        response,
        case: { request },
      } = exchange;
      if (!response || response.status >= 300) return;
      const resource = lastResource(path);
      if (request.method === 'POST' && !path.endsWith('}'))
        for (const [name, value] of listOwnEntries(response.body.json?.value))
          created.add(toEntry(toKey(resource, name), value));
      const located = evaluateExpression('$response.header.Location', exchange, `${path}/{id}`);
      if (located !== undefined) {
        add(values, toKey(resource, 'id'), located);
        created.add(toEntry(toKey(resource, 'id'), located));
      }
      const body = response.body.json?.value;
      const item = request.body && 'json' in request.body ? request.body.json : undefined;
      const sent = new Set(item === undefined ? [] : listLeaves(item).map(({ value }) => value));
      if (request.method === 'POST' && located === undefined && !namesItem(body)) visit(resource, item, sent);
      visit(resource, body, sent);
      const list = findOnlyList(body);
      if (list) visit(resource, list, sent, 1);
    },
    find(name, path = '', isOwn = false) {
      const named = splitIdName(name);
      const resource = resourceBefore(path, name);
      const keys = [
        ...(resource === undefined
          ? []
          : [toKey(resource, name), toKey(resource, named?.property ?? 'id'), toKey(resource, 'id')]),
        ...(named ? [toKey(named.resource, named.property), toKey(named.resource, name)] : []),
        // `/customers/external/{external_id}`: a property of the same name of a customer
        ...(hasSeveralWords(name)
          ? listSegmentsBefore(path, name).map((segment) => toKey(segment, name))
          : []),
      ];
      const listValues = (each: readonly string[]): Json[] =>
        [values, echoes].flatMap((list) =>
          each.flatMap((key) =>
            (list.get(key) ?? []).filter((value) => !isOwn || created.has(toEntry(key, value))),
          ),
        );
      const likely = listValues(keys);
      const others =
        resource === undefined ? [] : identifierNames.map((identifier) => toKey(resource, identifier));
      // `{database}` may be an id or a name, `{database_id}` is an id
      const isId =
        isReferenceName(name) ||
        identifierNames.includes(normalizeName(name)) ||
        (resource !== undefined && listValues([toKey(resource, name)]).length > 0);
      const found = new Set(likely.length > 0 && isId ? likely : [...likely, ...listValues(others)]);
      // `part_id` of the attachments of a message
      const isNamed = found.size === 0 && hasSeveralWords(name);
      return [...(isNamed ? new Set(listValues([toKey('', name)])) : found)];
    },
  };
}

/** The items of a list whose property has another name than its resource: the only list of the object. */
function findOnlyList(body: Json | undefined): readonly Json[] | undefined {
  const lists = isJsonObject(body) ? Object.values(body).filter(Array.isArray) : [];
  return lists.length === 1 ? lists[0] : undefined;
}

/** Whether the object that a response describes has a property that may identify it. */
export const namesItem = (body: Json | undefined): boolean =>
  isJsonObject(body) &&
  Object.entries(body).some(
    ([name, value]) =>
      identifierNames.includes(normalizeName(name)) ||
      isReferenceName(name) ||
      (isObject(value) && namesItem(value as Json)),
  );

/** The members of the object that a response describes, alone or in an envelope such as `data`. */
function listOwnEntries(body: Json | undefined): [name: string, value: Json][] {
  if (!isJsonObject(body)) return [];
  return Object.entries(body).flatMap(([name, value]) =>
    isEnvelope(name) ? listOwnEntries(value) : [[name, value]],
  );
}

/** Names of properties that contain a list's items, such as `data`, and do not name a resource. */
const isEnvelope = (name: string): boolean =>
  /^(items|data|results|values|records|content|edges|node|list|rows|entries)$/i.test(name);

const toEntry = (key: string, value: Json): string => `${key} ${JSON.stringify(value)}`;

const toKey = (resource: string, name: string): string => `${toSingular(resource)} ${normalizeName(name)}`;
