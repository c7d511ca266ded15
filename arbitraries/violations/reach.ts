import { isObject, type Json, type JsonObject } from '../../spec/json.ts';
import type { Edge, SchemaNode } from '../../spec/node.ts';
import { matcher } from '../../spec/regex/matcher.ts';
import { fits } from './fits.ts';
import type { Context } from './mutation.ts';
import { positions } from './positions.ts';

/** Whether the valid value has a part of which the node speaks. */
const reaches = (root: SchemaNode, target: SchemaNode, value: Json): boolean =>
  [...positions(root, value)].some((position) => position.node === target && position.fits);

/**
 * Valid values that have a part of which the target speaks, made from a valid base by grafting the least that is missing:
 * an absent property, a first item, another branch. None, where that makes no valid value.
 */
export function reach(root: SchemaNode, target: SchemaNode, base: Json, context: Context): Json | undefined {
  if (reaches(root, target, base)) return base;
  const path = pathTo(root, target, new Set());
  const value = path && graft(base, root, path, context);
  const isReached =
    value !== undefined && context.validate(value).length === 0 && reaches(root, target, value);
  return isReached ? value : undefined;
}

function pathTo(node: SchemaNode, target: SchemaNode, seen: Set<SchemaNode>): Edge[] | undefined {
  if (node === target) return [];
  if (seen.has(node)) return undefined;
  seen.add(node);
  for (const edge of node.edges) {
    const more = pathTo(edge.node, target, seen);
    if (more) return [edge, ...more];
  }
  return undefined;
}

/** How the value of an edge's schema is put into the value that holds it. */
type Put = (
  holder: Json,
  edge: Edge,
  inner: (value: Json | undefined) => Json | undefined,
) => Json | undefined;

const same: Put = (holder, _, inner) => inner(holder);

function property(
  holder: Json,
  name: string,
  inner: (value: Json | undefined) => Json | undefined,
): Json | undefined {
  if (!isObject(holder)) return undefined;
  const item = inner(Object.hasOwn(holder, name) ? (holder as JsonObject)[name] : undefined);
  return item === undefined
    ? undefined
    : Object.fromEntries([...Object.entries(holder as JsonObject), [name, item]]);
}

function item(
  holder: Json,
  index: number,
  inner: (value: Json | undefined) => Json | undefined,
): Json | undefined {
  if (!Array.isArray(holder) || index > holder.length) return undefined;
  const now = inner(holder[index]);
  return now === undefined ? undefined : holder.toSpliced(index, 1, now);
}

const puts: Readonly<Record<string, Put>> = {
  allOf: same,
  anyOf: same,
  oneOf: same,
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: same,
  else: same,
  dependentSchemas: same,
  properties: (holder, { key }, inner) => property(holder, String(key), inner),
  additionalProperties: (holder, _, inner) => property(holder, 'extra', inner),
  patternProperties: (holder, { key }, inner) => {
    const pattern = matcher(String(key));
    const name = ['extra', 'x-extra', 'a', '0', 'A', String(key).replace(/[\^$]/g, '')].find((one) =>
      pattern.test(one),
    );
    return name === undefined ? undefined : property(holder, name, inner);
  },
  propertyNames: (holder, _, inner) => {
    const name = inner(undefined);
    return typeof name === 'string' && isObject(holder)
      ? ({ ...holder, [name]: 'named' } as Json)
      : undefined; // JSON with one more
  },
  prefixItems: (holder, { key }, inner) => item(holder, Number(key), inner),
  items: (holder, _, inner) => (Array.isArray(holder) ? item(holder, holder.length, inner) : undefined),
};

function graft(
  value: Json | undefined,
  node: SchemaNode,
  path: readonly Edge[],
  context: Context,
): Json | undefined {
  const [edge, ...more] = path;
  const own = value !== undefined && fits(node, value) ? value : context.sample(node)[0];
  if (edge === undefined || own === undefined) return own;
  return puts[edge.keyword]?.(own, edge, (inner) => graft(inner, edge.node, more, context));
}
