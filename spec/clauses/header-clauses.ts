import { joinPointer } from '../json.ts';
import { listNodes, type SchemaNode } from '../json-schema/schema-node.ts';
import type { Contract, Operation, Response, ResponseHeader } from '../openapi/contract.ts';
import { createHeaderTree } from '../openapi/message-trees.ts';
import type { Clause } from './clause.ts';

/** A documented response header with its schema tree. */
export interface HeaderModel {
  header: ResponseHeader;
  root: SchemaNode;
  /** The clause that the header is present. Undefined for optional headers. */
  requiredClause?: Clause;
}

/**
 * Derives the models of a response's headers. A header named `Content-Type` is ignored (OpenAPI 3.1.1 section 4.8.17).
 */
export function createHeaderModels(
  contract: Contract,
  operation: Operation,
  { status, headers }: Response,
): HeaderModel[] {
  return headers
    .filter(({ name }) => name.toLowerCase() !== 'content-type')
    .map((header) => createHeaderModel(createHeaderTree(contract, operation, status, header), header));
}

export const createHeaderModel = (root: SchemaNode, header: ResponseHeader): HeaderModel => ({
  ...{ header, root },
  ...(header.required && { requiredClause: createRequiredClause(root, header) }),
});

const createRequiredClause = ({ message, path, label }: SchemaNode, { pointer }: ResponseHeader): Clause => ({
  id: `${message.operation}/${path}:required`,
  level: 'MUST',
  family: message.family,
  operation: message.operation,
  schemaPointer: joinPointer(pointer, 'required'),
  description: `\`${label}\` is present`,
  keyword: 'required',
});

/** The clauses of a header in the order of the report. */
export const listHeaderClauses = ({ requiredClause, root }: HeaderModel): Clause[] => [
  ...(requiredClause ? [requiredClause] : []),
  ...listNodes(root).flatMap(({ clauses }) => [...clauses.values()]),
];
