import type { SchemaNode } from '../../spec/json-schema/schema-node.ts';
import { memoize } from '../../spec/memoize.ts';
import type { Validator } from '../../spec/openapi/contract.ts';

/** Whether ajv finds the value valid against the schema of the node. The value must not change afterwards. */
export function isValid(node: SchemaNode, value: unknown): boolean {
  const { contract, direction } = node.message;
  const validate = contract.getValidator(node.schemaPointer, direction);
  return typeof value === 'object' && value !== null ? createCache(validate)(value) : validate.accepts(value);
}

/** The results for objects and arrays: the same ones are validated for each clause of a message. */
const createCache = memoize((validate: Validator) =>
  memoize((value: object): boolean => validate.accepts(value)),
);
