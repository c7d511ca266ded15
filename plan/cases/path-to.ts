import { isObject, type Json, type JsonObject } from '../../spec/json.ts';
import type { SchemaNode } from '../../spec/json-schema/schema-node.ts';
import { memoize } from '../../spec/memoize.ts';

/** How a place is reached from the root: by names and indices, through the schemas that judge the same value on the way. */
export interface Path {
  steps: readonly (string | number)[];
  /** Every node on the way, with how many steps lead to it. */
  nodes: readonly { node: SchemaNode; depth: number }[];
}

const inPlace = ['anyOf', 'oneOf', 'allOf'];

/** The shortest way from the root to a node; undefined where it leads through names or conditions that no value makes sure of. */
export function pathTo(root: SchemaNode, goal: SchemaNode): Path | undefined {
  return pathsFrom(root).get(goal);
}

/** The shortest ways to all nodes, walked once a root. */
const pathsFrom = memoize((root: SchemaNode): ReadonlyMap<SchemaNode, Path> => {
  const found = new Map<SchemaNode, Path>([[root, { steps: [], nodes: [{ node: root, depth: 0 }] }]]);
  for (const [node, path] of found) {
    for (const edge of node.edges) {
      const step = stepOf(edge.keyword, edge.key);
      if (step === undefined || found.has(edge.node)) continue;
      const steps = [...path.steps, ...step];
      const nodes = [...path.nodes, { node: edge.node, depth: steps.length }];
      found.set(edge.node, { steps, nodes }); // at the end of those that this loop goes through
    }
  }
  return found;
});

function stepOf(keyword: string, key: string | number | undefined): (string | number)[] | undefined {
  if (inPlace.includes(keyword)) return [];
  if (keyword === 'properties' || keyword === 'prefixItems') return key === undefined ? undefined : [key];
  return keyword === 'items' ? [0] : undefined;
}

/** The body with a value at the end of the steps; undefined where what is on the way is not there. */
export function placed(
  body: Json,
  [step, ...rest]: readonly (string | number)[],
  value: Json,
): Json | undefined {
  if (step === undefined) return value;
  const isLast = rest.length === 0;
  if (isObject(body) && typeof step === 'string') {
    const below = (body as JsonObject)[step]; // isObject was asked of JSON
    const changed = isLast ? value : below === undefined ? undefined : placed(below, rest, value);
    return changed === undefined ? undefined : { ...(body as JsonObject), [step]: changed };
  }
  if (!Array.isArray(body) || typeof step !== 'number' || step >= body.length) return undefined;
  const changed = placed(body[step] ?? null, rest, value);
  return changed === undefined ? undefined : body.with(step, changed);
}
