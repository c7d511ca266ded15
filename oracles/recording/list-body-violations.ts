import type { Clause } from '../../spec/clauses/clause.ts';
import type { OperationModel } from '../../spec/clauses/operation-model.ts';
import type { Json } from '../../spec/json.ts';
import type { SchemaNode } from '../../spec/json-schema/schema-node.ts';
import type { Violation } from '../../spec/openapi/case.ts';
import type { ValidationError } from '../../spec/openapi/contract.ts';
import { judgeShape, type ShapeObservation } from '../judge-shape.ts';
import { isValid } from '../select-branches.ts';

/** The violation of a body's schema, with all clauses that the body violates; empty if the body is valid. */
export function listBodyViolations({ request, clauses }: OperationModel, body: Json): Violation[] {
  if (!request || isValid(request, body)) return [];
  const node = findNearest(request, body);
  const failed = judgeShape(node, body).filter(({ failure }) => failure);
  const formats = listFormatErrors(node, body);
  const others = failed.filter(({ failure }) => !formats.some((error) => isBelow(error, failure)));
  const violated = clauses.filter(
    (clause) => others.some((one) => one.clause === clause.id) || isStrictFormat(clause, formats),
  );
  const [first] = [...others, ...failed];
  return [
    {
      clauses: violated.map(({ id }) => id),
      instancePointer: first?.failure?.instancePointer ?? '',
      keyword: violated[0]?.keyword ?? 'format',
      description: `expected ${first?.failure?.expected ?? 'a value of the format'}`,
    },
  ];
}

/** The schema that a body is meant for: of a union that rejects it, the branch with the fewest errors. */
function findNearest(node: SchemaNode, body: Json): SchemaNode {
  const branches = listBranches(node).map((branch) => ({ branch, errors: validate(branch, body).length }));
  if (branches.length === 0 || branches.some(({ errors }) => errors === 0)) return node;
  const [nearest] = branches.sort((one, other) => one.errors - other.errors);
  return nearest ? findNearest(nearest.branch, body) : node;
}

const listBranches = ({ edges }: SchemaNode): SchemaNode[] =>
  edges.filter(({ keyword }) => isUnion(keyword)).map(({ node }) => node);

const validate = ({ schema, schemaPointer, message }: SchemaNode, value: Json): ValidationError[] =>
  typeof schema === 'boolean' ? [] : message.contract.getValidator(schemaPointer, message.direction)(value);

/**
 * The errors about values that violate nothing but their formats. A server that accepts one may read another spelling of the
 * format: a recording does not show what the client meant, so that is never a violation of MUST.
 */
function listFormatErrors(node: SchemaNode, body: Json): ValidationError[] {
  const errors = validate(node, body).filter(({ keyword }) => !isUnion(keyword));
  const isOther = (error: ValidationError, one: ValidationError): boolean =>
    one.instancePointer === error.instancePointer && !['format', 'type'].includes(one.keyword); // null beside a format
  return errors.filter((error) => error.keyword === 'format' && !errors.some((one) => isOther(error, one)));
}

/** Whether a failure is that of a format, or of a union that contains the value. */
const isBelow = (error: ValidationError, failure: ShapeObservation['failure']): boolean =>
  error.instancePointer === failure?.instancePointer;

const isUnion = (keyword: string): boolean => /^(any|one)Of$/.test(keyword);

const isStrictFormat = ({ id, schemaPointer }: Clause, errors: readonly ValidationError[]): boolean =>
  id.endsWith(':format-strict') && errors.some((error) => error.schemaPointer === schemaPointer);
