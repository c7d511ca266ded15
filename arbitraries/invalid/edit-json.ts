import {
  getOwn,
  type InstancePointer,
  isObject,
  type Json,
  type JsonObject,
  parsePointer,
} from '../../spec/json.ts';

/**
 * Returns the value with one location replaced, or removed if `after` is undefined. The result shares unchanged parts.
 */
export function setValueAt(value: Json, pointer: InstancePointer, after: Json | undefined): Json {
  return set(value, parsePointer(pointer), after) ?? null;
}

/** Returns the object with one property renamed; the order of properties is kept. */
export function renameProperty(object: JsonObject, from: string, to: string): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([name, item]) => [name === from ? to : name, item]));
}

function set(value: Json, [token, ...rest]: string[], after: Json | undefined): Json | undefined {
  if (token === undefined) return after;
  if (Array.isArray(value)) return setItem(value, Number(token), rest, after);
  return setProperty(isObject(value) ? (value as JsonObject) : {}, token, rest, after);
}

function setItem(value: Json[], index: number, rest: string[], after: Json | undefined): Json[] {
  const item = set(value[index] ?? null, rest, after);
  return item === undefined ? value.toSpliced(index, 1) : value.toSpliced(index, 1, item);
}

/** Sets a property. A computed name, because `__proto__` would otherwise not create a property. */
function setProperty(value: JsonObject, name: string, rest: string[], after: Json | undefined): JsonObject {
  const item = set(getOwn(value, name) ?? null, rest, after);
  if (item !== undefined) return { ...value, [name]: item };
  const { [name]: _, ...others } = value;
  return others;
}
