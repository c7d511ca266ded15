import { contractRules } from '../document/defects.ts';
import { joinPointer } from '../json.ts';
import { listNodes, MAX_NODES, type SchemaNode } from '../json-schema/schema-node.ts';
import { lazy } from '../memoize.ts';
import type { Contract, Operation, Response } from '../openapi/contract.ts';
import { isJson, requestNode, responseNode } from '../openapi/message-schemas.ts';
import { acceptanceClauses, acceptedClause, anyAcceptedClause, bodyBranches } from './acceptance-clauses.ts';
import type { Clause } from './clause.ts';
import { rulesOf } from './rules.ts';

/** One operation with its trees and clauses: what everything else is derived from. Walked once, when first asked. */
export interface OperationModel {
  operation: Operation;
  request?: SchemaNode;
  /** The JSON bodies of responses, by documented status. */
  responses: ReadonlyMap<string, SchemaNode>;
  readonly clauses: readonly Clause[];
}

/** The contract's own clauses. A document's slip is no server's failure, so that they only notice. */
export function contractClauses(): Clause[] {
  return contractRules.map(({ name, says }) => ({
    id: `contract:${name}`,
    level: 'SHOULD',
    family: 'contract',
    operation: '',
    description: says,
  }));
}

/** Derives all clauses of an operation, in the order of the report. `full`: those for loopback servers too. */
export function createOperationModel(
  contract: Contract,
  operation: Operation,
  full: boolean,
): OperationModel {
  const request = requestNode(contract, operation);
  const responses = new Map(operation.responses.flatMap((response) => jsonOf(contract, operation, response)));
  const clauses = lazy(() => clausesOf({ operation, ...(request && { request }), responses }, full));
  return {
    operation,
    ...(request && { request }),
    responses,
    get clauses() {
      return clauses();
    },
  };
}

function clausesOf(
  { operation, request, responses }: Omit<OperationModel, 'clauses'>,
  full: boolean,
): Clause[] {
  return [
    ...(request
      ? [
          ...bodyBranches(request).map(acceptedClause),
          anyAcceptedClause(request),
          ...acceptanceClauses(request).map(({ clause }) => clause),
        ]
      : []),
    ...(request ? shapeClauses(request) : []),
    ...[...responses].flatMap(([status, node]) => [
      wholeClause(operation, status, node),
      ...shapeClauses(node),
    ]),
    ...rulesOf(operation, full).map((rule) => ruleClause(operation, rule)),
  ];
}

function jsonOf(contract: Contract, operation: Operation, response: Response): [string, SchemaNode][] {
  const media = response.content.find(({ type }) => isJson(type));
  return media ? [[response.status, responseNode(contract, operation, response.status, media)]] : [];
}

function shapeClauses(root: SchemaNode): Clause[] {
  const nodes = listNodes(root);
  const own = nodes.flatMap((node) => [...node.clauses.values()]);
  return nodes.some(({ isTruncated }) => isTruncated) ? [...own, placesClause(root)] : own;
}

/** What becomes of the places for which a schema was too large: nothing judges them one by one. */
function placesClause({ message: { operation, family, root }, schemaPointer }: SchemaNode): Clause {
  const says = `what the schema demands beyond its first ${MAX_NODES} places is met`;
  return {
    id: `${operation}/${root}:places`,
    level: 'MUST',
    family,
    operation,
    schemaPointer,
    description: says,
  };
}

function wholeClause(operation: Operation, status: string, node: SchemaNode): Clause {
  const id = `${operation.id}/${status}:schema`;
  const says = 'the body fits its schema as a whole';
  return {
    id,
    level: 'MUST',
    family: node.message.family,
    operation: operation.id,
    schemaPointer: node.schemaPointer,
    description: says,
  };
}

function ruleClause(operation: Operation, rule: ReturnType<typeof rulesOf>[number]): Clause {
  const { name, family, level, rfc, description } = rule;
  const at =
    family === 'authentication'
      ? operation.security[0]?.[0]?.schemaPointer
      : name === 'protocol:status'
        ? joinPointer(operation.schemaPointer, 'responses')
        : operation.schemaPointer;
  return {
    id: `${operation.id}/${name}`,
    level,
    family,
    operation: operation.id,
    ...(at && { schemaPointer: at }),
    ...(rfc && { rfc }),
    description,
  };
}
