import { listReadings } from '../../http/parse/parameter-readings.ts';
import { canCarry, serializePathParameter } from '../../http/serialize/serialize-parameter.ts';
import type { ParameterModel } from '../../spec/clauses/parameter-clauses.ts';
import { isObject, type Json } from '../../spec/json.ts';
import { typesOf } from '../../spec/json-schema/schema.ts';
import type { SchemaNode } from '../../spec/json-schema/schema-node.ts';
import { memoize } from '../../spec/memoize.ts';
import type { Parameter } from '../../spec/openapi/contract.ts';
import type { Mutation, MutationContext } from './mutation.ts';
import { type ViolateClauseOptions, violateClause } from './violate-clause.ts';

/**
 * Returns mutations of a parameter's value that violate a clause of its schema and can be sent: the parameter's
 * location can carry the value, and no value that a server may read from the text is valid.
 */
export function violateParameter(
  model: ParameterModel,
  clause: string,
  options: ViolateClauseOptions,
  context: MutationContext,
): Mutation[] {
  return violateClause(model.root, clause, options, withStaysInvalid(context)(model));
}

/**
 * Returns a context that also tests whether a value is invalid when sent as text. Memoized, because searches are cached
 * by the identity of the context.
 */
const withStaysInvalid = memoize((context: MutationContext) =>
  memoize(
    ({ parameter, root }: ParameterModel): MutationContext => ({
      ...context,
      staysInvalid: (value) =>
        isUnambiguous(parameter, value) &&
        isReadAs(parameter, root, value) &&
        (parameter.mediaType !== undefined ||
          listReadings(root, value).every((reading) => !context.validate.accepts(reading))),
    }),
  ),
);

/** Whether all servers receive the same text, and route a path with it to the same operation. */
function isUnambiguous(parameter: Parameter, value: Json): boolean {
  if (!canCarry(parameter, value) || hasNul(value)) return false;
  return parameter.in !== 'path' || !/%(?:2F|5C)/.test(serializePathParameter(parameter, value));
}

/**
 * Whether a server can read the parameter from the text at all. It cannot if an exploded object loses its properties to
 * other parameters, a `deepObject` has no property in brackets, or a list contains null, which is left out.
 */
function isReadAs({ mediaType, style, explode }: Parameter, root: SchemaNode, value: Json): boolean {
  if (mediaType !== undefined) return true;
  const expectsObject = acceptsObject(root);
  if (Array.isArray(value))
    return value.every((item) => typeof item !== 'object') && !(expectsObject && explode);
  if (isObject(value))
    return expectsObject && Object.values(value).every((member) => typeof member !== 'object');
  return !expectsObject || (style !== 'deepObject' && !explode);
}

const acceptsObject = ({ schema, edges }: SchemaNode): boolean =>
  (typeof schema === 'object' && (typesOf(schema)?.includes('object') ?? schema.properties !== undefined)) ||
  edges.some(({ keyword, node }) => ['allOf', 'anyOf', 'oneOf'].includes(keyword) && acceptsObject(node));

const hasNul = (value: Json): boolean => JSON.stringify(value).includes('\\u0000');
