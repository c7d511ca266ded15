import type { SchemaNode } from '../json-schema/schema-node.ts';
import { createSchemaTree } from '../json-schema/schema-tree.ts';
import type { Contract, MediaType, Operation } from './contract.ts';
import { isJsonMediaType } from './media-type.ts';

/** Creates the schema tree of the JSON request body; undefined if the operation has none. */
export function createRequestTree(contract: Contract, operation: Operation): SchemaNode | undefined {
  const media = operation.body?.content.find(({ type }) => isJsonMediaType(type));
  if (media === undefined) return undefined;
  const message = {
    operation: operation.id,
    root: 'request',
    direction: 'request',
    family: 'invalid requests',
    contract,
  } as const;
  return createSchemaTree(message, media.schema, media.schemaPointer);
}

/** Creates the schema tree of a JSON response body. */
export function createResponseTree(
  contract: Contract,
  operation: Operation,
  status: string,
  media: MediaType,
): SchemaNode {
  const family = /^[123]/.test(status) ? 'response shape' : 'errors';
  const message = {
    operation: operation.id,
    root: status,
    direction: 'response',
    family,
    contract,
  } as const;
  return createSchemaTree(message, media.schema, media.schemaPointer);
}
