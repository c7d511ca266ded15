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
import { parseInteger } from '../exact-integers.ts';
import { type Json, type JsonObject, joinPointer, type SchemaPointer, setOwn } from '../json.ts';
import { composeYaml } from './compose-yaml.ts';
import { assertNoDefects } from './contract-error.ts';
import type { Defect, SourceLine } from './defect.ts';
import { LIMITS } from './limits.ts';
import { parseJsonDocument } from './parse-json-document.ts';
import { type SourceMap, setSourceLine } from './source-map.ts';

interface ParseState {
  file: string;
  lines: LineCounter;
  map: SourceMap;
  defects: Defect[];
  path: string[];
  anchors: Map<string, Node>;
  /** The nodes that contain the current one. An alias to one of them would expand without end. */
  ancestors: Set<Node>;
  aliasDepth: number;
  aliasedValues: number;
}

/**
 * Parses YAML or JSON as a JSON value and records the line of each entry in the map.
 * @throws {ContractError} listing syntax errors, duplicate names, values that are not JSON, and exceeded limits.
 */
export function parseDocument(text: string, file: string, map: SourceMap): Json {
  return parseJsonDocument(text, file, map) ?? parseYamlDocument(text, file, map);
}

function parseYamlDocument(text: string, file: string, map: SourceMap): Json {
  const { document, lines } = composeYaml(text, file);
  const state: ParseState = {
    ...{ file, lines, map, defects: [], path: [], anchors: new Map(), ancestors: new Set() },
    ...{ aliasDepth: 0, aliasedValues: 0 },
  };
  const value = convertNode(document.contents, state);
  assertNoDefects(state.defects.slice(0, LIMITS.defects));
  return value;
}

function convertNode(node: Node | null, state: ParseState): Json {
  if (node === null) return null;
  if (state.aliasDepth > 0) state.aliasedValues++;
  if (state.path.length > LIMITS.depth)
    return addDefect(node, `is nested more than ${LIMITS.depth} levels deep`, state);
  if (isAlias(node)) return convertAlias(node, state);
  if ('anchor' in node && node.anchor) state.anchors.set(node.anchor, node);
  state.ancestors.add(node);
  const value = convertContent(node, state);
  state.ancestors.delete(node);
  return value;
}

function convertContent(node: Node, state: ParseState): Json {
  if (isMap(node)) return convertMap(node, state);
  if (isSeq(node)) return convertSequence(node, state);
  const value: unknown = isScalar(node) ? node.value : undefined;
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  if (typeof value === 'number' && Number.isFinite(value)) return toExactNumber(value, node);
  return addDefect(node, 'is not a JSON value', state);
}

/**
 * Returns the number that a document writes. A limit such as 9223372036854775807 must not be rounded to a value that it
 * excludes.
 */
const toExactNumber = (value: number, node: Node): number =>
  isScalar(node) && node.source !== undefined && /^[+-]?\d{16,}$/.test(node.source)
    ? parseInteger(node.source)
    : value;

function convertAlias(alias: Alias, state: ParseState): Json {
  const node = state.anchors.get(alias.source);
  if (!node) return addDefect(alias, `has the alias \`*${alias.source}\` of an undefined anchor`, state);
  if (state.ancestors.has(node))
    return addDefect(alias, `has the alias \`*${alias.source}\`, which contains itself`, state);
  if (state.aliasedValues > LIMITS.aliasedValues) {
    const description = `has aliases that expand to more than ${LIMITS.aliasedValues} values`;
    const isReported = state.defects.some((defect) => defect.description === description);
    return isReported ? null : addDefect(alias, description, state);
  }
  state.aliasDepth++;
  const value = convertNode(node, state);
  state.aliasDepth--;
  return value;
}

function convertMap(node: YAMLMap, state: ParseState): JsonObject {
  const object: JsonObject = {};
  for (const { key, value } of node.items) {
    const name = isScalar(key) ? String(key.value) : undefined;
    if (name === undefined) {
      addDefect(node, 'has a name that is not a string', state);
      continue;
    }
    // the key of a pair is a node of the YAML library
    if (Object.hasOwn(object, name)) addDefect(key as Node, `has the name \`${name}\` twice`, state);
    setSourceLine(state.map, object, name, locateNode(key as Node, state));
    const item = convertChild(name, value as Node | null, state); // the composer creates pairs only from nodes
    setOwn(object, name, item);
  }
  return object;
}

function convertSequence(node: YAMLSeq, state: ParseState): Json[] {
  const array: Json[] = [];
  for (const [index, item] of node.items.entries()) {
    // the composer creates sequences only from nodes
    setSourceLine(state.map, array, index, locateNode(item as Node, state));
    array.push(convertChild(String(index), item as Node, state));
  }
  return array;
}

function convertChild(token: string, node: Node | null, state: ParseState): Json {
  state.path.push(token);
  const value = convertNode(node, state);
  state.path.pop();
  return value;
}

function locateNode(node: Node | null, { file, lines }: ParseState): SourceLine {
  return { file, line: Math.max(1, lines.linePos(node?.range?.[0] ?? 0).line) };
}

function addDefect(node: Node, description: string, state: ParseState): null {
  const schemaPointer = joinPointer('#' as SchemaPointer, ...state.path);
  state.defects.push({ schemaPointer, source: locateNode(node, state), description });
  return null;
}
