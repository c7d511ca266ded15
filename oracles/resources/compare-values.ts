import { isDeepStrictEqual } from 'node:util';
import { isJsonObject, type Json, type JsonObject } from '../../spec/json.ts';
import { splitWords } from '../../spec/openapi/path-names.ts';
import { parseUrl } from '../../spec/parse-url.ts';

/**
 * Whether a received value may be what a server has made of a sent value: servers may trim texts and change their case,
 * write times and URLs in another way, order lists, and add properties.
 */
export function isSameValue(sent: Json, received: Json | undefined): boolean {
  if (sent === null) return received === null || received === undefined;
  if (received === undefined) return false;
  if (Array.isArray(sent))
    return (
      Array.isArray(received) && sent.every((item) => received.some((other) => isSameValue(item, other)))
    );
  if (isJsonObject(sent))
    return (
      isJsonObject(received) &&
      Object.entries(sent).every(([name, value]) => !(name in received) || isSameValue(value, received[name]))
    );
  if (typeof sent === 'string' && typeof received === 'string') return isSameText(sent, received);
  if (sent === '' || received === null) return false; // as numbers, both are 0
  return String(sent) === String(received) || Number(sent) === Number(received);
}

const fold = (text: string): string => text.normalize().trim().replace(/\s+/g, ' ').toLowerCase();

function isSameText(sent: string, received: string): boolean {
  if (fold(sent) === fold(received)) return true;
  if (/^\d{4}-\d\d-\d\d[Tt ]/.test(sent)) return isSameTime(sent, received);
  return isSameUrl(sent, received);
}

/** Databases store times with the precision of a second or more. A time with a leap second has no instant. */
function isSameTime(sent: string, received: string): boolean {
  const instant = Date.parse(sent);
  return Number.isNaN(instant) || Math.abs(instant - Date.parse(received)) < 1000;
}

function isSameUrl(sent: string, received: string): boolean {
  if (!sent.includes(':') || !received.includes(':')) return false; // parsing takes much longer than this check
  const [one, other] = [parseUrl(sent), parseUrl(received)];
  return one !== undefined && one.href.replace(/\/$/, '') === other?.href.replace(/\/$/, '');
}

/** Words in names of properties whose values a server may change at any time. */
const volatileWords =
  /^(at|on|time|timestamp|date|version|revision|rev|etag|updated|modified|accessed|seen|view|views|visits|hits|count|counter|reads|age|ttl|expires|expiry|token|nonce|signature|url|href|link|links|status|state|total|position|rank|score)$/;

/** Words in names of the dates that a server sets itself. */
const eventWords = /^(last|next|creat|insert|updat|modif|chang|current|today)/;

/**
 * Whether a server may change the property at any time, such as a counter or the time of the last change. A date without
 * a time is one that users set, such as `due_date`, unless its name tells otherwise.
 */
export function isVolatile(name: string, value?: Json): boolean {
  const words = splitWords(name);
  const isDay = typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);
  const isSetByUsers = isDay && !words.some((word) => eventWords.test(word));
  return words.some((word) => volatileWords.test(word) && !(isSetByUsers && word === 'date'));
}

/**
 * Leaves out ids and volatile properties of the objects in an item: a server may replace these objects by new ones with the
 * same values.
 */
export const withoutNestedIds = (item: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, withoutIds(value)]));

function withoutIds(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutIds);
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).filter(([name]) => !/^_?(?:uu)?id$/i.test(name) && !isVolatile(name));
  return Object.fromEntries(entries.map(([name, inner]) => [name, withoutIds(inner)]));
}

/** A property that two representations of an item show with different values. */
export interface Difference {
  name: string;
  before: Json;
  after: Json | undefined;
}

/** Returns the first property whose values differ; undefined if none does. Volatile properties are left out. */
export function findDifference(
  before: JsonObject,
  after: JsonObject,
  isCompared: (name: string) => boolean = () => true,
): Difference | undefined {
  const name = Object.keys(before).find(
    (each) =>
      isCompared(each) && !isVolatile(each, before[each]) && !isDeepStrictEqual(before[each], after[each]),
  );
  return name === undefined ? undefined : { name, before: before[name] ?? null, after: after[name] };
}

/** Whether the properties that may mark an item as deleted have the same values. */
export function hasSameFlags(before: JsonObject, after: JsonObject): boolean {
  const listFlags = (item: JsonObject) =>
    Object.entries(item).filter(([name]) => /delet|remov|archiv|activ|status|state/i.test(name));
  return isDeepStrictEqual(listFlags(before), listFlags(after));
}
