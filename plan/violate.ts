import { valid } from '../arbitraries/valid.ts';
import { violationContext } from '../arbitraries/violations/context.ts';
import type { Context, Mutation } from '../arbitraries/violations/mutation.ts';
import { violationsOfClause } from '../arbitraries/violations/of-clause.ts';
import { bodyBranches } from '../spec/acceptance.ts';
import type { Json } from '../spec/json.ts';
import type { Case } from '../spec/message.ts';
import { nodesOf, type SchemaNode } from '../spec/node.ts';
import type { PlanContext } from './context.ts';
import { withJson } from './request.ts';

/** What violations of this request need to know, made once. */
export function requestViolations({ values }: PlanContext, root: SchemaNode): Context {
  return violationContext(root, (node) => valid(node.schema, values));
}

/** Enough ways to choose from, so that clauses of the same kind are not all violated in the same way. */
const ways = 8;

/**
 * Cases that violate each clause of the request once, then each once more in another way, and so on: the first round is
 * what a plan needs, later rounds are for whoever has requests left. Clauses that say the same of different places are
 * violated in different ways, since a server's mistake is mostly the same in all of them.
 */
export function violatingRounds(context: PlanContext, rounds: number): Case[][] {
  const { request } = context.subject;
  if (!request) return [];
  const violations = requestViolations(context, request);
  const open = nodesOf(request).flatMap((node) => {
    const bases = basesFor(context, request, node);
    return [...node.clauses.values()].map(({ id }) =>
      violationsOfClause(request, id, { count: ways, bases }, violations),
    );
  });
  const used = new Map<string, number>();
  return Array.from({ length: rounds }, () =>
    open.flatMap((mutations) => {
      const next = leastUsed(mutations, used);
      return next ? [plannedCase(context, next)] : [];
    }),
  );
}

/** Takes out the mutation whose kind has been used least, the first of those. */
function leastUsed(mutations: Mutation[], used: Map<string, number>): Mutation | undefined {
  const uses = mutations.map(({ kind }) => used.get(kind) ?? 0);
  const [next] = mutations.splice(uses.indexOf(Math.min(...uses)), 1);
  if (next) used.set(next.kind, (used.get(next.kind) ?? 0) + 1);
  return next;
}

/** Known bodies; first those of the branch that the clause stands in, so that nothing else is at stake. */
function basesFor({ bases, contract }: PlanContext, root: SchemaNode, node: SchemaNode): Json[] {
  const branch = bodyBranches(root).find(({ place }) => node.place.startsWith(place));
  const fits = (body: Json) =>
    branch !== undefined && contract.validator(branch.at, 'request')(body).length === 0;
  const bodies = bases.map(({ body }) => body);
  return [...bodies.filter(fits), ...bodies.filter((body) => !fits(body))];
}

function plannedCase(context: PlanContext, mutation: Mutation): Case {
  const { id } = context.subject.operation;
  const way = mutation.kind.slice(mutation.kind.indexOf('/') + 1);
  return { id: `${id}/invalid/${mutation.clause.slice(id.length + 1)}~${way}`, ...caseOf(context, mutation) };
}

/** The case of a mutation: planned, or found on the way. */
export function caseOf(
  { subject: { operation }, template }: PlanContext,
  mutation: Mutation,
): Omit<Case, 'id'> {
  const { clauses, where, keyword, was, now, says, body } = mutation;
  const violation = {
    clauses,
    where,
    keyword,
    says,
    ...(was !== undefined && { was }),
    ...(now !== undefined && { now }),
  };
  return {
    operation: operation.id,
    kind: 'invalid',
    says,
    request: withJson(template, body),
    violation,
    serves: [],
  };
}
