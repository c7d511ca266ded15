import type { SchemaNode } from '../../spec/json-schema/schema-node.ts';

/** Whether the value is valid by the schema of the node, as ajv says. */
export function fits(node: SchemaNode, value: unknown): boolean {
  const { contract, direction } = node.message;
  return contract.validator(node.schemaPointer, direction)(value).length === 0;
}
