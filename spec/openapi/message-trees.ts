import type { SchemaNode } from '../json-schema/schema-node.ts';
import { createSchemaTree } from '../json-schema/schema-tree.ts';
import type { Contract, MediaType, Operation, Parameter, ResponseHeader } from './contract.ts';
import { findMainMediaType } from './media-type.ts';

/**
 * Creates the schema tree of the request body in its main media type: JSON if there is one. Undefined if the operation
 * has no body.
 */
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
  const message = {
    operation: operation.id,
    root: name,
    direction: 'response',
    family: selectFamily(name),
    contract,
  } as const;
  return createSchemaTree(message, media.schema, media.schemaPointer);
}

/**
 * Creates the schema tree of the payload of a webhook. It has the direction of a response, because the API sends it and
 * OpenAPI relates `readOnly` and `writeOnly` to the API: `readOnly` properties are sent by it.
 * @param tag the property that has selected the webhook
 */
export function createPayloadTree(
  contract: Contract,
  webhook: Operation,
  media: MediaType,
  tag: SchemaNode['tag'],
): SchemaNode {
  const message = {
    ...{ operation: webhook.id, root: 'request', contract },
    direction: 'response',
    family: 'webhooks',
  } as const;
  return createSchemaTree(message, media.schema, media.schemaPointer, tag);
}

/** Creates the schema tree of a header of a webhook. */
export function createWebhookHeaderTree(
  contract: Contract,
  webhook: Operation,
  header: Parameter,
): SchemaNode {
  const label = `header.${header.name}`;
  const message = {
    ...{ operation: webhook.id, root: `request/${label}`, label, contract },
    direction: 'response',
    family: 'webhooks',
  } as const;
  return createSchemaTree(message, header.schema, header.schemaPointer);
}

/** Creates the schema tree of a response header. Its nodes have paths such as `200/header.ETag`. */
export function createHeaderTree(
  contract: Contract,
  operation: Operation,
  status: string,
  { name, schema, schemaPointer }: ResponseHeader,
): SchemaNode {
  const label = `header.${name}`;
  const message = {
    ...{ operation: operation.id, root: `${status}/${label}`, label, contract },
    direction: 'response',
    family: selectFamily(status),
  } as const;
  return createSchemaTree(message, schema, schemaPointer);
}

const selectFamily = (status: string): 'response shape' | 'errors' =>
  /^[123]/.test(status) ? 'response shape' : 'errors';
