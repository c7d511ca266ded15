import { contractRules } from '../document/defects.ts';
import { join } from '../json.ts';
import { mostNodes, nodesOf, type SchemaNode } from '../json-schema/schema-node.ts';
import { once } from '../memoize.ts';
import type { Contract, Operation, Response } from '../openapi/contract.ts';
import { isJson, requestNode, responseNode } from '../openapi/message-schemas.ts';
import { acceptances, acceptedClause, anyAcceptedClause, bodyBranches } from './acceptance-clauses.ts';
import type { Clause } from './clause.ts';
import { rulesOf } from './rules.ts';

/** One operation with its trees and clauses: what everything else is derived from. Walked once, when first asked. */
export interface Subject {
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
    says,
  }));
}

/** Derives all clauses of an operation, in the order of the report. `full`: those for loopback servers too. */
export function subjectOf(contract: Contract, operation: Operation, full: boolean): Subject {
  const request = requestNode(contract, operation);
  const responses = new Map(operation.responses.flatMap((response) => jsonOf(contract, operation, response)));
  const clauses = once(() => clausesOf({ operation, ...(request && { request }), responses }, full));
  return {
    operation,
    ...(request && { request }),
    responses,
    get clauses() {
      return clauses();
    },
  };
}

function clausesOf({ operation, request, responses }: Omit<Subject, 'clauses'>, full: boolean): Clause[] {
  return [
    ...(request
      ? [
          ...bodyBranches(request).map(acceptedClause),
          anyAcceptedClause(request),
          ...acceptances(request).map(({ clause }) => clause),
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
  const nodes = nodesOf(root);
  const own = nodes.flatMap((node) => [...node.clauses.values()]);
  return nodes.some(({ isCut }) => isCut) ? [...own, placesClause(root)] : own;
}

/** What becomes of the places for which a schema was too large: nothing judges them one by one. */
function placesClause({ message: { operation, family, place }, at }: SchemaNode): Clause {
  const says = `what the schema demands beyond its first ${mostNodes} places is met`;
  return { id: `${operation}/${place}:places`, level: 'MUST', family, operation, at, says };
}

function wholeClause(operation: Operation, status: string, node: SchemaNode): Clause {
  const id = `${operation.id}/${status}:schema`;
  const says = 'the body fits its schema as a whole';
  return { id, level: 'MUST', family: node.message.family, operation: operation.id, at: node.at, says };
}

function ruleClause(operation: Operation, rule: ReturnType<typeof rulesOf>[number]): Clause {
  const { name, family, level, rfc, says } = rule;
  const at =
    family === 'authentication'
      ? operation.security[0]?.[0]?.at
      : name === 'protocol:status'
        ? join(operation.at, 'responses')
        : operation.at;
  return {
    id: `${operation.id}/${name}`,
    level,
    family,
    operation: operation.id,
    ...(at && { at }),
    ...(rfc && { rfc }),
    says,
  };
}
