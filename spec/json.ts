/** A JSON value (RFC 8259). */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [name: string]: Json;
}

/** A JSON Pointer into the document, as a URI fragment that is not percent-encoded: `#/components/schemas/Address`. */
export type SchemaPointer = `#${string}`;

/** A JSON Pointer into a value (RFC 6901): `''` is the whole value, `/customer/email` a property. */
export type InstancePointer = string;

/** Escapes a reference token as RFC 6901 section 3 requires. */
export const escapeToken = (token: string): string =>
  token.includes('/') || token.includes('~') ? token.replaceAll('~', '~0').replaceAll('/', '~1') : token;
const unescapeToken = (token: string): string => token.replaceAll('~1', '/').replaceAll('~0', '~');

/** Appends reference tokens, escaped as RFC 6901 section 3 requires. */
export function joinPointer<P extends string>(pointer: P, ...tokens: (string | number)[]): P {
  let joined: string = pointer;
  for (const token of tokens) joined += `/${escapeToken(String(token))}`;
  return joined as P; // a P with tokens appended is still a P
}

/** Returns the unescaped reference tokens of a pointer, with or without a leading `#`. */
export function parsePointer(pointer: string): string[] {
  const [, ...tokens] = pointer.split('/');
  return pointer.includes('~') ? tokens.map(unescapeToken) : tokens;
}

/** Removes the last reference token: `/a/b` for `/a/b/c`. The root is its own parent. */
export function parentPointer<P extends string>(pointer: P): P {
  return pointer.slice(0, Math.max(0, pointer.lastIndexOf('/'))) as P; // a P cut at a slash is still a P
}

/** Whether the value is a JSON object, that is, neither null nor an array. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns the value of an own property, so that names such as `__proto__` and `constructor` are ordinary names. */
export function getOwn(object: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/**
 * Returns `{ [name]: value }` if the property is a string, else `{}`. To spread into objects whose optional properties
 * must be absent, not undefined.
 */
export function pickString<Name extends string>(object: JsonObject, name: Name): { [name in Name]?: string } {
  const value = getOwn(object, name);
  return typeof value === 'string' ? ({ [name]: value } as { [name in Name]?: string }) : {}; // the only key is `name`
}

/** Sets an own property. Plain assignment of `__proto__` would replace the prototype. */
export function setOwn(object: JsonObject, name: string, value: Json): void {
  if (name !== '__proto__') object[name] = value;
  else Object.defineProperty(object, name, { value, enumerable: true, writable: true, configurable: true });
}

/** Returns the value at a pointer, or undefined if there is none. Only own properties are followed. */
export function valueAt(value: unknown, pointer: string): unknown {
  let current = value;
  for (const token of parsePointer(pointer)) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, token)) return undefined;
    current = (current as Record<string, unknown>)[token]; // an object, or an array with an index
  }
  return current;
}

/** Whether a JSON value is an object. */
export const isJsonObject = (value: Json | undefined): value is JsonObject => isObject(value);
