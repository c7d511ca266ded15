import fc from 'fast-check';
import { invalidValue, NoInvalidValue } from '../../arbitraries/invalid/invalid-value.ts';
import { absent, type FixedValue } from '../../arbitraries/valid-context.ts';
import { validMessage } from '../../arbitraries/valid-message.ts';
import { validValue } from '../../arbitraries/valid-value.ts';
import { createAnyAcceptedClause } from '../../spec/clauses/acceptance-clauses.ts';
import { getOwn, isJsonObject, type Json, joinPointer } from '../../spec/json.ts';
import { listNodes, type SchemaNode } from '../../spec/json-schema/schema-node.ts';
import { memoize } from '../../spec/memoize.ts';
import type { Case } from '../../spec/openapi/case.ts';
import { withMessageBody } from '../../spec/openapi/request-message.ts';
import type { SeedMessage } from '../../suites/suite.ts';
import type { PlanContext } from '../context.ts';
import { ifSupported, isUnsupported } from '../if-supported.ts';
import { createRequestMutationContext, toNegativeCase } from './negative.ts';
import { createParameterViolations } from './negative-parameters.ts';
import { toValidCase } from './to-valid-case.ts';
import { listBranchClauses } from './union-branches.ts';

/** A random case, with the fast-check seed and index from which shrinking generates it again. */
export interface ExploredCase {
  case: Case;
  seed: number;
  index: number;
}

type AnonymousCase = Omit<Case, 'id'>;

const CHUNK = 100;

/**
 * An endless stream of random positive and negative cases, determined by the seed; generated in chunks to bound memory.
 */
export function* exploreCases(context: PlanContext): Generator<ExploredCase> {
  const cases = createCaseArbitrary(context);
  if (!cases) return;
  for (let round = 0; ; round += 1) {
    const seed = (context.seed + round) | 0;
    const chunk = ifSupported(
      () => fc.sample(cases, { seed, numRuns: CHUNK }),
      () => [],
    );
    if (chunk.length === 0) return;
    for (const [index, explored] of chunk.entries()) {
      const id = `${context.model.operation.id}/explored/${seed}/${index}`;
      yield { seed, index, case: { ...explored, id } };
    }
  }
}

/** Creates an arbitrary of positive and negative cases in equal shares; undefined if no request can be generated. */
export const createCaseArbitrary = memoize(
  (context: PlanContext): fc.Arbitrary<AnonymousCase> | undefined => {
    const { request } = context.model;
    if (context.seedMessages.length === 0) return undefined;
    if (!request) return createParameterArbitrary(context);
    try {
      // Each seed message's arbitrary is created once: with `chain`, one would be created for each value.
      const bodies = fc.oneof(
        ...context.seedMessages.map((seedMessage) =>
          createBodyArbitrary(context, request, seedMessage).map((body) => ({ seedMessage, body })),
        ),
      );
      const positive = bodies.map(({ seedMessage, body }) =>
        toPositiveCase(context, request, seedMessage, body),
      );
      const negative = createNegativeArbitrary(
        context,
        request,
        bodies.map(({ body }) => body),
      );
      return negative ? fc.oneof(positive, negative) : positive;
    } catch (error) {
      // the plan generates from the same schema and reports it as unsupported
      if (isUnsupported(error)) return undefined;
      throw error;
    }
  },
);

/** For an operation without a body: arbitrary valid parameters, and mutations of a seed message's parameters. */
function createParameterArbitrary(context: PlanContext): fc.Arbitrary<AnonymousCase> | undefined {
  const { model, seedMessages, values } = context;
  const [seedMessage] = seedMessages;
  if (!seedMessage || model.parameters.length === 0) return undefined;
  const { path } = seedMessage.message; // keep the path of the seed message: random values identify no resource
  const positive = ifSupported(
    () => validMessage(model.operation, values),
    () => fc.constant(seedMessage.message),
  ).map((message) =>
    toValidCase(
      context,
      seedMessage,
      { ...message, path },
      'other valid parameters',
      listAcceptedIds(context),
    ),
  );
  const violations = [...createParameterViolations(context)].flat();
  return violations.length > 0 ? fc.oneof(positive, fc.constantFrom(...violations)) : positive;
}

const listAcceptedIds = ({ model }: PlanContext): string[] =>
  model.parameters.flatMap(({ acceptedClause }) => (acceptedClause ? [acceptedClause.id] : []));

function createNegativeArbitrary(
  context: PlanContext,
  request: SchemaNode,
  bodies: fc.Arbitrary<Json>,
): fc.Arbitrary<AnonymousCase> | undefined {
  try {
    return invalidValue(request, bodies, createRequestMutationContext(context, request)).map((mutation) =>
      toNegativeCase(context, mutation),
    );
  } catch (error) {
    if (error instanceof NoInvalidValue) return undefined;
    throw error;
  }
}

function toPositiveCase(
  context: PlanContext,
  request: SchemaNode,
  seedMessage: SeedMessage,
  body: Json,
): AnonymousCase {
  const description = `${seedMessage.description}, with other values that the schema allows`;
  const covers = [createAnyAcceptedClause(request).id, ...listBranchClauses(request, body)];
  return toValidCase(context, seedMessage, withMessageBody(seedMessage.message, body), description, covers);
}

/**
 * Creates an arbitrary of valid bodies that refer to the same resources as the seed message; all other values are
 * random.
 */
function createBodyArbitrary(
  { suite, values }: PlanContext,
  request: SchemaNode,
  seedMessage: SeedMessage,
): fc.Arbitrary<Json> {
  if (!seedMessage.isKnownValid || !suite) return validValue(request.schema, values);
  const fixedValues = new Map(
    suite.resourceIdProperties.map((name) => [joinPointer('', name), fixValue(request, seedMessage, name)]),
  );
  return validValue(request.schema, { ...values, fixedValues });
}

function fixValue(request: SchemaNode, { message }: SeedMessage, name: string): FixedValue {
  const value = isJsonObject(message.body) ? getOwn(message.body, name) : undefined;
  return value === undefined ? [absent, ...(isNullable(request, name) ? [null] : [])] : [value];
}

/** Whether every schema of the property allows null. */
function isNullable(request: SchemaNode, name: string): boolean {
  const edges = listNodes(request).flatMap((node) =>
    node.edges.filter(({ keyword, key }) => keyword === 'properties' && key === name),
  );
  return (
    edges.length > 0 &&
    edges.every(({ node }) => node.message.contract.getValidator(node.schemaPointer, 'request').accepts(null))
  );
}
