import { query } from 'json-p3';
import {
  getOwn,
  isObject,
  type Json,
  type JsonObject,
  joinPointer,
  type SchemaPointer,
  setOwn,
} from '../json.ts';
import { assertNoDefects } from './contract-error.ts';
import { findSourceLine, type SourceMap, setSourceLine } from './source-map.ts';

/** A parsed overlay (OpenAPI Overlay 1.0.0) with the source lines of its entries. */
export interface Overlay {
  value: Json;
  file: string;
  map: SourceMap;
}

interface Action {
  target: string;
  update?: Json;
  remove?: boolean;
}

interface Match {
  value: Json;
  location: readonly (string | number)[];
}

/**
 * Applies an overlay to the document, in place. Added values keep their source lines in the overlay.
 * @throws {ContractError} if the overlay is malformed, or a target is not a JSONPath or matches nothing.
 */
export function applyOverlay(document: JsonObject, overlay: Overlay): void {
  const { value, map } = overlay;
  assertNoProblem(overlay, '#', describeMalformed(value));
  // the overlay was parsed as JSON
  const actions = isObject(value) && Array.isArray(value.actions) ? (value.actions as Json[]) : [];
  for (const [index, action] of actions.entries()) {
    const problem = isAction(action)
      ? applyAction(document, action, map)
      : 'is not an action: it needs a `target`, and `update` or `remove`';
    assertNoProblem(overlay, joinPointer<SchemaPointer>('#', 'actions', index), problem);
  }
}

function assertNoProblem(
  { value, file, map }: Overlay,
  schemaPointer: SchemaPointer,
  problem?: string,
): void {
  if (problem === undefined) return;
  const source = findSourceLine(map, value, { file, line: 1 }, schemaPointer);
  assertNoDefects([{ schemaPointer, source, description: problem }]);
}

function describeMalformed(value: Json): string | undefined {
  if (!isObject(value) || !String(value.overlay).startsWith('1.0.')) return 'is not an OpenAPI Overlay 1.0';
  if (!Array.isArray(value.actions) || value.actions.length === 0) return 'has no actions';
  return undefined;
}

function isAction(value: Json): value is JsonObject & Action {
  if (!isObject(value) || typeof value.target !== 'string') return false;
  return value.remove === true || isObject(value.update) || Array.isArray(value.update);
}

/** Applies one action and returns a description of the problem, if any. `remove` overrides `update` (section 4.4.3). */
function applyAction(document: JsonObject, action: Action, map: SourceMap): string | undefined {
  let matches: readonly Match[];
  try {
    matches = query(action.target, document).nodes as readonly Match[]; // json-p3's JSONValue also allows undefined
  } catch (cause) {
    return `has a target that is not a JSONPath: ${cause instanceof Error ? cause.message : cause}`;
  }
  if (matches.length === 0)
    return 'has a target that matches nothing: the action is wrong or no longer needed';
  // In reverse order, because removing an array item changes the indexes of the items after it.
  if (action.remove) for (const match of matches.toReversed()) removeMatch(document, match, map);
  else if (action.update !== undefined) return updateMatches(matches, action.update, map);
  return undefined;
}

function removeMatch(document: JsonObject, { location }: Match, map: SourceMap): void {
  const last = location.at(-1);
  let parent: unknown = document;
  // a matched value exists, and so do its ancestors
  for (const token of location.slice(0, -1)) parent = (parent as Record<string | number, unknown>)[token];
  if (Array.isArray(parent)) {
    parent.splice(Number(last), 1);
    const lines = map.get(parent);
    if (Array.isArray(lines)) lines.splice(Number(last), 1);
  } else if (isObject(parent) && last !== undefined) delete parent[last];
}

function updateMatches(matches: readonly Match[], update: Json, map: SourceMap): string | undefined {
  for (const { value } of matches) {
    if (Array.isArray(value)) appendItems(value, [update], [undefined], map);
    else if (isObject(value) && isObject(update)) mergeObject(value, update, map);
    else return 'has a target that matches neither an object nor an array';
  }
  return undefined;
}

/** Merges an update into an object: objects are merged, arrays concatenated, other values replaced (section 4.4.3). */
function mergeObject(target: JsonObject, update: JsonObject, map: SourceMap): void {
  const lines = map.get(update);
  for (const [name, value] of Object.entries(update)) {
    const previous = getOwn(target, name);
    if (isObject(previous) && isObject(value)) mergeObject(previous, value, map);
    else if (Array.isArray(previous) && Array.isArray(value))
      appendItems(previous, value, map.get(value), map);
    else {
      setOwn(target, name, copyWithLines(value, map));
      const line = lines instanceof Map ? lines.get(name) : undefined;
      if (line) setSourceLine(map, target, name, line);
    }
  }
}

function appendItems(
  target: Json[],
  items: Json[],
  lines: ReturnType<SourceMap['get']> | undefined[],
  map: SourceMap,
): void {
  for (const [index, item] of items.entries()) {
    const line = Array.isArray(lines) ? lines[index] : undefined;
    if (line) setSourceLine(map, target, target.length, line);
    target.push(copyWithLines(item, map));
  }
}

/** Copies a value and its source lines. Each match of a target gets its own copy. */
function copyWithLines(value: Json, map: SourceMap): Json {
  if (typeof value !== 'object' || value === null) return value;
  const copy: Json = Array.isArray(value) ? value.map((item) => copyWithLines(item, map)) : {};
  if (!Array.isArray(copy))
    for (const [name, item] of Object.entries(value)) setOwn(copy, name, copyWithLines(item, map));
  const lines = map.get(value);
  if (lines) map.set(copy, Array.isArray(lines) ? [...lines] : new Map(lines));
  return copy;
}
