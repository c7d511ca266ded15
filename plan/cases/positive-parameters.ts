import fc from 'fast-check';
import { validParameter } from '../../arbitraries/valid-message.ts';
import { canCarry } from '../../http/serialize/serialize-parameter.ts';
import type { ParameterModel } from '../../spec/clauses/parameter-clauses.ts';
import type { Json } from '../../spec/json.ts';
import { type Schema, typesOf } from '../../spec/json-schema/schema.ts';
import type { Case } from '../../spec/openapi/case.ts';
import { withParameter } from '../../spec/openapi/request-message.ts';
import type { PlanContext } from '../context.ts';
import { ifSupported } from '../if-supported.ts';
import { mayName } from './may-name.ts';
import { composeParameter, isItemParameter } from './propose-messages.ts';
import { sampleFullObject, sampleOne } from './sample-full-object.ts';
import { toValidCase } from './to-valid-case.ts';

/** Each value costs a request. */
const MAX_VALUES = 8;

/**
 * Creates a case for each value of a parameter that a server may treat differently: enum values, bounds, examples, or
 * one typical value.
 */
export function createParameterCases(context: PlanContext): Case[] {
  return context.model.parameters.flatMap((model) =>
    model.acceptedClause ? createCases(context, model) : [],
  );
}

function createCases(context: PlanContext, model: ParameterModel): Case[] {
  const { parameter, root, acceptedClause, someAcceptedClause } = model;
  const [seedMessage] = context.seedMessages;
  if (!seedMessage || !acceptedClause) return [];
  const { in: location, name } = parameter;
  const isCertain = context.isSeedAccepted;
  return listValues(context, { parameter, root }).map((value, index) => ({
    id: `${context.model.operation.id}/valid/${root.path}/${index}`,
    ...toValidCase(
      context,
      {
        ...seedMessage,
        isKnownValid: (seedMessage.isKnownValid || isCertain) && !mayName(root.schema, value),
      },
      withParameter(seedMessage.message, location, name, value),
      `\`${root.label}\` is ${describeValue(value)}`,
      [acceptedClause, ...(someAcceptedClause ? [someAcceptedClause] : [])].map(({ id }) => id),
    ),
  }));
}

const describeValue = (value: Json): string => {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
};

function listValues(
  context: PlanContext,
  { parameter, root }: Pick<ParameterModel, 'parameter' | 'root'>,
): Json[] {
  const { contract, proposals, values, seed } = context;
  const validate = contract.getValidator(parameter.schemaPointer, 'request');
  const composed = composeParameter(proposals, parameter);
  // other values may name resources that the run has not created
  if (proposals.isOwnOnly && isItemParameter(proposals.operation, parameter))
    return composed === undefined ? [] : [composed];
  const random = ifSupported(
    () => fc.sample(validParameter(parameter, values), { seed, numRuns: 2 }),
    () => [],
  );
  const candidates = [
    ...listNotableValues(root.schema),
    ...listStructuredValues(context, root.schema),
    ...parameter.examples,
    ...(composed === undefined ? [] : [composed]),
  ];
  const usable = [...candidates, ...(candidates.length > 0 ? [] : random)].filter(
    (value) =>
      canCarry(parameter, value) &&
      ifSupported(
        () => validate.accepts(value),
        () => false,
      ),
  );
  const distinct = new Map(usable.map((value) => [JSON.stringify(value), value]));
  return [...distinct.values()].slice(0, MAX_VALUES);
}

/**
 * Returns a list of two items, or an object with every property, and for each property one such object with each of its
 * notable values.
 */
function listStructuredValues({ values, seed }: PlanContext, schema: Schema): Json[] {
  if (typeof schema === 'boolean') return [];
  const list = (typesOf(schema) ?? []).includes('array')
    ? sampleOne({ ...schema, minItems: Math.max(2, schema.minItems ?? 0) }, values, seed)
    : [];
  return [
    ...list,
    ...sampleFullObject(schema, values, seed).flatMap((full) => [
      ...Object.entries(schema.properties ?? {}).flatMap(([name, own]) =>
        listNotableValues(own).map((value): Json => ({ ...full, [name]: value })),
      ),
      full,
    ]),
  ];
}

/** Returns enum values, booleans and numeric bounds; for an array, lists of one and of two such values of its items. */
function listNotableValues(schema: Schema): Json[] {
  if (typeof schema === 'boolean') return [];
  const branches = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  const items = schema.items === undefined ? [] : listNotableValues(schema.items);
  return [
    ...((schema.enum ?? []) as Json[]), // parsed from a JSON document, so its values are JSON
    ...(schema.type === 'boolean' ? [true, false] : []),
    ...[schema.minimum, schema.maximum].filter((bound) => bound !== undefined),
    ...items.map((item) => [item]),
    ...(items.length > 1 && (schema.maxItems ?? 2) > 1 ? [items.slice(0, 2)] : []),
    ...branches.flatMap(listNotableValues),
  ];
}
