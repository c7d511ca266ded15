import { listReadings } from '../../http/parse/parameter-readings.ts';
import { canCarry, serializePathParameter } from '../../http/serialize/serialize-parameter.ts';
import type { ParameterModel } from '../../spec/clauses/parameter-clauses.ts';
import type { Json } from '../../spec/json.ts';
import type { Parameter } from '../../spec/openapi/contract.ts';
import type { Mutation, MutationContext } from './mutation.ts';
import { type ViolateClauseOptions, violateClause } from './violate-clause.ts';

/** Mutations are dropped if a server may read a valid value from their text, so that more are generated than needed. */
const OVERSAMPLING = 4;

/**
 * Returns mutations of a parameter's value that violate a clause of its schema and are violations as text too: its location
 * can carry the value, and no value that a server may read from the text is valid.
 */
export function violateParameter(
  { parameter, root }: ParameterModel,
  clause: string,
  { count, seedValues = [] }: ViolateClauseOptions,
  context: MutationContext,
): Mutation[] {
  const options = { count: count * OVERSAMPLING, seedValues };
  return violateClause(root, clause, options, context)
    .filter(({ body }) => isUnambiguous(parameter, body))
    .filter(
      ({ body }) =>
        parameter.mediaType !== undefined ||
        listReadings(root, body).every((reading) => context.validate(reading).length > 0),
    )
    .slice(0, count);
}

/** Whether every server reads the same text, and routes a path to the same operation. */
function isUnambiguous(parameter: Parameter, value: Json): boolean {
  if (!canCarry(parameter, value) || hasNul(value)) return false;
  return parameter.in !== 'path' || !/%(?:2F|5C)/.test(serializePathParameter(parameter, value));
}

const hasNul = (value: Json): boolean => JSON.stringify(value).includes('\\u0000');
