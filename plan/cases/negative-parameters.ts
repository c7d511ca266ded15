import type { Mutation, MutationContext } from '../../arbitraries/invalid/mutation.ts';
import { createMutationContext } from '../../arbitraries/invalid/mutation-context.ts';
import { violateParameter } from '../../arbitraries/invalid/violate-parameter.ts';
import { serializeRequest } from '../../http/serialize/serialize-request.ts';
import type { ParameterModel } from '../../spec/clauses/parameter-clauses.ts';
import { memoize } from '../../spec/memoize.ts';
import type { Case } from '../../spec/openapi/case.ts';
import { emptyMessage, withParameter } from '../../spec/openapi/request-message.ts';
import type { PlanContext } from '../context.ts';
import { ifSupported } from '../if-supported.ts';

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
    id: `${operation.id}/invalid/${clause.slice(operation.id.length + 1)}~absent`,
    operation: operation.id,
    kind: 'invalid',
    description,
    request: serializeRequest(operation, withParameter(message, location, name, undefined)),
    violation: {
      clauses: [clause],
      instancePointer: `${location}/${name}`,
      keyword: 'required',
      description,
    },
    covers: [],
  };
}

const contextFor = memoize((context: PlanContext) =>
  memoize(({ root }: ParameterModel): MutationContext => createMutationContext(root, context.values)),
);

function createMutatedCases(context: PlanContext, model: ParameterModel, clause: string): Case[] {
  const { in: location, name } = model.parameter;
  const seedValues = context.seedMessages.flatMap(({ message }) => message[location][name] ?? []);
  const options = { count: MUTATIONS_PER_CLAUSE, seedValues };
  const mutations = ifSupported(
    () => violateParameter(model, clause, options, contextFor(context)(model)),
    () => [],
  );
  return mutations.map((mutation) => createMutatedCase(context, model, mutation));
}

function createMutatedCase(context: PlanContext, { parameter }: ParameterModel, mutation: Mutation): Case {
  const { operation } = context.model;
  const { in: location, name } = parameter;
  const { clause, clauses, keyword, before, after, description, body, kind } = mutation;
  const message = withParameter(context.seedMessages[0]?.message ?? emptyMessage, location, name, body);
  const instancePointer = `${location}/${name}${mutation.instancePointer}`;
  const changed = { ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
  return {
    id: `${operation.id}/invalid/${clause.slice(operation.id.length + 1)}~${kind.slice(kind.indexOf('/') + 1)}`,
    operation: operation.id,
    kind: 'invalid',
    description,
    request: serializeRequest(operation, message),
    violation: { clauses, instancePointer, keyword, description, ...changed },
    covers: [],
  };
}
