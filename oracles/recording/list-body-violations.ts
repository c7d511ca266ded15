import type { Clause } from '../../spec/clauses/clause.ts';
import type { OperationModel } from '../../spec/clauses/operation-model.ts';
import { type Json, valueAt } from '../../spec/json.ts';
import { isUnion, listBranches, type SchemaNode } from '../../spec/json-schema/schema-node.ts';
import type { Violation } from '../../spec/openapi/case.ts';
import type { ValidationError } from '../../spec/openapi/contract.ts';
import { judgeShape } from '../judge-shape.ts';
import { isValid } from '../select-branches.ts';
import type { ShapeObservation } from '../shape-position.ts';

/** Returns one violation with all clauses that the body violates; empty if the body is valid. */
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
  const instancePointer = first?.failure?.instancePointer ?? formats[0]?.instancePointer ?? '';
  const after = valueAt(body, instancePointer) as Json | undefined; // part of a JSON value
  return [
    {
      clauses: violated.map(({ id }) => id),
      instancePointer,
      ...(after !== undefined && { after }),
      keyword: violated[0]?.keyword ?? 'format',
      description: `expected ${first?.failure?.expected ?? 'a value of the format'}`,
    },
  ];
}

/** Finds the schema that the client probably meant: if a union rejects the body, its branch with the fewest errors. */
function findNearest(node: SchemaNode, body: Json): SchemaNode {
  const branches = listBranches(node).map((branch) => ({ branch, errors: validate(branch, body).length }));
  if (branches.length === 0 || branches.some(({ errors }) => errors === 0)) return node;
  const [nearest] = branches.sort((one, other) => one.errors - other.errors);
  return nearest ? findNearest(nearest.branch, body) : node;
}

const validate = ({ schema, schemaPointer, message }: SchemaNode, value: Json): ValidationError[] =>
  typeof schema === 'boolean' ? [] : message.contract.getValidator(schemaPointer, message.direction)(value);

/**
 * Returns the errors about values that violate only their format. A server that accepts such a value may support
 * another syntax of the format, and the recording does not show what the client meant, so this is never a violation of
 * a MUST clause.
 */
function listFormatErrors(node: SchemaNode, body: Json): ValidationError[] {
  const errors = validate(node, body).filter(({ keyword }) => !isUnion(keyword));
  const isOther = (error: ValidationError, one: ValidationError): boolean =>
    // a null violates both the type and the format
    one.instancePointer === error.instancePointer && !['format', 'type'].includes(one.keyword);
  return errors.filter((error) => error.keyword === 'format' && !errors.some((one) => isOther(error, one)));
}

/** Whether the failure is located at the value with the format error: it is that of the format or of a union. */
const isBelow = (error: ValidationError, failure: ShapeObservation['failure']): boolean =>
  error.instancePointer === failure?.instancePointer;

const isStrictFormat = ({ id, schemaPointer }: Clause, errors: readonly ValidationError[]): boolean =>
  id.endsWith(':format-strict') && errors.some((error) => error.schemaPointer === schemaPointer);
