import fc from 'fast-check';
import { absent, type Pin } from '../../arbitraries/context.ts';
import { invalid, NoInvalidValue } from '../../arbitraries/invalid/invalid.ts';
import { valid } from '../../arbitraries/valid.ts';
import { anyAcceptedClause } from '../../spec/clauses/acceptance-clauses.ts';
import { type Json, joinPointer } from '../../spec/json.ts';
import { listNodes, type SchemaNode } from '../../spec/json-schema/schema-node.ts';
import { memoize } from '../../spec/memoize.ts';
import type { Case } from '../../spec/openapi/exchange.ts';
import type { SeedMessage } from '../../suites/suite.ts';
import type { PlanContext } from '../context.ts';
import { isUnusable, unless } from '../if-supported.ts';
import { caseOf, requestViolations } from './negative.ts';
import { withJson } from './request-template.ts';

/** A case from the exploration, and where fast-check finds it again to shrink it. */
export interface Explored {
  case: Case;
  seed: number;
  /** The how-many-th value of that seed. */
  index: number;
}

const chunk = 100;

/** Any valid request and any violated one, for ever: the same for the same seed. Drawn in chunks, so that memory stays flat. */
export function* exploration(context: PlanContext): Generator<Explored> {
  const cases = anyCase(context);
  if (!cases) return;
  for (let round = 0; ; round += 1) {
    const seed = (context.seed + round) | 0;
    const drawn = unless(
      () => fc.sample(cases, { seed, numRuns: chunk }),
      () => [],
    );
    if (drawn.length === 0) return;
    for (const [index, one] of drawn.entries()) {
      yield {
        seed,
        index,
        case: { ...one, id: `${context.model.operation.id}/explored/${seed}/${index}` },
      };
    }
  }
}

type AnyCase = fc.Arbitrary<Omit<Case, 'id'>>;

/** Valid and violated requests of an operation, in equal shares; undefined where it takes no JSON body that can be made. Made once. */
export const anyCase = memoize((context: PlanContext): AnyCase | undefined => {
  const { request } = context.model;
  if (!request || context.seedMessages.length === 0) return undefined;
  try {
    const byBase = context.seedMessages.map((base) =>
      bodiesOf(context, request, base).map((body) => ({ base, body })),
    ); // made once: chaining would make them for each value
    const bodies = fc.oneof(...byBase);
    const taken = bodies.map(({ base, body }) => validExplored(context, request, base, body));
    const violated = violatedCases(
      context,
      request,
      bodies.map(({ body }) => body),
    );
    return violated ? fc.oneof(taken, violated) : taken;
  } catch (error) {
    if (isUnusable(error)) return undefined; // told by the plan, which has met the same schema
    throw error;
  }
});

function violatedCases(
  context: PlanContext,
  request: SchemaNode,
  bodies: fc.Arbitrary<Json>,
): fc.Arbitrary<Omit<Case, 'id'>> | undefined {
  try {
    return invalid(request, bodies, requestViolations(context, request)).map((mutation) =>
      caseOf(context, mutation),
    );
  } catch (error) {
    if (error instanceof NoInvalidValue) return undefined;
    throw error;
  }
}

function validExplored(
  context: PlanContext,
  request: SchemaNode,
  base: SeedMessage,
  body: Json,
): Omit<Case, 'id'> {
  const { id } = context.model.operation;
  return {
    operation: id,
    kind: 'valid',
    description: `${base.description}, with anything else the schema allows`,
    request: withJson(context.template, body),
    covers: [anyAcceptedClause(request).id],
    fixtures: base.fixtures,
    ...(!base.known && { mayBeRefused: true as const }),
  };
}

/** Bodies that name the same resources as the base, and are free in everything else. */
function bodiesOf(
  { suite, values }: PlanContext,
  request: SchemaNode,
  base: SeedMessage,
): fc.Arbitrary<Json> {
  if (!base.known || !suite) return valid(request.schema, values);
  const pins = new Map(suite.bound.map((name) => [joinPointer('', name), pinOf(request, base, name)]));
  return valid(request.schema, { ...values, pins });
}

function pinOf(request: SchemaNode, { body }: SeedMessage, name: string): Pin {
  const own = Object.hasOwn(body, name) ? body[name] : undefined;
  return own === undefined ? [absent, ...(isNullable(request, name) ? [null] : [])] : [own];
}

/** Whether every schema that lists the property lets it be null. */
function isNullable(request: SchemaNode, name: string): boolean {
  const own = listNodes(request).flatMap(({ edges }) =>
    edges.filter(({ keyword, key }) => keyword === 'properties' && key === name),
  );
  return (
    own.length > 0 &&
    own.every(({ node }) => node.message.contract.validator(node.schemaPointer, 'request')(null).length === 0)
  );
}
