import type { DocumentOperation } from '../document/reached-pointers.ts';
import { type JsonObject, pickString } from '../json.ts';
import type { Operation } from './contract.ts';

/** The fields of an operation by which users name, select and read about it. */
export type OperationLabels = Pick<Operation, 'id' | 'summary' | 'description' | 'tags' | 'deprecated'>;

/** Reads the labels of an Operation Object (OpenAPI 3.1.1 section 4.8.10), ignoring fields of a wrong type. */
export function readOperationLabels(documented: DocumentOperation, operation: JsonObject): OperationLabels {
  const { tags } = operation;
  return {
    id: createOperationId(documented, operation),
    ...pickString(operation, 'summary'),
    ...pickString(operation, 'description'),
    tags: Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [],
    deprecated: operation.deprecated === true,
  };
}

/** Whether an id is that of a webhook. */
export const isWebhookId = (id: string): boolean => id.startsWith('webhook:');

/**
 * Webhooks are named by their key in the document, because frameworks generate their operationIds: `webhook:order.paid`,
 * or `webhook:order.paid PUT` for a method other than POST.
 */
function createOperationId({ section, method, path }: DocumentOperation, operation: JsonObject): string {
  if (section === 'webhooks') return `webhook:${path}${method === 'POST' ? '' : ` ${method}`}`;
  return pickString(operation, 'operationId').operationId ?? `${method} ${path}`;
}
