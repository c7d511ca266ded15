import { type Json, parsePointer, type SchemaPointer } from '../json.ts';
import type { SourceLine } from './defect.ts';

/**
 * The source line of each entry of each object and array. The key is the container and not the pointer, because
 * overlays and bundling add entries from other files, and removing an array item moves the items after it.
 */
export type SourceMap = WeakMap<object, Map<string, SourceLine> | SourceLine[]>;

function getSourceLine(map: SourceMap, container: object, token: string): SourceLine | undefined {
  const entries = map.get(container);
  return Array.isArray(entries) ? entries[Number(token)] : entries?.get(token);
}

/** Returns the source line of the value at a pointer, else of its closest ancestor with a line, else `rootLine`. */
export function findSourceLine(
  map: SourceMap,
  root: Json,
  rootLine: SourceLine,
  pointer: SchemaPointer,
): SourceLine {
  let value: unknown = root;
  let found = rootLine;
  for (const token of parsePointer(pointer)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, token)) break;
    found = getSourceLine(map, value, token) ?? found;
    value = (value as Record<string, unknown>)[token]; // an object, or an array with an index
  }
  return found;
}

/** Sets the line of an entry, replacing the line of a previous entry with the same name or index. */
export function setSourceLine(
  map: SourceMap,
  container: object,
  token: string | number,
  line: SourceLine,
): void {
  const entries = map.get(container) ?? (Array.isArray(container) ? [] : new Map<string, SourceLine>());
  map.set(container, entries);
  if (Array.isArray(entries)) entries[Number(token)] = line;
  else entries.set(String(token), line);
}
