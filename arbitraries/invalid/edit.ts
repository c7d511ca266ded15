import { type InstancePointer, isObject, type Json, type JsonObject, parsePointer } from '../../spec/json.ts';

/** The value with one place set, or removed where `now` is undefined; what is not on the way there is shared. */
export function changed(value: Json, where: InstancePointer, now: Json | undefined): Json {
  return set(value, parsePointer(where), now) ?? null;
}

/** The object with one of its properties called otherwise, in its place. */
export function renamed(object: JsonObject, from: string, to: string): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([name, item]) => [name === from ? to : name, item]));
}

function set(value: Json, [token, ...more]: string[], now: Json | undefined): Json | undefined {
  if (token === undefined) return now;
  if (Array.isArray(value)) return setItem(value, Number(token), more, now);
  return setProperty(isObject(value) ? (value as JsonObject) : {}, token, more, now);
}

function setItem(value: Json[], index: number, more: string[], now: Json | undefined): Json[] {
  const item = set(value[index] ?? null, more, now);
  return item === undefined ? value.toSpliced(index, 1) : value.toSpliced(index, 1, item);
}

/** Entries, not assignment: `__proto__` is a name like any. */
function setProperty(value: JsonObject, name: string, more: string[], now: Json | undefined): JsonObject {
  const entries = new Map(Object.entries(value));
  const item = set(entries.get(name) ?? null, more, now);
  if (item === undefined) entries.delete(name);
  else entries.set(name, item);
  return Object.fromEntries(entries);
}
