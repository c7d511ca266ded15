import type { Json, JsonObject } from '../../spec/json.ts';
import type { Transform } from '../behaviour.ts';
import { isJsonObject } from '../json-object.ts';

/** Returns undefined to remove the value. */
type Replacement<Context> = (value: Json, context: Context) => Json | undefined;

function replaceEntry(parent: Json, name: string, replacement: Json | undefined): Json {
  const entry = (key: string, value: Json): [string, Json][] => {
    if (key !== name) return [[key, value]];
    return replacement === undefined ? [] : [[key, replacement]];
  };
  if (Array.isArray(parent))
    return parent.flatMap((item, index) => entry(String(index), item).map(([, value]) => value));
  if (!isJsonObject(parent)) return parent;
  return Object.fromEntries(Object.entries(parent).flatMap(([key, value]) => entry(key, value)));
}

function replacePath<Context>(
  parent: Json,
  [name, ...rest]: readonly string[],
  replace: Replacement<Context>,
  context: Context,
): Json {
  if (name === undefined || typeof parent !== 'object' || parent === null || !Object.hasOwn(parent, name))
    return parent;
  const value = (parent as JsonObject)[name] ?? null; // a property of the object, or an item of the array
  const replacement =
    rest.length === 0 ? replace(value, context) : replacePath(value, rest, replace, context);
  return replaceEntry(parent, name, replacement);
}

/** Replaces the value at a dotted path. Does nothing if the path does not exist. */
export const mapAt =
  <Context>(path: string, replace: Replacement<Context>): Transform<Json, Context> =>
  (value, context) =>
    replacePath(value, path.split('.'), replace, context);

export const setAt = <Context>(path: string, value: Json): Transform<Json, Context> =>
  mapAt(path, () => value);

export const removeAt = <Context>(...paths: string[]): Transform<Json, Context> =>
  compose(...paths.map((path) => mapAt(path, () => undefined)));

export const removeNullAt = <Context>(...paths: string[]): Transform<Json, Context> =>
  compose(...paths.map((path) => mapAt(path, (value) => (value === null ? undefined : value))));

/** Replaces the value at a path unless it is null. */
export const mapNonNullAt = <Context>(
  path: string,
  replace: (value: Json, context: Context) => Json,
): Transform<Json, Context> =>
  mapAt(path, (value, context) => (value === null ? value : replace(value, context)));

/** Replaces the value at a path if it is a string. */
export const mapStringAt = <Context>(
  path: string,
  replace: (value: string, context: Context) => Json,
): Transform<Json, Context> =>
  mapAt(path, (value, context) => (typeof value === 'string' ? replace(value, context) : value));

export const addProperties =
  <Context>(properties: JsonObject): Transform<Json, Context> =>
  (value) =>
    isJsonObject(value) ? { ...value, ...properties } : value;

/** Applies the transforms in order. */
export function compose<T, Context>(...transforms: readonly Transform<T, Context>[]): Transform<T, Context> {
  return (value, context) => transforms.reduce((result, transform) => transform(result, context), value);
}

/** Applies the transform to requests that satisfy the condition. */
export function when<T, Context>(
  condition: (context: Context) => boolean,
  transform: Transform<T, Context>,
): Transform<T, Context> {
  return (value, context) => (condition(context) ? transform(value, context) : value);
}
