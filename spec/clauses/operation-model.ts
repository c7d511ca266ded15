import { lintRules } from '../document/lint-contract.ts';
import { joinPointer } from '../json.ts';
import { listNodes, type SchemaNode } from '../json-schema/schema-node.ts';
import { MAX_NODES } from '../json-schema/schema-tree.ts';
import { lazy, memoize } from '../memoize.ts';
import type { Contract, MediaType, Operation, Response } from '../openapi/contract.ts';
import { isJsonMediaType } from '../openapi/media-type.ts';
import { createRequestTree, createResponseTree } from '../openapi/message-trees.ts';
import { findResources, type Resource } from '../openapi/resources.ts';
import { findCredentialKind } from '../openapi/security.ts';
import {
  createAcceptedClause,
  createAnyAcceptedClause,
  createBranchAcceptedClause,
  deriveAcceptanceClauses,
  listBodyBranches,
  listInnerBranches,
} from './acceptance-clauses.ts';
import { createBodyClauses } from './body-clauses.ts';
import type { Clause } from './clause.ts';
import { createHeaderModels, type HeaderModel, listHeaderClauses } from './header-clauses.ts';
import { createParameterModels, listParameterClauses, type ParameterModel } from './parameter-clauses.ts';
import { createResourceClauses } from './resource-rules.ts';
import type { Rule } from './rules/rule.ts';
import { selectRules, takesOnlyBearer } from './rules.ts';

/** An operation with its schema trees and clauses: cases, verdicts and reports are derived from it. */
export interface OperationModel {
  operation: Operation;
  /** True if undocumented statuses, and errors in a format other than FastAPI's, violate a MUST. */
  strictErrors: boolean;
  /** The tree of the request body in its main media type. */
  request?: SchemaNode;
  parameters: readonly ParameterModel[];
  /**
   * The schema trees of JSON response bodies. The key is the status, or for media types after the first JSON one a name
   * such as `400(application/problem+json)`.
   */
  readonly responses: ReadonlyMap<string, SchemaNode>;
  /** The documented headers of responses, by status. */
  readonly headers: ReadonlyMap<string, readonly HeaderModel[]>;
  /**
   * All clauses of the operation. Like the trees of responses, they are derived on first access, because a large
   * document has many operations.
   */
  readonly clauses: readonly Clause[];
  /** The clauses without those about the schemas of responses, which no case covers or violates. */
  readonly caseClauses: readonly Clause[];
}

/**
 * The clauses about the document as a whole, and about parts of it that the suite does not test. Those of the lint
 * rules are SHOULD, because a server does not fail for a defect of its document.
 */
export function createContractClauses({ unsupported }: Contract): Clause[] {
  const shared = { level: 'SHOULD', family: 'contract', operation: '' } as const;
  return [
    ...lintRules.map(({ name, description }) => ({ ...shared, id: `contract:${name}`, description })),
    ...unsupported.map(({ name, pointer, description }) => ({
      ...shared,
      id: `contract:${name}${pointer}`,
      level: 'MUST' as const,
      schemaPointer: pointer,
      description: `${description} is as the document describes it`,
      unsupported: `the suite does not test \`${name}\` of OpenAPI 3.2`,
    })),
  ];
}

/**
 * Creates the model of an operation. Its clauses have the order of the report.
 * @param full whether to include the rules of `--robustness=full`
 * @param strictErrors as in `OperationModel`
 */
export function createOperationModel(
  contract: Contract,
  operation: Operation,
  full: boolean,
  strictErrors = false,
): OperationModel {
  const request = createRequestTree(contract, operation);
  const parameters = createParameterModels(contract, operation);
  const responses = lazy(
    () => new Map(operation.responses.flatMap((response) => createJsonTrees(contract, operation, response))),
  );
  const headers = lazy(
    () =>
      new Map(
        operation.responses.map((response) => [
          response.status,
          createHeaderModels(contract, operation, response),
        ]),
      ),
  );
  const requestClauses = lazy(() => deriveRequestClauses(model));
  const ruleClauses = lazy(() => [
    ...selectRules(operation, full, strictErrors).map((rule) => createRuleClause(operation, rule)),
    ...createUnsupportedSchemeClauses(operation),
    ...createResourceClauses(operation, listResources(contract)),
  ]);
  const clauses = lazy(() => [...requestClauses(), ...deriveResponseClauses(model), ...ruleClauses()]);
  const caseClauses = lazy(() => [...requestClauses(), ...ruleClauses()]);
  const model: OperationModel = {
    ...{ operation, strictErrors, ...(request && { request }), parameters },
    get responses() {
      return responses();
    },
    get headers() {
      return headers();
    },
    get clauses() {
      return clauses();
    },
    get caseClauses() {
      return caseClauses();
    },
  };
  return model;
}

const listResources = memoize(({ operations }: Contract): Resource[] => findResources(operations));

function createJsonTrees(
  contract: Contract,
  operation: Operation,
  { status, content }: Response,
): [name: string, root: SchemaNode][] {
  return content
    .filter(({ type }) => isJsonMediaType(type))
    .map((mediaType) => {
      const name = nameResponseTree({ status, content }, mediaType);
      return [name, createResponseTree(contract, operation, name, mediaType)];
    });
}

