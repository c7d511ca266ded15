import { type JsonObject, pickString } from '../json.ts';
import type { Operation } from './contract.ts';

/** The fields of an operation by which users name, select and read about it. */
export type OperationLabels = Pick<Operation, 'id' | 'summary' | 'tags' | 'deprecated'>;

/** Reads the labels of an Operation Object (OpenAPI 3.1.1 section 4.8.10), ignoring fields of a wrong type. */
export function readOperationLabels(method: string, path: string, operation: JsonObject): OperationLabels {
  const { operationId: id = `${method} ${path}` } = pickString(operation, 'operationId');
  const { tags } = operation;
  return {
    id,
    ...pickString(operation, 'summary'),
    tags: Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [],
    deprecated: operation.deprecated === true,
  };
}
