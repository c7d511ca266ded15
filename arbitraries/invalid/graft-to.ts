import { isObject, type Json, type JsonObject } from '../../spec/json.ts';
import { matcher } from '../../spec/json-schema/regular-expressions/matcher.ts';
import { type Edge, findChild, type SchemaNode } from '../../spec/json-schema/schema-node.ts';
import { memoize } from '../../spec/memoize.ts';
import { type Ground, ground } from './annotate.ts';
import { fits } from './fits.ts';
import type { Context } from './mutation.ts';

/** Whether the valid value has a part of which the node speaks. */
const reaches = ({ places }: Ground, target: SchemaNode): boolean =>
  places.some((position) => position.node === target && position.fits);

/**
 * Valid values that have a part of which the target speaks, made from a valid base by grafting the least that is missing:
 * an absent property, a first item, another branch. None, where that makes no valid value.
 */
export function reach(base: Ground, target: SchemaNode, context: Context): Ground | undefined {
  if (reaches(base, target)) return base;
  const path = pathTo(base.root, target);
  const value = path && graft(base.value, base.root, path, context);
  if (value === undefined || context.validate(value).length > 0) return undefined;
  const reached = ground(base.root, value);
  return reaches(reached, target) ? reached : undefined;
}

/** The edges from the root to a node, by the first way in document order. */
function pathTo(root: SchemaNode, target: SchemaNode): Edge[] | undefined {
  const ways = waysOf(root);
  const path: Edge[] = [];
  for (let node = target; node !== root; ) {
    const way = ways.get(node);
    if (way === undefined) return undefined;
    path.push(way.edge);
    node = way.from;
  }
  return path.reverse();
}

type Ways = ReadonlyMap<SchemaNode, { from: SchemaNode; edge: Edge }>;

/** From where, and by which edge, each node is first reached. Walked once a root. */
const waysOf = memoize((root: SchemaNode): Ways => {
  const ways = new Map<SchemaNode, { from: SchemaNode; edge: Edge }>();
  const visit = (from: SchemaNode): void => {
    for (const edge of from.edges) {
      if (edge.node === root || ways.has(edge.node)) continue;
      ways.set(edge.node, { from, edge });
      visit(edge.node);
    }
  };
  visit(root);
  return ways;
});

/** The value that holds the place, its schema, the edge to take, and what makes the value at its end from the one there. */
interface Graft {
  holder: Json;
  node: SchemaNode;
  edge: Edge;
  context: Context;
  inner(value: Json | undefined): Json | undefined;
}

type Put = (graft: Graft) => Json | undefined;

const same: Put = ({ holder, inner }) => inner(holder);

function property({ holder, inner }: Graft, name: string | undefined): Json | undefined {
  if (!isObject(holder) || name === undefined) return undefined;
  const item = inner(Object.hasOwn(holder, name) ? (holder as JsonObject)[name] : undefined);
  if (item === undefined) return undefined;
  return Object.fromEntries([...Object.entries(holder as JsonObject), [name, item]]);
}

function item({ holder, inner }: Graft, index: number): Json | undefined {
  if (!Array.isArray(holder) || index > holder.length) return undefined;
  const now = inner(holder[index]);
  return now === undefined ? undefined : holder.toSpliced(index, 1, now);
}

/** A name that the object's `propertyNames` allow, and that is as asked. */
function newName({ node, context }: Graft, isAsked: (name: string) => boolean): string | undefined {
  const names = findChild(node, 'propertyNames');
  const allowed = names ? context.sample(names).filter((name) => typeof name === 'string') : [];
  const candidates = ['extra', 'x-extra', 'a', '0', 'A', ...allowed];
  return candidates.find((name) => isAsked(name) && (names === undefined || fits(names, name)));
}

/** A property of any allowed name, with a value that the object allows under it. */
function named({ node, context, ...graft }: Graft): Json | undefined {
  const name = graft.inner(newName({ node, context, ...graft }, () => true));
  const own = findChild(node, 'additionalProperties');
  const value = own ? context.sample(own)[0] : 'named';
  if (typeof name !== 'string' || value === undefined) return undefined;
  return property({ node, context, ...graft, inner: () => value }, name);
}

const puts: Readonly<Record<string, Put>> = {
  allOf: same,
  anyOf: same,
  oneOf: same,
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: same,
  else: same,
  dependentSchemas: same,
  properties: (graft) => property(graft, String(graft.edge.key)),
  additionalProperties: (graft) =>
    property(
      graft,
      newName(graft, () => true),
    ),
  patternProperties: (graft) => {
    const pattern = matcher(String(graft.edge.key));
    const literal = String(graft.edge.key).replace(/[\^$]/g, '');
    return property(
      graft,
      newName(graft, (name) => pattern.test(name)) ?? (pattern.test(literal) ? literal : undefined),
    );
  },
  propertyNames: named,
  prefixItems: (graft) => item(graft, Number(graft.edge.key)),
  items: (graft) => (Array.isArray(graft.holder) ? item(graft, graft.holder.length) : undefined),
};

function graft(
  value: Json | undefined,
  node: SchemaNode,
  path: readonly Edge[],
  context: Context,
): Json | undefined {
  const [edge, ...more] = path;
  const holder = value !== undefined && fits(node, value) ? value : context.sample(node)[0];
  if (edge === undefined || holder === undefined) return holder;
  const inner = (own: Json | undefined) => graft(own, edge.node, more, context);
  return puts[edge.keyword]?.({ holder, node, edge, context, inner });
}
