import { isValid } from '../arbitraries/invalid/is-valid.ts';
import type { Json } from '../spec/json.ts';
import type { SchemaNode } from '../spec/json-schema/schema-node.ts';
import { ifSupported } from './if-supported.ts';

/** Whether the value is valid against the schema of the node; false if the schema is not supported. */
export const isValidAt = (node: SchemaNode, value: Json): boolean =>
  ifSupported(
    () => isValid(node, value),
    () => false,
  );
