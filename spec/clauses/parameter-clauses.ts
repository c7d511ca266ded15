import { joinPointer } from '../json.ts';
import { typesOf } from '../json-schema/schema.ts';
import { listNodes, type SchemaNode } from '../json-schema/schema-node.ts';
import { lazy } from '../memoize.ts';
import type { Contract, Operation, Parameter } from '../openapi/contract.ts';
import { createParameterTree } from '../openapi/message-trees.ts';
import type { Clause } from './clause.ts';

/** A parameter with its schema tree and the clauses about it. */
export interface ParameterModel {
  parameter: Parameter;
  root: SchemaNode;
  /**
   * The clause that valid values are accepted. Undefined for a path parameter that may be an id, because the target
   * accepts only existing ids.
   */
  acceptedClause?: Clause;
  /**
   * The clause that some valid values are accepted, of an optional list or object: its values may refer to something
   * that the target does not have, but the target must then not reject the parameter itself.
   */
  someAcceptedClause?: Clause;
  /**
   * The clause that a request without the parameter is rejected. Undefined for optional parameters, and for path
   * parameters, which cannot be omitted.
   */
  requiredClause?: Clause;
  /** The clauses of the parameter's schema whose violation a server can detect in the text that it receives. */
  readonly schemaClauses: readonly Clause[];
}

/** Derives the models of an operation's parameters. The clauses of their schemas are derived on first access. */
export function createParameterModels(contract: Contract, operation: Operation): ParameterModel[] {
  return operation.parameters.map((parameter) => createParameterModel(contract, operation, parameter));
}

function createParameterModel(
  contract: Contract,
  operation: Operation,
  parameter: Parameter,
): ParameterModel {
  const root = createParameterTree(contract, operation, parameter);
  const clauses = lazy(() => deriveSchemaClauses(root, parameter));
  const isPath = parameter.in === 'path';
  return {
    parameter,
    root,
    ...((!isPath || hasNotableValues(root)) && { acceptedClause: createAcceptedClause(root, parameter) }),
    ...(!isPath &&
      !parameter.required &&
      isStructured(root) && {
        someAcceptedClause: createSomeAcceptedClause(root, parameter),
      }),
    ...(!isPath && parameter.required && { requiredClause: createRequiredClause(root, parameter) }),
    get schemaClauses() {
      return clauses();
    },
  };
}

/** Whether the schema has an enum, booleans, bounds or a structure, which schemas of resource ids do not have. */
const hasNotableValues = (root: SchemaNode): boolean =>
  listNodes(root).some(
    ({ schema }) =>
      typeof schema === 'object' &&
      (schema.enum !== undefined ||
        schema.minimum !== undefined ||
        schema.maximum !== undefined ||
        (typesOf(schema) ?? []).some((type) => ['boolean', 'array', 'object'].includes(type))),
  );

/**
 * Types whose `type` clause no text can violate, because a server may read every text as a string, or as a list of one
 * string.
 */
const textTypes = ['string', 'array'] as const;

function deriveSchemaClauses(root: SchemaNode, { mediaType }: Parameter): Clause[] {
  return listNodes(root).flatMap(({ schema, clauses }) => {
    const types = typeof schema === 'object' ? typesOf(schema) : undefined;
    const isText = mediaType === undefined && textTypes.some((type) => types?.includes(type));
    return [...clauses.values()].filter(({ keyword }) => keyword !== 'type' || !isText);
  });
}

const createAcceptedClause = ({ message, path, label }: SchemaNode, { pointer }: Parameter): Clause => ({
  id: `${message.operation}/${path}:accepted`,
  level: 'MUST',
  family: 'valid requests',
  operation: message.operation,
  schemaPointer: pointer,
  description: `every valid \`${label}\` is accepted`,
});

const createSomeAcceptedClause = (root: SchemaNode, parameter: Parameter): Clause => ({
  ...createAcceptedClause(root, parameter),
  id: `${root.message.operation}/${root.path}:accepts-some`,
  level: 'SHOULD',
  description: `some valid \`${root.label}\` is accepted`,
});

/** Whether all values are lists or objects. */
const isStructured = ({ schema }: SchemaNode): boolean => {
  const types = typeof schema === 'object' ? typesOf(schema) : undefined;
  return types?.every((type) => type === 'array' || type === 'object') ?? false;
};

const createRequiredClause = ({ message, path, label }: SchemaNode, { pointer }: Parameter): Clause => ({
  id: `${message.operation}/${path}:required`,
  level: 'MUST',
  family: 'invalid requests',
  operation: message.operation,
  schemaPointer: joinPointer(pointer, 'required'),
  description: `\`${label}\` is present`,
  keyword: 'required',
});

/** The clauses of a parameter in the order of the report. */
export const listParameterClauses = ({
  acceptedClause,
  someAcceptedClause,
  requiredClause,
  schemaClauses,
}: ParameterModel): Clause[] => [
  ...(acceptedClause ? [acceptedClause] : []),
  ...(someAcceptedClause ? [someAcceptedClause] : []),
  ...(requiredClause ? [requiredClause] : []),
  ...schemaClauses,
];
