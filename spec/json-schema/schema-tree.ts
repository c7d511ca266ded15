import type { Clause } from '../clauses/clause.ts';
import { joinPointer, parsePointer, type SchemaPointer } from '../json.ts';
import { lazy } from '../memoize.ts';
import { isFalseSubschema } from './false-subschemas.ts';
import { findContradiction } from './find-contradiction.ts';
import { listSubschemas, type Subschema } from './keywords/subschemas.ts';
import { deriveClauses } from './node-clauses.ts';
import { extendLabel } from './node-label.ts';
import { listHiddenNames, type Schema, typesOf } from './schema.ts';
import type { Edge, MessageContext, SchemaNode } from './schema-node.ts';
import { classifyUnion, listTags } from './union.ts';

/**
 * The maximum number of nodes with edges and clauses in a tree. A few schemas that use each other twice already span a
 * tree of millions; the largest tree in the document of a large API (183 operations) has 9,272 nodes.
 */
export const MAX_NODES = 20_000;

/** The edges of each node in a tree, except truncated nodes. */
type EdgesByNode = ReadonlyMap<SchemaNode, readonly Edge[]>;
type NodeSeed = Omit<SchemaNode, 'edges' | 'clauses' | 'isTruncated' | 'name'>;

/**
 * Creates the root of the schema tree of a message. The tree is built level by level when edges or clauses are first
 * read.
 * @param tag the property of an object that has selected the schema, if one has
 */
export function createSchemaTree(
  message: MessageContext,
  schema: Schema,
  schemaPointer: SchemaPointer,
  tag?: SchemaNode['tag'],
): SchemaNode {
  const edges = lazy((): EdgesByNode => collectEdges(root, edges));
  const root = createNode(
    {
      ...{ message, schema, schemaPointer, path: message.root, label: message.label ?? '' },
      hiddenNames: new Set(listHiddenNames(schema, message.direction)),
      ...describeContradiction(message, schema, schemaPointer),
      ...(tag && { tag, impliedBy: 'type' as const }),
    },
    edges,
  );
  return root;
}

/** Visits the tree breadth first, so that a truncated tree keeps the nodes closest to the root. */
function collectEdges(root: SchemaNode, edgesByNode: () => EdgesByNode): EdgesByNode {
  const collected = new Map<SchemaNode, readonly Edge[]>();
  const queue: { node: SchemaNode; ancestors: readonly SchemaNode[] }[] = [{ node: root, ancestors: [] }];
  for (const { node, ancestors } of queue) {
    if (collected.size === MAX_NODES) break;
    const lineage = [...ancestors, node];
    const edges = createEdges(node, lineage, edgesByNode);
    collected.set(node, edges);
    for (const edge of edges)
      if (!lineage.includes(edge.node)) queue.push({ node: edge.node, ancestors: lineage });
  }
  return collected;
}

function createNode(seed: NodeSeed, edgesByNode: () => EdgesByNode): SchemaNode {
  let edges: readonly Edge[] | undefined;
  let clauses: Map<string, Clause> | undefined;
  const node: SchemaNode = {
    ...seed,
    name: nameSchema(seed.schema, seed.schemaPointer),
    get edges() {
      edges ??= edgesByNode().get(node) ?? [];
      return edges;
    },
    get clauses() {
      clauses ??= node.isTruncated ? new Map() : deriveClauses(node);
      return clauses;
    },
    get isTruncated() {
      return !edgesByNode().has(node);
    },
  };
  return node;
}

function nameSchema(schema: Schema, schemaPointer: SchemaPointer): string {
  const [, section, name, below] = parsePointer(schemaPointer);
  if (section === 'schemas' && name !== undefined && below === undefined) return name;
  if (typeof schema === 'boolean') return String(schema);
  return typesOf(schema)?.join('-or-') ?? 'value';
}

