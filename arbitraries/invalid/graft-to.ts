import {
  getOwn,
  type InstancePointer,
  isJsonObject,
  isObject,
  type Json,
  type JsonObject,
} from '../../spec/json.ts';
import { getValueType } from '../../spec/json-schema/json-type.ts';
import { type ApplicatorKeyword, keywords } from '../../spec/json-schema/keywords/keywords.ts';
import { createMatcher } from '../../spec/json-schema/regular-expressions/matcher.ts';
import { type Edge, findChild, type SchemaNode } from '../../spec/json-schema/schema-node.ts';
import { memoize } from '../../spec/memoize.ts';
import { type AnnotatedInstance, annotate } from './annotate.ts';
import { setValueAt } from './edit-json.ts';
import { isValid } from './is-valid.ts';
import type { MutationContext } from './mutation.ts';

/**
 * Returns a valid value with a part to which the target schema applies. If `base` has no such part, adds what is
 * missing on the first path to the target: a property, an item at the end, or the value of another branch. Undefined if
 * the tree has no path to the target, or the result would be invalid.
 */
export function graftTo(
  base: AnnotatedInstance,
  target: SchemaNode,
  context: MutationContext,
): AnnotatedInstance | undefined {
  if (hasPosition(base, target)) return base;
  const path = findPath(base.root, target);
  const value = path && graft(base.value, base.root, path, context);
  if (value === undefined || !context.validate.accepts(value)) return undefined;
  const grafted = annotate(base.root, value);
  return hasPosition(grafted, target) ? grafted : undefined;
}

const hasPosition = ({ positions }: AnnotatedInstance, target: SchemaNode): boolean =>
  positions.some((position) => position.node === target && position.isValid);

/** Returns the edges of the first path from the root to a node, in document order. */
function findPath(root: SchemaNode, target: SchemaNode): Edge[] | undefined {
  const parents = findParents(root);
  const path: Edge[] = [];
  for (let node = target; node !== root; ) {
    const parent = parents.get(node);
    if (parent === undefined) return undefined;
    path.push(parent.edge);
    node = parent.node;
  }
  return path.reverse();
}

interface Parent {
  node: SchemaNode;
  edge: Edge;
}

/**
 * Returns a valid value in which a part has the node's schema and contains another part with it, and the location of the
 * outer part. Undefined if the schema does not contain itself, or the result would be invalid.
 */
export function nestIn(
  base: AnnotatedInstance,
  node: SchemaNode,
  context: MutationContext,
): { instance: AnnotatedInstance; outer: InstancePointer } | undefined {
  const cycle = findCycle(node);
  const grafted = cycle && graftTo(base, node, context);
  const position = grafted?.positions.find((each) => each.node === node && each.isValid);
  const nested = cycle && position && graft(position.value, node, cycle, context);
  if (!grafted || !position || nested === undefined) return undefined;
  const value = setValueAt(grafted.value, position.instancePointer, nested);
  if (!context.validate.accepts(value)) return undefined;
  return { instance: annotate(base.root, value), outer: position.instancePointer };
}

/** Whether the schema of the node contains itself. */
export const isRecursive = (node: SchemaNode): boolean => findCycle(node) !== undefined;

/** Finds the shortest path of edges from a node back to itself, breadth-first. */
const findCycle = memoize((start: SchemaNode): readonly Edge[] | undefined => {
  const paths = new Map<SchemaNode, readonly Edge[]>([[start, []]]);
  for (const [node, path] of paths) {
    for (const edge of node.edges) {
      if (edge.node === start) return [...path, edge];
      if (!paths.has(edge.node)) paths.set(edge.node, [...path, edge]); // the outer loop visits it too
    }
  }
  return undefined;
});

/** Maps each node to the node and edge from which a depth-first search first reaches it. */
const findParents = memoize((root: SchemaNode): ReadonlyMap<SchemaNode, Parent> => {
  const parents = new Map<SchemaNode, Parent>();
  const visit = (node: SchemaNode): void => {
    for (const edge of node.edges) {
      if (edge.node === root || parents.has(edge.node)) continue;
      parents.set(edge.node, { node, edge });
      visit(edge.node);
    }
  };
  visit(root);
  return parents;
});

/** A valid value of `node`, and the edge to the child that the value must contain. */
interface Graft {
  value: Json;
  node: SchemaNode;
  edge: Edge;
  context: MutationContext;
  /**
   * Returns a child value that contains the target, made from the present child if there is one. Undefined if
   * impossible.
   */
  graftChild(child: Json | undefined): Json | undefined;
}

