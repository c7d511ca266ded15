import type { SchemaNode } from '../json-schema/schema-node.ts';
import { createSchemaTree } from '../json-schema/schema-tree.ts';
import type { Contract, MediaType, Operation, Parameter } from './contract.ts';
import { findMainMediaType } from './media-type.ts';

/** Creates the schema tree of the request body in its main media type: JSON if there is one. Undefined if the operation has no body. */
export function createRequestTree(contract: Contract, operation: Operation): SchemaNode | undefined {
  const media = findMainMediaType(operation.body?.content ?? []);
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

/** Creates the schema tree of a parameter. Its nodes have paths such as `request/query.limit`. */
export function createParameterTree(
  contract: Contract,
  operation: Operation,
  { in: location, name, schema, schemaPointer }: Parameter,
): SchemaNode {
  const label = `${location}.${name}`;
  const message = {
    ...{ operation: operation.id, root: `request/${label}`, label, contract },
    direction: 'request',
    family: 'invalid requests',
  } as const;
  return createSchemaTree(message, schema, schemaPointer);
}

/** Creates the schema tree of a JSON response body. */
export function createResponseTree(
  contract: Contract,
  operation: Operation,
  name: string,
  media: MediaType,
): SchemaNode {
  const family = /^[123]/.test(name) ? 'response shape' : 'errors';
  const message = {
    operation: operation.id,
    root: name,
    direction: 'response',
    family,
    contract,
  } as const;
  return createSchemaTree(message, media.schema, media.schemaPointer);
}
