import type { Json, JsonObject } from '../../spec/json.ts';

/** The value if it is a finite number, otherwise the fallback. */
export const numberOr = (value: Json | undefined, fallback: number): number =>
  typeof value === 'number' && Number.isFinite(value) ? value : fallback;

/** The value if it is a string, otherwise an empty string. */
export const stringOrEmpty = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** Copies the named properties that the object has. */
export const pick = (object: JsonObject, names: readonly string[]): JsonObject =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = Object.hasOwn(object, name) ? object[name] : undefined;
      return value === undefined ? [] : [[name, value]];
    }),
  );