function graft(
  base: Json | undefined,
  node: SchemaNode,
  path: readonly Edge[],
  context: MutationContext,
): Json | undefined {
  const [edge, ...rest] = path;
  const valid = base !== undefined && isValid(node, base) ? base : selectSample(node, context);
  const value = valid === undefined ? undefined : withTag(valid, node);
  if (edge === undefined || value === undefined) return value;
  const graftChild = (child: Json | undefined) => graft(child, edge.node, rest, context);
  return grafters[edge.keyword]?.({ value, node, edge, context, graftChild });
}

/** The value with the discriminator value that selects the node, if the node is a branch that has one. */
function withTag(value: Json, { tag }: SchemaNode): Json {
  const [first] = tag?.values ?? [];
  if (!tag || first === undefined || !isJsonObject(value)) return value;
  const present = getOwn(value, tag.property);
  return tag.values.some((each) => each === present) ? value : { ...value, [tag.property]: first };
}

/** Selects the first sample to which an assertion of the node applies, or else the first sample. */
function selectSample(node: SchemaNode, context: MutationContext): Json | undefined {
  const samples = context.sample(node);
  const types = new Set(
    [...node.clauses.values()].flatMap(({ keyword }) =>
      keyword === undefined || keyword === 'type' ? [] : keywords[keyword].appliesTo,
    ),
  );
  return samples.find((value) => types.has(getValueType(value))) ?? samples[0];
}

type Grafter = (graft: Graft) => Json | undefined;

const graftInPlace: Grafter = ({ value, graftChild }) => graftChild(value);

function graftProperty({ value, graftChild }: Graft, name: string | undefined): Json | undefined {
  if (!isObject(value) || name === undefined) return undefined;
  const object = value as JsonObject;
  const property = graftChild(getOwn(object, name));
  return property === undefined ? undefined : { ...object, [name]: property };
}

function graftItem({ value, graftChild }: Graft, index: number): Json | undefined {
  if (!Array.isArray(value) || index > value.length) return undefined;
  const item = graftChild(value[index]);
  return item === undefined ? undefined : value.toSpliced(index, 1, item);
}

/** Finds a property name that `propertyNames` and the filter allow. */
function findName({ node, context }: Graft, filter = (_: string) => true): string | undefined {
  const nameSchema = findChild(node, 'propertyNames');
  const samples = nameSchema ? context.sample(nameSchema).filter((name) => typeof name === 'string') : [];
  const names = ['extra', 'x-extra', 'a', '0', 'A', ...samples];
  return names.find((name) => filter(name) && (nameSchema === undefined || isValid(nameSchema, name)));
}

function graftPatternProperty(graft: Graft): Json | undefined {
  const pattern = createMatcher(String(graft.edge.key));
  const literal = String(graft.edge.key).replace(/[\^$]/g, '');
  const name = findName(graft, (candidate) => pattern.test(candidate));
  return graftProperty(graft, name ?? (pattern.test(literal) ? literal : undefined));
}

/** Adds a property whose name is a sample of `propertyNames`, with a value that the object's schema allows. */
function graftPropertyName(graft: Graft): Json | undefined {
  const { node, context } = graft;
  const name = graft.graftChild(findName(graft));
  const additional = findChild(node, 'additionalProperties');
  const value = additional ? context.sample(additional)[0] : 'named';
  if (typeof name !== 'string' || value === undefined) return undefined;
  return graftProperty({ ...graft, graftChild: () => value }, name);
}

/** The function that creates a child value for each applicator. Undefined if no clause applies to that child. */
const grafters: Readonly<Record<ApplicatorKeyword, Grafter | undefined>> = {
  not: undefined,
  if: undefined,
  contains: undefined,
  allOf: graftInPlace,
  anyOf: graftInPlace,
  oneOf: graftInPlace,
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: graftInPlace,
  else: graftInPlace,
  dependentSchemas: graftInPlace,
  properties: (graft) => graftProperty(graft, String(graft.edge.key)),
  additionalProperties: (graft) => graftProperty(graft, findName(graft)),
  patternProperties: graftPatternProperty,
  propertyNames: graftPropertyName,
  unevaluatedProperties: (graft) => graftProperty(graft, findName(graft)),
  unevaluatedItems: (graft) =>
    Array.isArray(graft.value) ? graftItem(graft, graft.value.length) : undefined,
  prefixItems: (graft) => graftItem(graft, Number(graft.edge.key)),
  items: (graft) => (Array.isArray(graft.value) ? graftItem(graft, graft.value.length) : undefined),
};
