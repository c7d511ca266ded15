import {
  getOwn,
  isObject,
  type Json,
  type JsonObject,
  joinPointer,
  parsePointer,
  type SchemaPointer,
} from '../json.ts';
import { LIMITS } from './limits.ts';
import { getReference, parseReference } from './reference.ts';

/** A value of the document and its own pointer, which contains no references. */
export interface ResolvedValue {
  value: Json;
  pointer: SchemaPointer;
}

/**
 * Returns the value at a pointer, following references at it and on the path to it. Undefined if nothing is there, if
 * the references form a cycle, or if there are more than `LIMITS.hops`.
 */
export function resolvePointer(document: JsonObject, pointer: SchemaPointer): ResolvedValue | undefined {
  return resolveWithin(document, pointer, { hops: LIMITS.hops });
}

/** The number of references that may still be followed during one resolution. The limit ends cycles. */
type HopBudget = { hops: number };

function resolveWithin(
  document: JsonObject,
  pointer: SchemaPointer,
  budget: HopBudget,
): ResolvedValue | undefined {
  let current: ResolvedValue | undefined = { value: document, pointer: '#' };
  for (const token of parsePointer(pointer)) {
    const { value, pointer: parent }: ResolvedValue = current;
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, token)) return undefined;
    const child = (value as Record<string, Json>)[token] ?? null; // an object, or an array with an index
    current = followReference(document, { value: child, pointer: joinPointer(parent, token) }, budget);
    if (!current) return undefined;
  }
  return current;
}

function followReference(
  document: JsonObject,
  resolved: ResolvedValue,
  budget: HopBudget,
): ResolvedValue | undefined {
  const reference = getReference(resolved.value);
  if (reference === undefined) return resolved;
  const target = parseReference(reference);
  return target === undefined || budget.hops-- <= 0 ? undefined : resolveWithin(document, target, budget);
}

/** An object of the document and its own pointer, which contains no references. */
export interface ResolvedObject {
  value: JsonObject;
  pointer: SchemaPointer;
}

/** Resolves a pointer like `resolvePointer`. Undefined if the value is not an object. */
export function resolveObject(document: JsonObject, pointer: SchemaPointer): ResolvedObject | undefined {
  const resolved = resolvePointer(document, pointer);
  return resolved && isObject(resolved.value)
    ? { value: resolved.value as JsonObject, pointer: resolved.pointer } // a JSON value that is an object
    : undefined;
}

/** Yields the objects in an array or map field, with their indexes or names. */
export function* resolveEntries(
  document: JsonObject,
  { value, pointer }: ResolvedObject,
  field: string,
): Generator<[string, ResolvedObject]> {
  const entries = getOwn(value, field);
  if (typeof entries !== 'object' || entries === null) return;
  for (const name of Object.keys(entries)) {
    const resolved = resolveObject(document, joinPointer(pointer, field, name));
    if (resolved) yield [name, resolved];
  }
}
