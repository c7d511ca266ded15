import { type Json, parsePointer, type SchemaPointer } from '../json.ts';
import type { SourceLine } from '../openapi/contract.ts';

/**
 * Where the entries of each object and array were written. By identity, so that an overlay or another file can add
 * entries of its own and a removed array item takes its line with it.
 */
export type SourceMap = WeakMap<object, Map<string, SourceLine> | SourceLine[]>;

function lineOf(map: SourceMap, container: object, token: string): SourceLine | undefined {
  const entries = map.get(container);
  return Array.isArray(entries) ? entries[Number(token)] : entries?.get(token);
}

/** The line of a place; of its nearest ancestor that has one when the place itself has none. */
export function locate(map: SourceMap, root: Json, start: SourceLine, pointer: SchemaPointer): SourceLine {
  let here: unknown = root;
  let found = start;
  for (const token of parsePointer(pointer)) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, token)) break;
    found = lineOf(map, here, token) ?? found;
    here = (here as Record<string, unknown>)[token]; // an object or array, own property checked
  }
  return found;
}

/** Notes where an entry comes from, in place of where its predecessor came from. */
export function place(map: SourceMap, container: object, token: string | number, line: SourceLine): void {
  const entries = map.get(container) ?? (Array.isArray(container) ? [] : new Map<string, SourceLine>());
  map.set(container, entries);
  if (Array.isArray(entries)) entries[Number(token)] = line;
  else entries.set(String(token), line);
}
