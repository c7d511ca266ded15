import type { SchemaNode } from '../../spec/json-schema/schema-node.ts';

/** Whether ajv finds the value valid against the schema of the node. */
export function isValid(node: SchemaNode, value: unknown): boolean {
  const { contract, direction } = node.message;
  return contract.getValidator(node.schemaPointer, direction)(value).length === 0;
}
