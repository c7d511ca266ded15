import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type LineCounter,
  type Node,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { type Json, type JsonObject, joinPointer, type SchemaPointer } from '../json.ts';
import type { Defect, SourceLine } from '../openapi/contract.ts';
import { compose, LIMITS, MOST } from './compose.ts';
import { demandNone } from './contract-error.ts';
import { place, type SourceMap } from './source-map.ts';

interface Building {
  file: string;
  lines: LineCounter;
  map: SourceMap;
  defects: Defect[];
  path: string[];
  anchors: Map<string, Node>;
  /** The nodes being built: an alias of one of them would never end. */
  open: Set<Node>;
  insideAlias: number;
  aliased: number;
}

/**
 * Reads YAML or JSON as a JSON value and notes the line of each entry.
 * @throws {ContractError} listing syntax errors, duplicate names, values that are not JSON, and passed limits.
 */
export function parse(text: string, file: string, map: SourceMap): Json {
  const { document, lines } = compose(text, file);
  const building: Building = {
    ...{ file, lines, map, defects: [], path: [], anchors: new Map(), open: new Set() },
    ...{ insideAlias: 0, aliased: 0 },
  };
  const value = build(document.contents, building);
  demandNone(building.defects.slice(0, MOST));
  return value;
}

const tooDeep = `is nested more than ${LIMITS.depth} levels deep`;

function build(node: Node | null, building: Building): Json {
  if (node === null) return null;
  if (building.insideAlias > 0) building.aliased++;
  if (building.path.length > LIMITS.depth) return refuse(node, tooDeep, building);
  if (isAlias(node)) return buildAlias(node, building);
  if ('anchor' in node && node.anchor) building.anchors.set(node.anchor, node);
  building.open.add(node);
  const value = buildContent(node, building);
  building.open.delete(node);
  return value;
}

function buildContent(node: Node, building: Building): Json {
  if (isMap(node)) return buildMap(node, building);
  if (isSeq(node)) return buildSequence(node, building);
  const value: unknown = isScalar(node) ? node.value : undefined;
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  return refuse(node, 'is not a JSON value', building);
}

function buildAlias(alias: Alias, building: Building): Json {
  const node = building.anchors.get(alias.source);
  if (!node) return refuse(alias, `\`*${alias.source}\` is the alias of nothing`, building);
  if (building.open.has(node)) return refuse(alias, `\`*${alias.source}\` contains itself`, building);
  if (building.aliased > LIMITS.aliased) {
    const says = `aliases stand for more than ${LIMITS.aliased} values`;
    return building.defects.some((defect) => defect.description === says)
      ? null
      : refuse(alias, says, building);
  }
  building.insideAlias++;
  const value = build(node, building);
  building.insideAlias--;
  return value;
}

function buildMap(node: YAMLMap, building: Building): JsonObject {
  const object: JsonObject = {};
  for (const { key, value } of node.items) {
    const name = isScalar(key) ? String(key.value) : undefined;
    if (name === undefined) {
      refuse(node, 'has a name that is not a string', building);
      continue;
    }
    if (Object.hasOwn(object, name)) refuse(key as Node, `has the name \`${name}\` twice`, building); // isScalar: a Node
    place(building.map, object, name, sourceOf(key as Node, building));
    const item = inside(name, value as Node | null, building); // what parseDocument puts into a pair
    define(object, name, item);
  }
  return object;
}

function buildSequence(node: YAMLSeq, building: Building): Json[] {
  const array: Json[] = [];
  for (const [index, item] of node.items.entries()) {
    place(building.map, array, index, sourceOf(item as Node, building)); // what parseDocument puts into a sequence
    array.push(inside(String(index), item as Node, building));
  }
  return array;
}

function inside(token: string, node: Node | null, building: Building): Json {
  building.path.push(token);
  const value = build(node, building);
  building.path.pop();
  return value;
}

/** Sets an own property whatever its name: plain assignment of `__proto__` would replace the prototype. */
export function define(object: JsonObject, name: string, value: Json): void {
  if (name !== '__proto__') object[name] = value;
  else Object.defineProperty(object, name, { value, enumerable: true, writable: true, configurable: true });
}

function sourceOf(node: Node | null, { file, lines }: Building): SourceLine {
  return { file, line: Math.max(1, lines.linePos(node?.range?.[0] ?? 0).line) };
}

function refuse(node: Node, says: string, building: Building): null {
  const at = joinPointer('#' as SchemaPointer, ...building.path);
  building.defects.push({ schemaPointer: at, source: sourceOf(node, building), description: says });
  return null;
}
