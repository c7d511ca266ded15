/** A JSON value (RFC 8259). */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [name: string]: Json;
}

/** A place in a document, as a URI fragment: `#/components/schemas/Address`, not percent-encoded. */
export type SchemaPointer = `#${string}`;

/** A place in a message body (RFC 6901): `''` is the whole body, `/customer/email` a property. */
export type InstancePointer = string;

const escapeToken = (token: string): string => token.replaceAll('~', '~0').replaceAll('/', '~1');
const unescapeToken = (token: string): string => token.replaceAll('~1', '/').replaceAll('~0', '~');

/** Appends reference tokens to a pointer, escaped after RFC 6901 section 3. */
export function joinPointer<P extends string>(pointer: P, ...parts: (string | number)[]): P {
  return parts.reduce<string>((all, token) => `${all}/${escapeToken(String(token))}`, pointer) as P; // only appends: a P stays a P
}

/** The unescaped reference tokens of a pointer, with or without its leading `#`. */
export function parsePointer(pointer: string): string[] {
  return pointer.replace(/^#/, '').split('/').slice(1).map(unescapeToken);
}

/** The pointer of what holds the place: `/a/b` for `/a/b/c`; the root holds itself. */
export function parentPointer<P extends string>(pointer: P): P {
  return pointer.slice(0, Math.max(0, pointer.lastIndexOf('/'))) as P; // a prefix up to a slash: a P stays a P
}

/** Whether the value is a JSON object: neither null nor an array. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a pointer; undefined where there is none. Own properties only: `__proto__` is a name like any. */
export function valueAt(value: unknown, pointer: string): unknown {
  let here = value;
  for (const token of parsePointer(pointer)) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, token)) return undefined;
    here = (here as Record<string, unknown>)[token]; // an object or array, own property checked
  }
  return here;
}
