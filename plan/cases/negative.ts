import { violationContext } from '../../arbitraries/invalid/context.ts';
import type { Context, Mutation } from '../../arbitraries/invalid/mutation.ts';
import { violationsOfClause } from '../../arbitraries/invalid/of-clause.ts';
import { valid } from '../../arbitraries/valid.ts';
import { bodyBranches } from '../../spec/clauses/acceptance-clauses.ts';
import type { Json } from '../../spec/json.ts';
import { listNodes, type SchemaNode } from '../../spec/json-schema/schema-node.ts';
import type { Case } from '../../spec/openapi/exchange.ts';
import type { PlanContext } from '../context.ts';
import { unless } from '../if-supported.ts';
import { withJson } from './request-template.ts';

/** What violations of this request need to know, made once. */
export function requestViolations({ values }: PlanContext, root: SchemaNode): Context {
  return violationContext(root, (node) => valid(node.schema, values));
}

/** Enough ways to choose from, so that clauses which say the same are not violated in the same way. */
const ways = 8;

/** Cases that violate the clauses of a request. */
export interface Violating {
  /** One for each clause, made when asked for: that takes time. */
  first: Iterable<Case>;
  /** Each clause once more in another way, and so on, for so many rounds. Asked for after all of the first. */
  more(rounds: number): Case[];
}

/**
 * Cases that violate each clause of the request: the first round is what a plan needs, later rounds are for whoever has
 * requests left. What several branches say of one place is violated in another way in each, since a server's mistake is
 * mostly the same in all of them; what only one says, in two ways at once.
 */
export function violating(context: PlanContext): Violating {
  const { request } = context.model;
  if (!request) return { first: [], more: () => [] };
  const open: Mutation[][] = [];
  const used = new Map<string, number>();
  const casesOf = (mutations: Mutation[], count: number): Case[] =>
    takeLeastUsed(mutations, used, count).map((mutation) => plannedCase(context, mutation));
  function* first(root: SchemaNode): Generator<Case> {
    const isToldOnce = toldOnce(root);
    for (const { node, key, mutations } of mutationsIn(context, root)) {
      open.push(mutations);
      yield* casesOf(mutations, mutations[0]?.level === 'MUST' && isToldOnce(node, key) ? 2 : 1);
    }
  }
  const more = (rounds: number) =>
    Array.from({ length: rounds }, () => open.flatMap((mutations) => casesOf(mutations, 1))).flat();
  return { first: first(request), more };
}

function* mutationsIn(
  context: PlanContext,
  root: SchemaNode,
): Generator<{ node: SchemaNode; key: string; mutations: Mutation[] }> {
  const violations = requestViolations(context, root);
  for (const node of listNodes(root)) {
    const bases = basesFor(context, root, node);
    for (const [key, { id }] of node.clauses) {
      const mutations = unless(
        () => violationsOfClause(root, id, { count: ways, bases }, violations),
        () => [],
      );
      yield { node, key, mutations };
    }
  }
}

/** Tells whether no other clause says the same of the same place. */
function toldOnce(root: SchemaNode): (node: SchemaNode, key: string) => boolean {
  const nameOf = ({ label }: SchemaNode, key: string) => `${key} ${label}`;
  const told = new Map<string, number>();
  for (const node of listNodes(root)) {
    for (const key of node.clauses.keys()) {
      const name = nameOf(node, key);
      told.set(name, (told.get(name) ?? 0) + 1);
    }
  }
  return (node, key) => told.get(nameOf(node, key)) === 1;
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
function basesFor({ seedMessages, contract }: PlanContext, root: SchemaNode, node: SchemaNode): Json[] {
  const branch = bodyBranches(root).find(({ path }) => node.path.startsWith(path));
  const fits = (body: Json) =>
    branch !== undefined &&
    unless(
      () => contract.validator(branch.schemaPointer, 'request')(body).length === 0,
      () => false,
    );
  const bodies = seedMessages.map(({ body }) => body);
  return [...bodies.filter(fits), ...bodies.filter((body) => !fits(body))];
}

function plannedCase(context: PlanContext, mutation: Mutation): Case {
  const { id } = context.model.operation;
  const way = mutation.kind.slice(mutation.kind.indexOf('/') + 1);
  return { id: `${id}/invalid/${mutation.clause.slice(id.length + 1)}~${way}`, ...caseOf(context, mutation) };
}

/** The case of a mutation: planned, or found on the way. */
export function caseOf(
  { model: { operation }, template }: PlanContext,
  mutation: Mutation,
): Omit<Case, 'id'> {
  const { clauses, where, keyword, was, now, says, body } = mutation;
  const violation = {
    clauses,
    instancePointer: where,
    keyword,
    description: says,
    ...(was !== undefined && { before: was }),
    ...(now !== undefined && { after: now }),
  };
  return {
    operation: operation.id,
    kind: 'invalid',
    description: says,
    request: withJson(template, body),
    violation,
    covers: [],
  };
}
