import type { Clause } from '../../spec/clauses/clause.ts';
import type { OperationModel } from '../../spec/clauses/operation-model.ts';
import { isObject, type Json, valueAt } from '../../spec/json.ts';
import { isCertainViolation } from '../../spec/json-schema/formats/certain-violations.ts';
import { isUnion, listBranches, type SchemaNode } from '../../spec/json-schema/schema-node.ts';
import type { Violation } from '../../spec/openapi/case.ts';
import type { ValidationError } from '../../spec/openapi/contract.ts';
import { judgeShape } from '../judge-shape.ts';
import { isValid } from '../select-branches.ts';
import type { ShapeObservation } from '../shape-position.ts';

/** Returns one violation with all clauses that the body violates; empty if the body is valid. */
export function listBodyViolations({ request, clauses }: OperationModel, body: Json): Violation[] {
  if (!request || isValid(request, body)) return [];
  const { nodes, unions } = findNearest(request, body);
  const failed = nodes.flatMap((node) => judgeShape(node, body)).filter(({ failure }) => failure);
  const formats = nodes.flatMap((node) => listFormatErrors(node, body));
  const doubtful = formats.filter((error) => !isCertain(request, error, body));
  const others = failed.filter(({ failure }) => !doubtful.some((error) => isBelow(error, failure)));
  const violated = clauses.filter(
    (clause) =>
      (others.some((one) => one.clause === clause.id) && isAboutValue(clause, formats)) ||
      unions.includes(clause.id) ||
      isStrictFormat(clause, doubtful),
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

interface NearestSchemas {
  nodes: SchemaNode[];
  /** The ids of the clauses about unions of which several branches are equally near. */
  unions: string[];
}

/**
 * Finds the schemas that the client may have meant: if a union rejects the body, its branches with the fewest errors,
 * and of those the ones that describe the most properties of the body.
 */
function findNearest(node: SchemaNode, body: Json): NearestSchemas {
  const branches = listBranches(node).map((branch) => {
    const errors = validate(branch, body).length;
    return { branch, errors, rank: errors - countDescribed(branch, body) / 1000 };
  });
  if (branches.length === 0 || branches.some(({ errors }) => errors === 0))
    return { nodes: [node], unions: [] };
  const best = Math.min(...branches.map(({ rank }) => rank));
  const nearest = branches.flatMap(({ branch, rank }) => (rank === best ? [findNearest(branch, body)] : []));
  const own = [...node.clauses].flatMap(([keyword, { id }]) => (isUnion(keyword) ? [id] : []));
  return {
    nodes: nearest.flatMap(({ nodes }) => nodes),
    unions: [...(nearest.length > 1 ? own : []), ...nearest.flatMap(({ unions }) => unions)],
  };
}

const countDescribed = ({ schema }: SchemaNode, body: Json): number => {
  const { properties = {} } = typeof schema === 'object' ? schema : {};
  return Object.keys(properties).filter((name) => isObject(body) && Object.hasOwn(body, name)).length;
};

const validate = ({ schema, schemaPointer, message }: SchemaNode, value: Json): ValidationError[] =>
  typeof schema === 'boolean' ? [] : message.contract.getValidator(schemaPointer, message.direction)(value);

/** Returns the errors about values that violate only their format. */
function listFormatErrors(node: SchemaNode, body: Json): ValidationError[] {
  const errors = validate(node, body).filter(({ keyword }) => !isUnion(keyword));
  const isOther = (error: ValidationError, one: ValidationError): boolean =>
    // a null violates both the type and the format
    one.instancePointer === error.instancePointer && !['format', 'type'].includes(one.keyword);
  return errors.filter((error) => error.keyword === 'format' && !errors.some((one) => isOther(error, one)));
}

/**
 * Whether no server may accept the value. Otherwise it may support another syntax of the format, and the recording does
 * not show what the client meant, so that the value never violates a MUST clause.
 */
function isCertain({ message }: SchemaNode, error: ValidationError, body: Json): boolean {
  const format = valueAt(message.contract.document, error.schemaPointer.slice(1));
  return typeof format === 'string' && isCertainViolation(format, valueAt(body, error.instancePointer));
}

/** Whether the failure is located at the value with the format error: it is that of the format or of a union. */
const isBelow = (error: ValidationError, failure: ShapeObservation['failure']): boolean =>
  error.instancePointer === failure?.instancePointer;

/** Whether a clause about a format is violated by the format alone: other keywords describe the value better. */
const isAboutValue = ({ keyword, schemaPointer }: Clause, errors: readonly ValidationError[]): boolean =>
  keyword !== 'format' || errors.some((error) => error.schemaPointer === schemaPointer);

const isStrictFormat = ({ id, schemaPointer }: Clause, errors: readonly ValidationError[]): boolean =>
  id.endsWith(':format-strict') && errors.some((error) => error.schemaPointer === schemaPointer);
