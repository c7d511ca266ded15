import type { Json } from '../../spec/json.ts';
import { findChild, type SchemaNode } from '../../spec/json-schema/schema-node.ts';
import type { MutationContext } from './mutation.ts';

/** Lists valid values for one index of an array: first the array's own items, then samples of the item schema. */
export function listValidItems(
  node: SchemaNode,
  index: number,
  array: readonly Json[],
  context: MutationContext,
): readonly Json[] {
  const schema = findChild(node, 'prefixItems', index) ?? findChild(node, 'items');
  const ownItems = findChild(node, 'prefixItems', 0) ? [] : array;
  return [...ownItems, ...(schema ? context.sample(schema) : []), ...array, null];
}
