import { getOwn, isObject, type Json, type JsonObject } from '../../spec/json.ts';
import type { SchemaNode } from '../../spec/json-schema/schema-node.ts';
import { memoize } from '../../spec/memoize.ts';

/** The path from a root schema to a node, as property names and array indices of an instance. */
export interface InstancePath {
  steps: readonly (string | number)[];
  /** Every node on the path, with the number of steps from the root to it. */
  nodes: readonly { node: SchemaNode; depth: number }[];
}

const inPlaceApplicators = ['anyOf', 'oneOf', 'allOf'];

/**
 * Returns the shortest path from the root to a node; undefined if every path leads through a property whose name is not
 * fixed, or through a condition.
 */
export function findPathTo(root: SchemaNode, target: SchemaNode): InstancePath | undefined {
  return listPaths(root).get(target);
}

/** Finds the shortest path to every node, breadth-first. */
const listPaths = memoize((root: SchemaNode): ReadonlyMap<SchemaNode, InstancePath> => {
  const paths = new Map<SchemaNode, InstancePath>([[root, { steps: [], nodes: [{ node: root, depth: 0 }] }]]);
  for (const [node, path] of paths) {
    for (const edge of node.edges) {
      const added = findSteps(edge.keyword, edge.key);
      if (added === undefined || paths.has(edge.node)) continue;
      const steps = [...path.steps, ...added];
      const nodes = [...path.nodes, { node: edge.node, depth: steps.length }];
      paths.set(edge.node, { steps, nodes }); // the outer loop visits it too: a Map iterates added entries
    }
  }
  return paths;
});

function findSteps(keyword: string, key: string | number | undefined): (string | number)[] | undefined {
  if (inPlaceApplicators.includes(keyword)) return [];
  if (keyword === 'properties' || keyword === 'prefixItems') return key === undefined ? undefined : [key];
  return keyword === 'items' ? [0] : undefined;
}

/** Returns the value at the end of the steps; undefined if there is none. */
export function getAtPath(body: Json, steps: readonly (string | number)[]): Json | undefined {
  let current: Json | undefined = body;
  for (const step of steps) {
    if (Array.isArray(current) && typeof step === 'number') current = current[step];
    else if (isObject(current) && typeof step === 'string')
      current = getOwn(current as JsonObject, step); // a JSON value that is an object
    else return undefined;
  }
  return current;
}

/** A copy of the body with a value at the end of the steps; undefined if an object or array on the path is missing. */
export function setAtPath(
  body: Json,
  [step, ...rest]: readonly (string | number)[],
  value: Json,
): Json | undefined {
  if (step === undefined) return value;
  const isLast = rest.length === 0;
  if (isObject(body) && typeof step === 'string') {
    const object = body as JsonObject; // a JSON value that is an object
    const child = object[step];
    const changed = isLast ? value : child === undefined ? undefined : setAtPath(child, rest, value);
    return changed === undefined ? undefined : { ...object, [step]: changed };
  }
  if (!Array.isArray(body) || typeof step !== 'number' || step >= body.length) return undefined;
  const changed = setAtPath(body[step] ?? null, rest, value);
  return changed === undefined ? undefined : body.with(step, changed);
}
