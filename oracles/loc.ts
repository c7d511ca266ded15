import { type InstancePointer, isObject, type Json, joinPointer } from '../spec/json.ts';
import type { SchemaNode } from '../spec/json-schema/schema-node.ts';
import { memoize } from '../spec/memoize.ts';

/** Where a `loc` leads in the body that was sent. */
export interface Resolved {
  place: InstancePointer;
  /** Undefined where nothing stands: the place of a missing property. */
  value: Json | undefined;
  /** The object that lacks it. */
  parent?: Json;
}

interface Step extends Resolved {
  /** The schemas of this place; of unions, every branch too. */
  nodes: readonly SchemaNode[];
}

const applied = ['anyOf', 'oneOf', 'allOf', 'then', 'else'];

/** A node and all that judge the same value: branches of unions, parts of `allOf`. Found once. */
const inPlace = memoize((node: SchemaNode): readonly SchemaNode[] => {
  const all = new Set([node]);
  for (const one of all) for (const edge of one.edges) if (applied.includes(edge.keyword)) all.add(edge.node);
  return [...all];
});

function childrenOf(
  nodes: readonly SchemaNode[],
  keywords: readonly string[],
  key?: string | number,
): SchemaNode[] {
  const edges = nodes.flatMap((node) => node.edges.filter((edge) => keywords.includes(edge.keyword)));
  return edges
    .filter((edge) => edge.key === undefined || edge.key === key)
    .flatMap(({ node }) => inPlace(node));
}

const isDeclared = (nodes: readonly SchemaNode[], name: string): boolean =>
  nodes.some(
    ({ schema }) =>
      typeof schema === 'object' &&
      (schema.required?.includes(name) || Object.hasOwn(schema.properties ?? {}, name)),
  );

/** Whether the segment names a branch instead of stepping: by its schema's name, title or type, or of a union of plain types by any word. */
function isBranch(nodes: readonly SchemaNode[], segment: string): boolean {
  const branches = nodes.flatMap((node) =>
    node.edges.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf'),
  );
  return branches.some(({ node: { schema, name, tag } }) => {
    if (typeof schema === 'boolean') return false;
    const plain = schema.properties === undefined && schema.$ref === undefined;
    return plain || [name, schema.title, ...(tag?.values ?? [])].includes(segment);
  });
}

function advance(step: Step, segment: string | number, isLast: boolean): Step | undefined {
  const { value, place, nodes } = step;
  if (Array.isArray(value) && typeof segment === 'number' && segment < value.length) {
    const children = childrenOf(nodes, ['prefixItems', 'items'], segment);
    return { place: joinPointer(place, segment), value: value[segment], nodes: children };
  }
  if (isObject(value) && Object.hasOwn(value, segment)) {
    const children = childrenOf(nodes, ['properties', 'additionalProperties'], String(segment));
    return { place: joinPointer(place, segment), value: value[segment] as Json, nodes: children }; // a property of a JSON object is JSON
  }
  if (typeof segment !== 'string') return undefined;
  if (isLast && isObject(value) && isDeclared(nodes, segment)) {
    return { place: joinPointer(place, segment), value: undefined, parent: value as Json, nodes: [] }; // the body was JSON
  }
  return isBranch(nodes, segment) ? step : undefined;
}

/**
 * Follows a `loc` through the body: a first segment `body`, then names and indices; a segment that names a branch of a
 * union may stand in between. Undefined when it leads nowhere.
 */
export function resolveLoc(loc: readonly unknown[], body: Json, root: SchemaNode): Resolved | undefined {
  if (loc[0] !== 'body') return undefined;
  let step: Step | undefined = { place: '', value: body, nodes: inPlace(root) };
  for (const [index, segment] of loc.entries()) {
    if (index === 0) continue;
    if (typeof segment !== 'string' && typeof segment !== 'number') return undefined;
    step = step && advance(step, segment, index === loc.length - 1);
  }
  return step;
}
