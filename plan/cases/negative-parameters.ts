import type { Mutation, MutationContext } from '../../arbitraries/invalid/mutation.ts';
import { createMutationContext } from '../../arbitraries/invalid/mutation-context.ts';
import { violateParameter } from '../../arbitraries/invalid/violate-parameter.ts';
import { serializeRequest } from '../../http/serialize/serialize-request.ts';
import type { ParameterModel } from '../../spec/clauses/parameter-clauses.ts';
import { memoize } from '../../spec/memoize.ts';
import type { Case } from '../../spec/openapi/case.ts';
import type { Operation } from '../../spec/openapi/contract.ts';
import { isJsonMediaType } from '../../spec/openapi/media-type.ts';
import { emptyMessage, withParameter } from '../../spec/openapi/request-message.ts';
import type { PlanContext } from '../context.ts';
import { ifSupported } from '../if-supported.ts';
import { sampleFullObject } from './sample-full-object.ts';

/** Mutations generated for each clause. */
const MUTATIONS_PER_CLAUSE = 8;

/** Yields, for each clause of a parameter, the cases that violate it. */
export function* createParameterViolations(context: PlanContext): Generator<Case[]> {
  for (const model of context.model.parameters) {
    if (model.requiredClause) yield [createAbsenceCase(context, model, model.requiredClause.id)];
    for (const { id } of model.schemaClauses) yield createMutatedCases(context, model, id);
  }
}

function createAbsenceCase(context: PlanContext, { parameter, root }: ParameterModel, clause: string): Case {
  const { operation } = context.model;
  const { in: location, name } = parameter;
  const message = context.seedMessages[0]?.message ?? emptyMessage;
  const description = `\`${root.label}\` is absent`;
  return {
    ...createCase(operation, clause, 'absent', description),
    request: serializeRequest(operation, withParameter(message, location, name, undefined)),
    violation: {
      clauses: [clause],
      instancePointer: `${location}/${name}`,
      keyword: 'required',
      description,
    },
  };
}

/**
 * Returns the id of the case that violates a clause of the operation.
 * @param kind the kind of change, with or without its keyword: `format/uri: no scheme`
 */
export const createNegativeCaseId = ({ id }: Operation, clause: string, kind: string): string =>
  `${id}/invalid/${clause.slice(id.length + 1)}~${kind.slice(kind.indexOf('/') + 1)}`;

const createCase = (
  operation: Operation,
  clause: string,
  kind: string,
  description: string,
): Omit<Case, 'request' | 'violation'> => ({
  id: createNegativeCaseId(operation, clause, kind),
  operation: operation.id,
  kind: 'invalid',
  description,
  covers: [],
});

const contextFor = memoize((context: PlanContext) =>
  memoize(({ root }: ParameterModel): MutationContext => createMutationContext(root, context.values)),
);

function createMutatedCases(context: PlanContext, model: ParameterModel, clause: string): Case[] {
  const { in: location, name } = model.parameter;
  const seedValues = [
    ...context.seedMessages.flatMap(({ message }) => message[location][name] ?? []),
    // without its only property, an object would be absent
    ...sampleFullObject(model.root.schema, context.values, context.seed),
  ];
  const options = { count: MUTATIONS_PER_CLAUSE, seedValues };
  const mutations = ifSupported(
    () => violateParameter(model, clause, options, contextFor(context)(model)),
    () => [],
  );
  const cases = mutations.map((mutation) => createMutatedCase(context, model, mutation));
  return clause === model.root.clauses.get('type')?.id
    ? [...listUnparsable(context, model), ...cases]
    : cases;
}

/** A text that is not JSON. */
const UNPARSABLE = '{"unexpected":';

/**
 * For a parameter whose media type is JSON: the case that sends text which is not JSON, unless the schema allows this
 * text as a string.
 */
function listUnparsable(context: PlanContext, model: ParameterModel): Case[] {
  const { operation } = context.model;
  const { mediaType, ...plain } = model.parameter;
  const clause = model.root.clauses.get('type')?.id;
  if (clause === undefined || mediaType === undefined || !isJsonMediaType(mediaType)) return [];
  if (contextFor(context)(model).validate(UNPARSABLE).length === 0) return [];
  const { in: location, name } = plain;
  const message = withParameter(context.seedMessages[0]?.message ?? emptyMessage, location, name, UNPARSABLE);
  const parameters = operation.parameters.map((each) => (each === model.parameter ? plain : each));
  const description = `\`${model.root.label}\` is not JSON`;
  return [
    {
      ...createCase(operation, clause, 'not JSON', description),
      request: serializeRequest({ ...operation, parameters }, message),
      violation: {
        clauses: [clause],
        instancePointer: `${location}/${name}`,
        keyword: 'type',
        description,
        after: UNPARSABLE,
      },
    },
  ];
}

function createMutatedCase(context: PlanContext, { parameter }: ParameterModel, mutation: Mutation): Case {
  const { operation } = context.model;
  const { in: location, name } = parameter;
  const { clause, clauses, keyword, before, after, description, body, kind } = mutation;
  const message = withParameter(context.seedMessages[0]?.message ?? emptyMessage, location, name, body);
  const instancePointer = `${location}/${name}${mutation.instancePointer}`;
  const changed = { ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
  return {
    ...createCase(operation, clause, kind, description),
    request: serializeRequest(operation, message),
    violation: { clauses, instancePointer, keyword, description, ...changed },
  };
}
