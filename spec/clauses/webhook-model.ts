import type { Schema } from '../json-schema/schema.ts';
import type { SchemaNode } from '../json-schema/schema-node.ts';
import { listStatedTags } from '../json-schema/union.ts';
import { lazy } from '../memoize.ts';
import type { Contract, Operation } from '../openapi/contract.ts';
import { isJsonMediaType } from '../openapi/media-type.ts';
import { createPayloadTree, createWebhookHeaderTree } from '../openapi/message-trees.ts';
import type { Clause } from './clause.ts';
import { createHeaderModel, type HeaderModel, listHeaderClauses } from './header-clauses.ts';
import { createWholeClause, deriveShapeClauses } from './operation-model.ts';
import { createDeliveryClauses } from './rules/deliveries.ts';

/** A webhook with its schema trees and clauses. */
export interface WebhookModel {
  webhook: Operation;
  /** The name of the event in the document. */
  event: string;
  /**
   * The values of the property `type` that only payloads of this event have; undefined if its schema has no such
   * property.
   */
  types?: readonly string[];
  /** The schema tree of the payload; undefined if the document describes no JSON body. */
  payload?: SchemaNode;
  headers: readonly HeaderModel[];
  /** Derived on first access, because a large document has many events. */
  readonly clauses: readonly Clause[];
}

/** The property by which payloads name their event (Standard Webhooks 1.0.0, "Payload structure"). */
export const TYPE_PROPERTY = 'type';

export function createWebhookModel(contract: Contract, webhook: Operation): WebhookModel {
  const media = webhook.body?.content.find(({ type }) => isJsonMediaType(type));
  const types = media && listTypes(media.schema, webhook.path);
  const tag = types && { property: TYPE_PROPERTY, values: types };
  const payload = media && createPayloadTree(contract, webhook, media, tag);
  const headers = webhook.parameters
    .filter((parameter) => parameter.in === 'header' && parameter.name.toLowerCase() !== 'content-type')
    .map((header) => createHeaderModel(createWebhookHeaderTree(contract, webhook, header), header));
  const clauses = lazy(() => [
    ...(payload ? [createWholeClause(webhook, 'request', payload), ...deriveShapeClauses(payload)] : []),
    ...headers.flatMap(listHeaderClauses),
  ]);
  return {
    ...{ webhook, event: webhook.path, headers },
    ...(types && { types }),
    ...(payload && { payload }),
    get clauses() {
      return clauses();
    },
  };
}

/** The webhooks of a contract, except those that use a part of the document with defects. */
export const listUsableWebhooks = ({ webhooks }: Contract): Operation[] =>
  webhooks.filter(({ defects }) => !defects);

/** The clauses of these webhooks, after those about the deliveries of all webhooks. */
export const listWebhookClauses = (contract: Contract, webhooks: readonly Operation[]): Clause[] =>
  webhooks.length === 0
    ? []
    : [
        ...createDeliveryClauses(),
        ...webhooks.flatMap((webhook) => createWebhookModel(contract, webhook).clauses),
      ];

/** Lists the types that a payload schema states, or else the name of the event if it has a property for the type. */
function listTypes(schema: Schema, event: string): string[] | undefined {
  const stated = listSchemaTypes(schema);
  if (stated) return stated;
  const hasType = typeof schema === 'object' && schema.properties?.[TYPE_PROPERTY] !== undefined;
  return hasType ? [event] : undefined;
}

/** Lists the types that a schema, a part of it, or all its branches state by `const` or `enum`. */
function listSchemaTypes(schema: Schema): string[] | undefined {
  if (typeof schema === 'boolean') return undefined;
  const own = listStatedTags(schema, TYPE_PROPERTY)?.filter((value) => typeof value === 'string');
  if (own) return own;
  const part = schema.allOf?.map(listSchemaTypes).find((types) => types !== undefined);
  const branches = (schema.oneOf ?? schema.anyOf)?.map(listSchemaTypes);
  if (part || !branches?.every((types) => types !== undefined)) return part;
  return branches.flat();
}
