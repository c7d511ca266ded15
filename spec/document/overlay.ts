import { query } from 'json-p3';
import { isObject, type Json, type JsonObject, joinPointer } from '../json.ts';
import type { Defect } from '../openapi/contract.ts';
import { demandNone } from './contract-error.ts';
import { define } from './parse.ts';
import { locate, place, type SourceMap } from './source-map.ts';

/** An overlay as read (OpenAPI Overlay 1.0.0), and where its entries were written. */
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
 * Changes the document as the overlay says; what it adds keeps its line in the overlay.
 * @throws {ContractError} where the overlay is not one, or a target is not a JSONPath or matches nothing.
 */
export function applyOverlay(document: JsonObject, overlay: Overlay): void {
  const { value } = overlay;
  const shape = shapeOf(value);
  if (shape) demandNone([defect(overlay, '#', shape)]);
  const actions = isObject(value) && Array.isArray(value.actions) ? (value.actions as Json[]) : []; // parsed as JSON
  for (const [index, action] of actions.entries()) {
    const at = joinPointer<Defect['schemaPointer']>('#', 'actions', index);
    const says = isAction(action)
      ? apply(document, action, overlay.map)
      : 'is not an action with a target and a change';
    if (says) demandNone([defect(overlay, at, says)]);
  }
}

function defect({ value, file, map }: Overlay, at: Defect['schemaPointer'], says: string): Defect {
  return { schemaPointer: at, source: locate(map, value, { file, line: 1 }, at), description: says };
}

function shapeOf(value: Json): string | undefined {
  if (!isObject(value) || !String(value.overlay).startsWith('1.0.')) return 'is not an OpenAPI Overlay 1.0';
  if (!Array.isArray(value.actions) || value.actions.length === 0) return 'has no actions';
  return undefined;
}

function isAction(value: Json): value is JsonObject & Action {
  if (!isObject(value) || typeof value.target !== 'string') return false;
  return value.remove === true || isObject(value.update) || Array.isArray(value.update);
}

/** Applies one action; says what is wrong with it, if anything is. `remove` wins over `update` (section 4.4.3). */
function apply(document: JsonObject, action: Action, map: SourceMap): string | undefined {
  let matches: readonly Match[];
  try {
    matches = query(action.target, document).nodes as readonly Match[]; // json-p3's JSONValue also admits undefined
  } catch (cause) {
    return `has a target that is not a JSONPath: ${cause instanceof Error ? cause.message : cause}`;
  }
  if (matches.length === 0) return `has a target that matches nothing: no longer needed, or wrong`;
  // Backwards, so that removing an array item leaves the places of those before it.
  if (action.remove) for (const match of matches.toReversed()) remove(document, match.location, map);
  else if (action.update !== undefined) return updateAll(matches, action.update, map);
  return undefined;
}

function remove(document: JsonObject, location: Match['location'], map: SourceMap): void {
  const last = location.at(-1);
  let holder: unknown = document;
  for (const token of location.slice(0, -1)) holder = (holder as Record<string | number, unknown>)[token]; // matched: it is there
  if (Array.isArray(holder)) {
    holder.splice(Number(last), 1);
    const lines = map.get(holder);
    if (Array.isArray(lines)) lines.splice(Number(last), 1);
  } else if (isObject(holder) && last !== undefined) delete holder[last];
}

function updateAll(matches: readonly Match[], update: Json, map: SourceMap): string | undefined {
  for (const { value } of matches) {
    if (Array.isArray(value)) append(value, [update], [undefined], map);
    else if (isObject(value) && isObject(update)) merge(value, update, map);
    else return 'updates what is neither an object nor an array';
  }
  return undefined;
}

/** Objects are merged, arrays concatenated, all else replaced (section 4.4.3). */
function merge(target: JsonObject, update: JsonObject, map: SourceMap): void {
  const lines = map.get(update);
  for (const [name, value] of Object.entries(update)) {
    const old = Object.hasOwn(target, name) ? target[name] : undefined;
    if (isObject(old) && isObject(value)) merge(old, value, map);
    else if (Array.isArray(old) && Array.isArray(value)) append(old, value, map.get(value), map);
    else {
      define(target, name, copy(value, map));
      const line = lines instanceof Map ? lines.get(name) : undefined;
      if (line) place(map, target, name, line);
    }
  }
}

function append(
  target: Json[],
  values: Json[],
  lines: ReturnType<SourceMap['get']> | undefined[],
  map: SourceMap,
): void {
  for (const [index, value] of values.entries()) {
    const line = Array.isArray(lines) ? lines[index] : undefined;
    if (line) place(map, target, target.length, line);
    target.push(copy(value, map));
  }
}

/** A copy that knows the lines of the original: one update may go to several places. */
function copy(value: Json, map: SourceMap): Json {
  if (typeof value !== 'object' || value === null) return value;
  const made: Json = Array.isArray(value) ? value.map((item) => copy(item, map)) : {};
  if (!Array.isArray(made))
    for (const [name, item] of Object.entries(value)) define(made, name, copy(item, map));
  const lines = map.get(value);
  if (lines) map.set(made, Array.isArray(lines) ? [...lines] : new Map(lines));
  return made;
}
