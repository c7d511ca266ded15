import { isNamed } from '../../oracles/is-named.ts';
import type { JsonObject } from '../../spec/json.ts';

/** Returns an object without the properties with these names. */
export const omit = (value: JsonObject, names: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));

/**
 * The properties of a body that the text of a rejection names: those without which the body is still valid, and the
 * others.
 */
export function findNamed(
  body: JsonObject,
  text: string,
  isValid: (body: JsonObject) => boolean,
): { optional: string[]; required: string[] } {
  const named = Object.keys(body).filter((name) => isNamed(text, name));
  const optional = named.filter((name) => isValid(omit(body, [name])));
  return { optional, required: named.filter((name) => !optional.includes(name)) };
}
