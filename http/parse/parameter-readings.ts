import { isObject, type Json } from '../../spec/json.ts';
import type { ApplicatorKeyword } from '../../spec/json-schema/keywords/keywords.ts';
import { typesOf } from '../../spec/json-schema/schema.ts';
import { findChild, type SchemaNode } from '../../spec/json-schema/schema-node.ts';

/**
 * Returns the values that a server may read from the text of a parameter, which has no types. A text may also be null,
 * a boolean, a number or a list; in lists and objects, each item is read as its schema expects. A mutation of a
 * parameter counts as a violation only if none of these values is valid.
 */
export function listReadings(node: SchemaNode, value: Json): Json[] {
  if (Array.isArray(value)) return [...readLists(node, value), ...readSingle(node, value)];
  if (isObject(value))
    return [...listSchemas(node).map((nodes) => readObject(nodes, value)), JSON.stringify(value)];
  const text = String(value);
  const lists = /[,|\s]/.test(text) ? [text.split(','), text.split('|'), text.split(/\s+/)] : [];
  return [...readText(text), ...[[text], ...lists].flatMap((items) => readLists(node, items))];
}

/**
 * Readings of several values by a server that expects one: it may take the first, the last, or all joined by commas.
 */
function readSingle(node: SchemaNode, items: readonly Json[]): Json[] {
  if (acceptsType(node, 'array') && !acceptsType(node, 'string')) return [];
  const texts = items.map(String);
  return [...new Set([texts[0] ?? '', texts.at(-1) ?? '', texts.join(',')])].flatMap(readText);
}

const inPlace = ['allOf', 'anyOf', 'oneOf'];

/** The schemas that may describe a list or object: that of the node with all its branches, and each by itself. */
function listSchemas(node: SchemaNode): (readonly SchemaNode[])[] {
  const list = (each: SchemaNode): SchemaNode[] => [
    each,
    ...each.edges.filter(({ keyword }) => inPlace.includes(keyword)).flatMap((edge) => list(edge.node)),
  ];
  const all = list(node);
  return all.length === 1 ? [all] : [all, ...all.map((each) => [each])];
}

const findIn = (
  nodes: readonly SchemaNode[],
  keyword: ApplicatorKeyword,
  key?: string | number,
): SchemaNode | undefined =>
  nodes.map((node) => findChild(node, keyword, key)).find((child) => child !== undefined);

const readLists = (node: SchemaNode, items: readonly Json[]): Json[] =>
  listSchemas(node).map((nodes) =>
    items.map((item, index) => readBest(findIn(nodes, 'prefixItems', index) ?? findIn(nodes, 'items'), item)),
  );

const readObject = (nodes: readonly SchemaNode[], value: Record<string, unknown>): Json =>
  Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      readBest(findIn(nodes, 'properties', name) ?? findIn(nodes, 'additionalProperties'), inner as Json),
    ]),
  );

/** Returns the first reading that is valid against the schema, else the first of all. */
function readBest(node: SchemaNode | undefined, value: Json): Json {
  if (node === undefined) return readText(String(value)).at(-1) ?? null;
  const readings = listReadings(node, value);
  const { contract, direction } = node.message;
  const validate =
    typeof node.schema === 'boolean' ? undefined : contract.getValidator(node.schemaPointer, direction);
  return readings.find((reading) => validate?.accepts(reading)) ?? readings[0] ?? String(value);
}

const spelledBooleans: Readonly<Record<string, boolean>> = {
  true: true,
  false: false,
  '1': true,
  '0': false,
  on: true,
  off: false,
  yes: true,
  no: false,
  t: true,
  f: false,
  y: true,
  n: false,
};

/** Returns the text and, if it can be read as such, null, a boolean and a number. */
function readText(text: string): Json[] {
  const trimmed = text.trim();
  const number = trimmed === '' ? Number.NaN : Number(trimmed);
  const flag = spelledBooleans[trimmed.toLowerCase()];
  return [
    text,
    ...(trimmed === text ? [] : [trimmed]),
    ...(/^(?:null|none)?$/i.test(trimmed) ? [null] : []),
    ...(flag === undefined ? [] : [flag]),
    ...(Number.isFinite(number) ? [number] : []),
  ];
}

function acceptsType(node: SchemaNode, type: 'array' | 'string'): boolean {
  const { schema, edges } = node;
  if (typeof schema === 'object' && typesOf(schema)?.includes(type)) return true;
  return edges.some((edge) => inPlace.includes(edge.keyword) && acceptsType(edge.node, type));
}
