import type { Clause, Family } from '../clauses/clause.ts';
import { joinPointer, parsePointer, type SchemaPointer } from '../json.ts';
import { lazy } from '../memoize.ts';
import type { Contract } from '../openapi/contract.ts';
import { type Subschema, subschemas } from './applicators.ts';
import { assertions } from './assertions.ts';
import { type Direction, isHidden, requiredOf, type Schema, typesOf } from './schema.ts';
import { tagsOf, unionKind } from './union.ts';

/**
 * A schema at one place of one message: the one walk from which clauses, violations and checks are derived.
 * Where a schema contains itself, the edge leads back to the node above, so the tree is finite. As a few schemas that use
 * each other twice can still make a tree of millions, only the first `mostNodes` have parts and clauses of their own.
 */
export interface SchemaNode {
  readonly schema: Schema;
  /** Where the schema stands in the document. */
  readonly schemaPointer: SchemaPointer;
  /** Permanent name of the place: `201/customer@individual/email`. */
  readonly path: string;
  /** How messages call the schema: its component's name, or else its type. */
  readonly name: string;
  /** How messages call the value: `customer.tax_id[1]`. */
  readonly label: string;
  /** What has already told that a value belongs here, so that no clause of its own is left for it. */
  readonly impliedBy?: 'type' | 'tag';
  /** The discriminating property and its value(s), when a discriminator leads here. */
  readonly tag?: { property: string; values: string[] };
  readonly message: MessageContext;
  /** Every direct subschema. */
  readonly edges: readonly Edge[];
  /** The clauses of this place, by keyword; of `required`, by `required/<name>`. */
  readonly clauses: ReadonlyMap<string, Clause>;
  /** The tree had grown too large: what the schema holds and demands here has no edges and no clauses. */
  readonly isTruncated: boolean;
}

export interface Edge {
  keyword: string;
  key?: string | number;
  node: SchemaNode;
}

/** The request body, or one response's body, of one operation. */
export interface MessageContext {
  operation: string;
  /** `request`, `201`, `422`, …: the first word of its places. */
  root: string;
  direction: Direction;
  family: Family;
  contract: Contract;
}

/** The largest tree of a large API's document (183 operations) has 9,272 nodes. */
export const MAX_NODES = 20_000;

/** The tree of a message's schema. It grows when first asked for its parts or clauses, level by level. */
export function createSchemaTree(message: MessageContext, schema: Schema, at: SchemaPointer): SchemaNode {
  const parts: Parts = lazy(() => grow(root, parts));
  const root = createNode({ message, schema, schemaPointer: at, path: message.root, label: '' }, parts);
  return root;
}

/** The parts of the nodes nearest to the root. */
function grow(root: SchemaNode, parts: Parts): ReadonlyMap<SchemaNode, readonly Edge[]> {
  const grown = new Map<SchemaNode, readonly Edge[]>();
  const queue: { node: SchemaNode; above: readonly SchemaNode[] }[] = [{ node: root, above: [] }];
  for (const { node, above } of queue) {
    if (grown.size === MAX_NODES) break;
    const line = [...above, node];
    const edges = edgesOf(node, line, parts);
    grown.set(node, edges);
    for (const edge of edges) if (!line.includes(edge.node)) queue.push({ node: edge.node, above: line });
  }
  return grown;
}

/** The node that an edge of this keyword (and key) leads to. */
export function findChild(node: SchemaNode, keyword: string, key?: string | number): SchemaNode | undefined {
  return node.edges.find((edge) => edge.keyword === keyword && edge.key === key)?.node;
}

/** What these keywords hold is asked, not demanded: its own assertions bind no message (JSON Schema core, section 10). */
const asking = ['not', 'if', 'contains', 'propertyNames'];

/** All nodes of the tree whose clauses bind the message, each once, in document order. */
export function listNodes(root: SchemaNode): SchemaNode[] {
  const seen = new Set<SchemaNode>();
  const visit = (node: SchemaNode): void => {
    if (seen.has(node)) return;
    seen.add(node);
    for (const edge of node.edges) if (!asking.includes(edge.keyword)) visit(edge.node);
  };
  visit(root);
  return [...seen];
}

type Seed = Omit<SchemaNode, 'edges' | 'clauses' | 'isTruncated' | 'name'>;
/** What the nodes of a tree lead to; of nodes that are cut nothing. */
type Parts = () => ReadonlyMap<SchemaNode, readonly Edge[]>;

function createNode(seed: Seed, parts: Parts): SchemaNode {
  let edges: readonly Edge[] | undefined;
  let clauses: Map<string, Clause> | undefined;
  const node: SchemaNode = {
    ...seed,
    name: nameOf(seed.schema, seed.schemaPointer),
    get edges() {
      edges ??= parts().get(node) ?? [];
      return edges;
    },
    get clauses() {
      clauses ??= node.isTruncated ? new Map() : clausesOf(node);
      return clauses;
    },
    get isTruncated() {
      return !parts().has(node);
    },
  };
  return node;
}

function nameOf(schema: Schema, at: SchemaPointer): string {
  const [, section, name, more] = parsePointer(at);
  if (section === 'schemas' && name !== undefined && more === undefined) return name;
  if (typeof schema === 'boolean') return String(schema);
  return typesOf(schema)?.join('-or-') ?? 'value';
}

