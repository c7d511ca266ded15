import { isObject, type SchemaPointer } from '../json.ts';

/** Returns the `$ref` of a Reference Object or schema; undefined if the value has none. */
export function getReference(value: unknown): string | undefined {
  return isObject(value) && Object.hasOwn(value, '$ref') && typeof value.$ref === 'string'
    ? value.$ref
    : undefined;
}

export const isInternalReference = (reference: string): boolean => reference.startsWith('#');

/** Parses the URI fragment of an internal reference (RFC 6901 section 6); undefined if it is not a JSON Pointer. */
export function parseReference(reference: string): SchemaPointer | undefined {
  if (reference !== '#' && !reference.startsWith('#/')) return undefined;
  try {
    return `#${decodeURIComponent(reference.slice(1))}`;
  } catch {
    return undefined; // the percent-encoding is malformed
  }
}

/** Writes a pointer as a reference, percent-encoded. */
export const toReference = (pointer: SchemaPointer): string =>
  `#${pointer.slice(1).split('/').map(encodeURIComponent).join('/')}`;