function createEdges(
  node: SchemaNode,
  lineage: readonly SchemaNode[],
  edgesByNode: () => EdgesByNode,
): Edge[] {
  const takenNames = new Set<string>();
  return listSubschemas(node.schema)
    .filter(({ keyword, key }) => keyword !== 'properties' || !node.hiddenNames.has(String(key)))
    .map((subschema) => {
      const { keyword, key, schema } = subschema;
      const cycle = lineage.find((ancestor) => typeof schema === 'object' && ancestor.schema === schema);
      const child = cycle ?? createNode(createSeed(node, subschema, takenNames), edgesByNode);
      return { keyword, ...(key !== undefined && { key }), node: child };
    });
}

function createSeed(node: SchemaNode, subschema: Subschema, takenNames: Set<string>): NodeSeed {
  const { keyword, key, schema } = subschema;
  const own = joinPointer(node.schemaPointer, keyword, ...(key === undefined ? [] : [key]));
  const schemaPointer = node.message.contract.pointerTo(schema) ?? own;
  const branch =
    keyword === 'anyOf' || keyword === 'oneOf'
      ? describeBranch(node, keyword, nameSchema(schema, schemaPointer), schema)
      : undefined;
  const isTag = keyword === 'properties' && node.tag?.property === key;
  const isFalse = isFalseSubschema(subschema);
  const impliedBy = branch?.impliedBy ?? (isTag ? 'tag' : isFalse ? 'false' : undefined);
  const tag = branch?.tag ?? (keyword === 'allOf' ? node.tag : undefined);
  const step = branch ? `@${claimName(branch.name, takenNames)}` : subschema.step;
  return {
    message: node.message,
    hiddenNames: collectHiddenNames(node, subschema),
    ...(node.contradiction === undefined
      ? describeContradiction(node.message, schema, schemaPointer)
      : { contradiction: node.contradiction }),
    schema,
    schemaPointer,
    path: node.path + step,
    label: extendLabel(node.label, step),
    ...(impliedBy && { impliedBy }),
    ...(tag && { tag }),
  };
}

function describeContradiction(
  { contract, direction }: MessageContext,
  schema: Schema,
  schemaPointer: SchemaPointer,
): Pick<SchemaNode, 'contradiction'> {
  const reason = findContradiction(schema, direction);
  if (reason === undefined) return {};
  const { file, line } = contract.locate(schemaPointer);
  return { contradiction: `no value satisfies the schema at ${file}:${line}: ${reason}` };
}

/** The keywords whose subschemas apply to the same value, which must satisfy them. */
const inPlaceKeywords: readonly string[] = ['allOf', 'anyOf', 'oneOf', 'then', 'else', 'dependentSchemas'];

function collectHiddenNames(parent: SchemaNode, { keyword, schema }: Subschema): ReadonlySet<string> {
  const own = listHiddenNames(schema, parent.message.direction);
  if (!inPlaceKeywords.includes(keyword)) return new Set(own);
  return own.length === 0 ? parent.hiddenNames : new Set([...parent.hiddenNames, ...own]);
}

function describeBranch(
  { schema }: SchemaNode,
  keyword: 'anyOf' | 'oneOf',
  name: string,
  branch: Schema,
): { name: string } & Pick<SchemaNode, 'impliedBy' | 'tag'> {
  if (typeof schema === 'boolean') return { name };
  const kind = classifyUnion(schema, keyword);
  if (kind === 'type') return { name, impliedBy: 'type' };
  if (kind === 'shape' || schema.discriminator === undefined) return { name };
  const values = listTags(schema, name, branch);
  return { name: values[0] ?? name, tag: { property: schema.discriminator.propertyName, values } };
}

/** Returns the name of a branch, with a number appended if another branch of the union already has this name. */
function claimName(name: string, takenNames: Set<string>): string {
  let free = name;
  for (let count = 2; takenNames.has(free); count += 1) free = `${name}-${count}`;
  takenNames.add(free);
  return free;
}
