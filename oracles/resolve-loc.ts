import { type InstancePointer, isObject, type Json, joinPointer } from '../spec/json.ts';
import type { ApplicatorKeyword } from '../spec/json-schema/keywords/keywords.ts';
import { listBranches, type SchemaNode } from '../spec/json-schema/schema-node.ts';
import { memoize } from '../spec/memoize.ts';

/** The location in the request body to which the `loc` of an error leads. */
export interface ResolvedLoc {
  instancePointer: InstancePointer;
  /** The value at the location; undefined for a missing property. */
  value: Json | undefined;
  /** For a missing property, the object that lacks it. */
  parent?: Json;
}

interface Step extends ResolvedLoc {
  /** The schemas at this location, including every branch of their unions. */
  nodes: readonly SchemaNode[];
}

/**
 * Follows a `loc` through the body: `body`, then names and indices. A segment can also name a branch of a union, which
 * stays at the same location. Undefined when the `loc` leads nowhere.
 */
export function resolveLoc(loc: readonly unknown[], body: Json, root: SchemaNode): ResolvedLoc | undefined {
  if (loc[0] !== 'body') return undefined;
  let step: Step | undefined = { instancePointer: '', value: body, nodes: listInPlace(root) };
  for (const [index, segment] of loc.entries()) {
    if (index === 0) continue;
    if (typeof segment !== 'string' && typeof segment !== 'number') return undefined;
    step = step && followSegment(step, segment, index === loc.length - 1);
  }
  return step;
}

function followSegment(step: Step, segment: string | number, isLast: boolean): Step | undefined {
  const { value, nodes } = step;
  const instancePointer = joinPointer(step.instancePointer, segment);
  if (Array.isArray(value) && typeof segment === 'number' && segment < value.length) {
    const children = listChildren(nodes, ['prefixItems', 'items'], segment);
    return { instancePointer, value: value[segment], nodes: children };
  }
  if (isObject(value) && Object.hasOwn(value, segment)) {
    const children = listChildren(nodes, ['properties', 'additionalProperties'], String(segment));
    return { instancePointer, value: value[segment] as Json, nodes: children }; // a part of a JSON body
  }
  if (typeof segment !== 'string') return undefined;
  if (isLast && isObject(value) && isDeclared(nodes, segment)) {
    return { instancePointer, value: undefined, parent: value as Json, nodes: [] }; // a part of a JSON body
  }
  return isBranchName(nodes, segment) ? step : undefined;
}

const inPlaceKeywords: readonly ApplicatorKeyword[] = ['anyOf', 'oneOf', 'allOf', 'then', 'else'];

/** Lists the node and all nodes below it that apply to the same value. */
const listInPlace = memoize((node: SchemaNode): readonly SchemaNode[] => {
  const nodes = new Set([node]);
  for (const one of nodes)
    for (const edge of one.edges) if (inPlaceKeywords.includes(edge.keyword)) nodes.add(edge.node);
  return [...nodes];
});

function listChildren(
  nodes: readonly SchemaNode[],
  keywords: readonly ApplicatorKeyword[],
  key: string | number,
): SchemaNode[] {
  return nodes
    .flatMap((node) => node.edges.filter((edge) => keywords.includes(edge.keyword)))
    .filter((edge) => edge.key === undefined || edge.key === key)
    .flatMap(({ node }) => listInPlace(node));
}

const isDeclared = (nodes: readonly SchemaNode[], name: string): boolean =>
  nodes.some(
    ({ schema }) =>
      typeof schema === 'object' &&
      (schema.required?.includes(name) || Object.hasOwn(schema.properties ?? {}, name)),
  );

/**
 * Whether the segment names a branch of a union, by component, title or tag. Branches without these have names that
 * each framework invents, so any segment may name them.
 */
function isBranchName(nodes: readonly SchemaNode[], segment: string): boolean {
  return nodes.flatMap(listBranches).some(({ schema, name, tag }) => {
    if (typeof schema === 'boolean') return false;
    const isPlain = schema.properties === undefined && schema.$ref === undefined;
    return isPlain || [name, schema.title, ...(tag?.values ?? [])].includes(segment);
  });
}
