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
import { unless } from './unusable.ts';

/** What violations of this request need to know, made once. */
export function requestViolations({ values }: PlanContext, root: SchemaNode): Context {
  return violationContext(root, (node) => valid(node.schema, values));
}

/** Enough ways to choose from, so that clauses which say the same are not violated in the same way. */
const ways = 8;

/**
 * Cases that violate each clause of the request, then each once more in another way, and so on: the first round is what a
 * plan needs, later rounds are for whoever has requests left. What several branches say of one place is violated in
 * another way in each, since a server's mistake is mostly the same in all of them; what only one says, in two ways at once.
 */
export function violatingRounds(context: PlanContext, rounds: number): Case[][] {
  const { request } = context.subject;
  if (!request) return [];
  const violations = requestViolations(context, request);
  const open = nodesOf(request).flatMap((node) => {
    const bases = basesFor(context, request, node);
    const mutationsOf = (id: string) =>
      unless(
        () => violationsOfClause(request, id, { count: ways, bases }, violations),
        () => [],
      );
    return [...node.clauses.values()].map(({ id }) => mutationsOf(id));
  });
  const used = new Map<string, number>();
  const first = open.flatMap((mutations) =>
    takeLeastUsed(mutations, used, isToldOnce(mutations, open) ? 2 : 1),
  );
  const later = Array.from({ length: rounds - 1 }, () =>
    open.flatMap((mutations) => takeLeastUsed(mutations, used, 1)),
  );
  return [first, ...later].map((round) => round.map((mutation) => plannedCase(context, mutation)));
}

/** Whether no other clause says the same of the same place. */
function isToldOnce(own: readonly Mutation[], all: readonly (readonly Mutation[])[]): boolean {
  const [one] = own;
  const twins = all.filter(
    ([other]) =>
      one && other && other.keyword === one.keyword && other.where === one.where && other.level === one.level,
  );
  return twins.length === 1 && one?.level === 'MUST';
}

/** Takes out the mutations whose way has been used least at their place, the first of those. */
function takeLeastUsed(mutations: Mutation[], used: Map<string, number>, count: number): Mutation[] {
  return Array.from({ length: Math.min(count, mutations.length) }).flatMap(() => {
    const uses = mutations.map((mutation) => used.get(wayOf(mutation)) ?? 0);
    const taken = mutations.splice(uses.indexOf(Math.min(...uses)), 1);
    for (const mutation of taken) used.set(wayOf(mutation), (used.get(wayOf(mutation)) ?? 0) + 1);
    return taken;
  });
}

const wayOf = ({ kind, where }: Mutation): string => `${kind} ${where}`;

/** Known bodies; first those of the branch that the clause stands in, so that nothing else is at stake. */
function basesFor({ bases, contract }: PlanContext, root: SchemaNode, node: SchemaNode): Json[] {
  const branch = bodyBranches(root).find(({ place }) => node.place.startsWith(place));
  const fits = (body: Json) =>
    branch !== undefined &&
    unless(
      () => contract.validator(branch.at, 'request')(body).length === 0,
      () => false,
    );
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
