import { isObject, type Json } from '../json.ts';
import { listUnevaluated } from './evaluation.ts';
import type { SchemaNode } from './schema-node.ts';

/**
 * Lists the names of properties, or the indexes of items, to which the node's `unevaluatedProperties` or
 * `unevaluatedItems` applies.
 */
export function listUnevaluatedKeys({ schema, message }: SchemaNode, value: Json): string[] {
  if (typeof schema === 'boolean' || !(Array.isArray(value) || isObject(value))) return [];
  const { contract, direction } = message;
  return listUnevaluated(schema, value, {
    resolveReference: () => true, // loading has replaced all references
    isValid: (subschema, part) => {
      if (typeof subschema === 'boolean') return subschema;
      const pointer = contract.pointerTo(subschema);
      return pointer === undefined || contract.getValidator(pointer, direction).accepts(part);
    },
  });
}
