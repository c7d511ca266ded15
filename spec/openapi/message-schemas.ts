import { createSchemaTree, type SchemaNode } from '../json-schema/schema-node.ts';
import type { Contract, MediaType, Operation } from './contract.ts';

/** Whether a media type carries JSON: `application/json` or a `+json` suffix (RFC 6839, section 3.1). */
export const isJson = (type: string): boolean => /^application\/json$|\+json$/.test(type);

/** The tree of the JSON request body; undefined where the operation takes none. */
export function requestNode(contract: Contract, operation: Operation): SchemaNode | undefined {
  const media = operation.body?.content.find(({ type }) => isJson(type));
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

/** The tree of one response's body. */
export function responseNode(
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