function edgesOf(node: SchemaNode, above: readonly SchemaNode[], parts: Parts): Edge[] {
  const taken = new Set<string>();
  return subschemas(node.schema)
    .filter((sub) => sub.keyword !== 'properties' || !isHidden(sub.schema, node.message.direction))
    .map((sub) => {
      const key = sub.key === undefined ? {} : { key: sub.key };
      const loop = above.find((ancestor) => ancestor.schema === sub.schema && typeof sub.schema === 'object');
      return { keyword: sub.keyword, ...key, node: loop ?? createNode(seedOf(node, sub, taken), parts) };
    });
}

function seedOf(node: SchemaNode, sub: Subschema, taken: Set<string>): Seed {
  const { contract } = node.message;
  const keywordAt = joinPointer(node.schemaPointer, sub.keyword);
  const at =
    contract.pointerTo(sub.schema) ?? (sub.key === undefined ? keywordAt : joinPointer(keywordAt, sub.key));
  const union =
    sub.keyword === 'anyOf' || sub.keyword === 'oneOf'
      ? branchOf(node, sub.keyword, nameOf(sub.schema, at))
      : undefined;
  const told =
    union?.impliedBy ?? (sub.keyword === 'properties' && node.tag?.property === sub.key ? 'tag' : undefined);
  const step = union ? `@${unique(union.name, taken)}` : sub.step;
  return {
    message: node.message,
    schema: sub.schema,
    schemaPointer: at,
    path: node.path + step,
    label: subjectOf(node.label, step),
    ...(told && { impliedBy: told }),
    ...(union?.tag && { tag: union.tag }),
    ...(sub.keyword === 'allOf' && node.tag && { tag: node.tag }),
  };
}

function branchOf(
  node: SchemaNode,
  keyword: 'anyOf' | 'oneOf',
  name: string,
): { name: string } & Pick<SchemaNode, 'impliedBy' | 'tag'> {
  const { schema } = node;
  if (typeof schema === 'boolean') return { name };
  const kind = unionKind(schema, keyword);
  if (kind === 'type') return { name, impliedBy: 'type' };
  if (kind === 'shape' || schema.discriminator === undefined) return { name };
  const values = tagsOf(schema, name);
  return { name: values[0] ?? name, tag: { property: schema.discriminator.propertyName, values } };
}

function unique(name: string, taken: Set<string>): string {
  let free = name;
  for (let count = 2; taken.has(free); count += 1) free = `${name}-${count}`;
  taken.add(free);
  return free;
}

function subjectOf(subject: string, step: string): string {
  if (step.startsWith('@')) return subject;
  const name = step.slice(1).replaceAll('~1', '/').replaceAll('~0', '~');
  if (name === '-' || name === '-contained') return `${subject}[]`;
  if (/^\d+$/.test(name)) return `${subject}[${name}]`;
  const word = name.startsWith('+') ? '*' : name;
  return subject === '' ? word : `${subject}.${word}`;
}

function clausesOf(node: SchemaNode): Map<string, Clause> {
  const clauses = new Map<string, Clause>();
  const { schema, message } = node;
  if (typeof schema === 'boolean' || node.impliedBy === 'tag') return clauses;
  const base = { level: 'MUST' as const, operation: message.operation };
  const subject = node.label === '' ? 'the body' : `\`${node.label}\``;
  for (const { keyword, says } of assertions(schema, subject)) {
    if (keyword === 'type' && node.impliedBy === 'type') continue;
    const family = keyword === 'discriminator' ? ('discriminator' as const) : message.family;
    const id = `${message.operation}/${node.path}:${keyword}`;
    clauses.set(keyword, {
      ...base,
      id,
      family,
      schemaPointer: joinPointer(node.schemaPointer, keyword),
      description: says,
      keyword,
    });
    if (keyword === 'format' && message.direction === 'request')
      clauses.set(...strictFormat(node, id, subject));
  }
  for (const name of requiredOf(schema, message.direction)) {
    if (name === node.tag?.property) continue;
    const id = `${message.operation}/${node.path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}:required`;
    const says = `\`${subjectOf(node.label, `/${name}`)}\` is present`;
    clauses.set(`required/${name}`, {
      ...base,
      id,
      family: message.family,
      schemaPointer: joinPointer(node.schemaPointer, 'required', schema.required?.indexOf(name) ?? 0),
      description: says,
      keyword: 'required',
    });
  }
  return clauses;
}

/** Servers may fairly read other spellings of a format than its own (RFC 9562 section 4 for UUIDs, WHATWG for URLs). */
function strictFormat(
  { schema, schemaPointer, message }: SchemaNode,
  id: string,
  subject: string,
): [string, Clause] {
  const format = typeof schema === 'object' ? schema.format : '';
  const says = `${subject} is refused in spellings that only resemble a ${format}`;
  const { operation, family } = message;
  return [
    'strict-format',
    {
      id: `${id}-strict`,
      level: 'SHOULD',
      family,
      operation,
      schemaPointer: joinPointer(schemaPointer, 'format'),
      description: says,
    },
  ];
}
