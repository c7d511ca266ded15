import {
  isObject,
  type Json,
  type JsonObject,
  joinPointer,
  parsePointer,
  type SchemaPointer,
} from '../json.ts';

/** A value of the document and its own place: where it stands, not where it is referred to. */
export interface Resolved {
  value: Json;
  at: SchemaPointer;
}

/** The reference an object is, where it is one. */
export function referenceOf(value: unknown): string | undefined {
  return isObject(value) && Object.hasOwn(value, '$ref') && typeof value.$ref === 'string'
    ? value.$ref
    : undefined;
}

/** The pointer that an internal reference writes as a URI fragment (RFC 6901 section 6); undefined when it is none. */
export function pointerOfReference(reference: string): SchemaPointer | undefined {
  if (reference !== '#' && !reference.startsWith('#/')) return undefined;
  try {
    return `#${decodeURIComponent(reference.slice(1))}`;
  } catch {
    return undefined; // a malformed percent-encoding
  }
}

/** How many references may have to be followed on the way to one place: documents are untrusted. */
export const MOST_HOPS = 100;

/**
 * Follows references, also those on the way to a place; undefined where the way ends, goes in a circle, or is longer
 * than any in earnest.
 */
export function resolve(document: JsonObject, pointer: SchemaPointer): Resolved | undefined {
  return walk(document, pointer, { hops: MOST_HOPS });
}

/** What is left of the hops, for the whole way and all its branches: a circle uses them up. */
type Budget = { hops: number };

function walk(document: JsonObject, pointer: SchemaPointer, budget: Budget): Resolved | undefined {
  let here: Resolved | undefined = { value: document, at: '#' };
  for (const token of parsePointer(pointer)) {
    const { value, at }: Resolved = here;
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, token)) return undefined;
    const next = (value as Record<string, Json>)[token] ?? null; // an object or array, own property checked
    here = follow(document, { value: next, at: joinPointer(at, token) }, budget);
    if (!here) return undefined;
  }
  return here;
}

function follow(document: JsonObject, place: Resolved, budget: Budget): Resolved | undefined {
  const reference = referenceOf(place.value);
  if (reference === undefined) return place;
  const target = pointerOfReference(reference);
  return target === undefined || budget.hops-- <= 0 ? undefined : walk(document, target, budget);
}