/** Returns the name of a response body: its status, followed by its media type unless that is the first JSON one. */
export function nameResponseTree(
  { status, content }: Pick<Response, 'status' | 'content'>,
  { type }: MediaType,
): string {
  const first = content.find((media) => isJsonMediaType(media.type));
  return first?.type === type ? status : `${status}(${type})`;
}

/** Derives the clauses about requests. */
const deriveRequestClauses = ({ operation, request, parameters }: OperationModel): Clause[] => [
  ...(request ? deriveRequestBodyClauses(request) : [createBodilessClause(operation)]),
  ...createBodyClauses(operation),
  ...parameters.flatMap(listParameterClauses),
];

/** Derives the clauses about the schemas of bodies and headers of responses. */
const deriveResponseClauses = ({ operation, responses, headers }: OperationModel): Clause[] => [
  ...[...responses].flatMap(([status, root]) => [
    createWholeClause(operation, status, root),
    ...deriveShapeClauses(root),
  ]),
  ...[...headers.values()].flat().flatMap(listHeaderClauses),
];

/** Creates the clause that an operation without a documented body accepts a request without body. */
export const createBodilessClause = ({ id, pointer }: Operation): Clause => ({
  id: `${id}/request:accepted`,
  level: 'MUST',
  family: 'valid requests',
  operation: id,
  schemaPointer: pointer,
  description: 'a valid request is accepted',
});

function deriveRequestBodyClauses(root: SchemaNode): Clause[] {
  const { contradiction } = root;
  const clauses = [
    ...listBodyBranches(root).map(createAcceptedClause),
    createAnyAcceptedClause(root),
    ...listInnerBranches(root).map(createBranchAcceptedClause),
    ...deriveAcceptanceClauses(root).map(({ clause }) => clause),
    ...deriveShapeClauses(root),
  ];
  return contradiction === undefined
    ? clauses
    : clauses.map((clause) => ({ ...clause, unsupported: contradiction }));
}

/** Derives the clauses of all nodes of a body, and one for what exceeds the size of a tree. */
export function deriveShapeClauses(root: SchemaNode): Clause[] {
  const nodes = listNodes(root);
  const clauses = nodes.flatMap((node) => [...node.clauses.values()]);
  return nodes.some(({ isTruncated }) => isTruncated) ? [...clauses, createTruncatedClause(root)] : clauses;
}

/** Creates one clause for all nodes below the truncated ones. No oracle judges it, so reports list it as unverified. */
function createTruncatedClause({ message, schemaPointer }: SchemaNode): Clause {
  const { operation, family, root } = message;
  return {
    id: `${operation}/${root}:places`,
    level: 'MUST',
    family,
    operation,
    schemaPointer,
    description: `what the schema requires beyond its first ${MAX_NODES} nodes is met`,
  };
}

/**
 * Creates the clause that a body is valid as a whole.
 * @param name the part of the ids for the body: its status, or `request`
 */
export function createWholeClause({ id }: Operation, name: string, root: SchemaNode): Clause {
  return {
    id: `${id}/${name}:schema`,
    level: 'MUST',
    family: root.message.family,
    operation: id,
    schemaPointer: root.schemaPointer,
    description: 'the body is valid against its whole schema',
    ...(root.contradiction !== undefined && { unsupported: root.contradiction }),
  };
}

function createRuleClause(operation: Operation, rule: Rule): Clause {
  const { name, family, level, origin, descriptionForKeys } = rule;
  const isForKeys = descriptionForKeys !== undefined && !takesOnlyBearer(operation);
  const rfc = isForKeys ? undefined : rule.rfc;
  const schemaPointer =
    family === 'authentication'
      ? operation.security[0]?.[0]?.pointer
      : ['protocol:status', 'protocol:error-status'].includes(name)
        ? joinPointer(operation.pointer, 'responses')
        : operation.pointer;
  return {
    id: `${operation.id}/${name}`,
    level,
    family,
    operation: operation.id,
    ...(schemaPointer && { schemaPointer }),
    ...(rfc && { rfc }),
    ...(origin && { origin }),
    description: isForKeys ? descriptionForKeys : rule.description,
  };
}

/**
 * Creates one clause for each security scheme that the suite has no credentials for. No oracle judges it, so reports
 * list it as unverified.
 */
function createUnsupportedSchemeClauses({ id, security }: Operation): Clause[] {
  const schemes = new Map(security.flat().map((scheme) => [scheme.name, scheme]));
  return [...schemes.values()]
    .filter((scheme) => findCredentialKind(scheme) === undefined)
    .map(({ name, pointer, type, scheme }) => ({
      id: `${id}/authentication:scheme(${name})`,
      level: 'MUST',
      family: 'authentication',
      operation: id,
      schemaPointer: pointer,
      unsupported: 'the suite cannot create credentials for this kind of security scheme',
      description: `the security scheme \`${name}\` (${type === 'http' ? `HTTP ${scheme}` : type}) is honoured`,
    }));
}
