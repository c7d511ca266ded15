import type { Engine, Node } from './engine.ts';

/**
 * How deep the least value of a node nests: the least fixed point over what each way contains, so that a cycle without
 * an end comes out infinite.
 */
export function heightOf(engine: Engine, node: Node): number {
  if (node.height !== undefined) return node.height;
  const open = reachable(engine, node);
  const heights = new Map<Node, number>();
  const known = (inner: Node) => inner.height ?? heights.get(inner) ?? Infinity;
  for (let changed = true; changed; ) {
    changed = false;
    for (const inner of open) {
      const ways = engine.options(inner).map(({ requires }) => 1 + Math.max(-1, ...requires.map(known)));
      const height = Math.min(Infinity, ...ways);
      if (height < known(inner)) changed = heights.set(inner, height) !== undefined;
    }
  }
  for (const inner of open) inner.height = known(inner);
  return known(node);
}

/** The node and all that its values must contain, as far as not yet measured. */
function reachable(engine: Engine, node: Node): Node[] {
  const found = new Set<Node>([node]);
  for (const inner of found) {
    for (const required of engine.options(inner).flatMap(({ requires }) => requires)) {
      if (required.height === undefined) found.add(required);
    }
  }
  return [...found].reverse(); // the deepest first: fewer rounds
}
