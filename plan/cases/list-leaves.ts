import { type InstancePointer, isObject, type Json, type JsonObject, joinPointer } from '../../spec/json.ts';

/** A value that is neither an object nor an array, within a JSON value. */
export interface Leaf {
  instancePointer: InstancePointer;
  value: Json;
}

/** Lists the leaves of a value in document order. */
export function listLeaves(value: Json, instancePointer: InstancePointer = ''): Leaf[] {
  if (!Array.isArray(value) && !isObject(value)) return [{ instancePointer, value }];
  const parts = value as JsonObject | Json[]; // `Object.entries` lists the indices of an array as names
  return Object.entries(parts).flatMap(([name, part]) =>
    listLeaves(part, joinPointer(instancePointer, name)),
  );
}
