import type { Engine, ValueNode } from './model.ts';

/**
 * Computes the minimum nesting depth of the values that satisfy the node, infinite if recursion never ends. A least
 * fixed point, because nodes refer to each other in cycles.
 */
export function computeMinDepth(engine: Engine, node: ValueNode): number {
  if (node.minDepth !== undefined) return node.minDepth;
  const unknown = listUnknownDependencies(engine, node);
  const depths = new Map<ValueNode, number>();
  const getDepth = (inner: ValueNode) => inner.minDepth ?? depths.get(inner) ?? Infinity;
  for (let changed = true; changed; ) {
    changed = false;
    for (const inner of unknown) {
      const candidates = engine
        .getTypedArbitraries(inner)
        .map(({ dependencies }) => 1 + Math.max(-1, ...dependencies.map(getDepth)));
      const depth = Math.min(Infinity, ...candidates);
      if (depth < getDepth(inner)) {
        depths.set(inner, depth);
        changed = true;
      }
    }
  }
  for (const inner of unknown) inner.minDepth = getDepth(inner);
  return getDepth(node);
}

/**
 * Lists the node and its transitive dependencies of unknown depth, the deepest first, which takes the fewest
 * iterations.
 */
function listUnknownDependencies(engine: Engine, node: ValueNode): ValueNode[] {
  const found = new Set<ValueNode>([node]);
  for (const inner of found) {
    for (const dependency of engine.getTypedArbitraries(inner).flatMap(({ dependencies }) => dependencies)) {
      if (dependency.minDepth === undefined) found.add(dependency);
    }
  }
  return [...found].reverse();
}
