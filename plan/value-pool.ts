import { isJsonObject, isObject, type Json } from '../spec/json.ts';
import type { Exchange } from '../spec/openapi/exchange.ts';
import {
  hasSeveralWords,
  lastResource,
  listSegmentsBefore,
  normalizeName,
  resourceBefore,
  splitIdName,
  toSingular,
} from '../spec/openapi/path-names.ts';

/** Values of the target's responses, by resource and property. They serve as ids in later requests. */
export interface ValuePool {
  /** Collects the scalar members of the objects in a successful response. */
  collect(path: string, exchange: Exchange): void;
  /**
   * Values for a parameter or property, most likely first: `{id}` of `/books/{id}`, `author_id`, `bookId`.
   * @param isOwn whether to leave out all but the values of what the run has created
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
  const created = new Set<Json>();
  const add = (key: string, value: Json): void => {
    const known = values.get(key);
    if (known === undefined) values.set(key, [value]);
    else if (known.length < MAX_VALUES && !known.includes(value)) known.push(value);
  };
  const visit = (resource: string, value: unknown, depth: number): void => {
    if (depth > MAX_DEPTH) return;
    if (Array.isArray(value)) for (const item of value.slice(0, MAX_ITEMS)) visit(resource, item, depth + 1);
    if (!isObject(value)) return;
    for (const [name, member] of Object.entries(value)) {
      if (typeof member === 'string' || typeof member === 'number') add(toKey(resource, name), member);
      else visit(isEnvelope(name) ? resource : name, member, depth + 1);
    }
  };
  return {
    collect(path, { response, case: { request } }) {
      if (!response || response.status >= 300) return;
      if (request.method === 'POST')
        for (const value of listOwnValues(response.body.json?.value)) created.add(value);
      visit(lastResource(path), response.body.json?.value, 0);
    },
    find(name, path = '', isOwn = false) {
      const named = splitIdName(name);
      const resource = resourceBefore(path, name);
      const keys = [
        ...(resource === undefined
          ? []
          : [toKey(resource, name), toKey(resource, named?.property ?? 'id'), toKey(resource, 'id')]),
        ...(named ? [toKey(named.resource, named.property)] : []),
        // `/customers/external/{external_id}`: a property of the same name of a customer
        ...(hasSeveralWords(name)
          ? listSegmentsBefore(path, name).map((segment) => toKey(segment, name))
          : []),
      ];
      const found = new Set(keys.flatMap((key) => values.get(key) ?? []));
      return [...found].filter((value) => !isOwn || created.has(value));
    },
  };
}

/** The values of the object that a response describes, alone or in an envelope such as `data`. */
function listOwnValues(body: Json | undefined): Json[] {
  if (!isJsonObject(body)) return [];
  return Object.entries(body).flatMap(([name, value]) => (isEnvelope(name) ? listOwnValues(value) : [value]));
}

/** Names of properties that contain a list's items, such as `data`, and do not name a resource. */
const isEnvelope = (name: string): boolean =>
  /^(items|data|results|values|records|content|edges|node|list|rows|entries)$/i.test(name);

const toKey = (resource: string, name: string): string => `${toSingular(resource)} ${normalizeName(name)}`;
