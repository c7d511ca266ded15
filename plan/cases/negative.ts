import type { Mutation, MutationContext } from '../../arbitraries/invalid/mutation.ts';
import { createMutationContext } from '../../arbitraries/invalid/mutation-context.ts';
import { violateClause } from '../../arbitraries/invalid/violate-clause.ts';
import { validValue } from '../../arbitraries/valid-value.ts';
import { listBodyBranches } from '../../spec/clauses/acceptance-clauses.ts';
import type { Json } from '../../spec/json.ts';
import { listNodes, type SchemaNode } from '../../spec/json-schema/schema-node.ts';
import type { Case } from '../../spec/openapi/case.ts';
import type { PlanContext } from '../context.ts';
import { ifSupported } from '../if-supported.ts';
import { withJson } from './request-template.ts';

/** The mutation context of an operation's request. */
export function createRequestMutationContext({ values }: PlanContext, root: SchemaNode): MutationContext {
  return createMutationContext(root, (node) => validValue(node.schema, values));
}

/** Mutations generated for each clause, so that equal clauses of several branches are violated differently. */
const MUTATIONS_PER_CLAUSE = 8;

/** Cases that violate the clauses of a request. */
export interface NegativeCases {
  /** Violates each clause once or twice. Generated on demand, which takes time. */
  firstRound: Iterable<Case>;
  /** Violates each clause once more per round, each time differently. Call it after all of the first round were generated. */
  createMoreRounds(rounds: number): Case[];
}

/**
 * Creates cases that violate each clause of the request. Equal clauses of several branches are violated differently, as a
 * server's mistake mostly affects all branches; a MUST clause that occurs once is violated in two ways.
 */
export function createNegativeCases(context: PlanContext): NegativeCases {
  const { request } = context.model;
  if (!request) return { firstRound: [], createMoreRounds: () => [] };
  const unused: Mutation[][] = [];
  const uses = new Map<string, number>();
  const createCases = (mutations: Mutation[], count: number): Case[] =>
    takeLeastUsed(mutations, uses, count).map((mutation) => createPlannedCase(context, mutation));
  function* createFirstRound(root: SchemaNode): Generator<Case> {
    const occursOnce = createUniquenessFilter(root);
    for (const { node, key, mutations } of listMutations(context, root)) {
      unused.push(mutations);
      yield* createCases(mutations, mutations[0]?.level === 'MUST' && occursOnce(node, key) ? 2 : 1);
    }
  }
  return {
    firstRound: createFirstRound(request),
    createMoreRounds: (rounds) =>
      Array.from({ length: rounds }, () => unused.flatMap((mutations) => createCases(mutations, 1))).flat(),
  };
}

/** The mutations of each clause, generated clause by clause. */
function* listMutations(
  context: PlanContext,
  root: SchemaNode,
): Generator<{ node: SchemaNode; key: string; mutations: Mutation[] }> {
  const mutationContext = createRequestMutationContext(context, root);
  for (const node of listNodes(root)) {
    const seedValues = listSeedValues(context, root, node);
    for (const [key, { id }] of node.clauses) {
      const mutations = ifSupported(
        () => violateClause(root, id, { count: MUTATIONS_PER_CLAUSE, seedValues }, mutationContext),
        () => [],
      );
      yield { node, key, mutations };
    }
  }
}

/** A predicate: whether no other clause has the same keyword for the same value. */
function createUniquenessFilter(root: SchemaNode): (node: SchemaNode, key: string) => boolean {
  const name = ({ label }: SchemaNode, key: string) => `${key} ${label}`;
  const counts = new Map<string, number>();
  for (const node of listNodes(root))
    for (const key of node.clauses.keys())
      counts.set(name(node, key), (counts.get(name(node, key)) ?? 0) + 1);
  return (node, key) => counts.get(name(node, key)) === 1;
}

/** Removes and returns the mutations whose kind has been used least at their location. */
function takeLeastUsed(mutations: Mutation[], uses: Map<string, number>, count: number): Mutation[] {
  const key = ({ kind, instancePointer }: Mutation): string => `${kind} ${instancePointer}`;
  return Array.from({ length: Math.min(count, mutations.length) }).flatMap(() => {
    const counts = mutations.map((mutation) => uses.get(key(mutation)) ?? 0);
    const taken = mutations.splice(counts.indexOf(Math.min(...counts)), 1);
    for (const mutation of taken) uses.set(key(mutation), (uses.get(key(mutation)) ?? 0) + 1);
    return taken;
  });
}

/** The seed bodies. Those that are valid under the node's branch come first, so that a mutation violates nothing else. */
function listSeedValues({ seedMessages, contract }: PlanContext, root: SchemaNode, node: SchemaNode): Json[] {
  const branch = listBodyBranches(root).find(({ path }) => node.path.startsWith(path));
  const fits = (body: Json) =>
    branch !== undefined &&
    ifSupported(
      () => contract.getValidator(branch.schemaPointer, 'request')(body).length === 0,
      () => false,
    );
  const bodies = seedMessages.map(({ body }) => body);
  return [...bodies.filter(fits), ...bodies.filter((body) => !fits(body))];
}

function createPlannedCase(context: PlanContext, mutation: Mutation): Case {
  const { id } = context.model.operation;
  const change = mutation.kind.slice(mutation.kind.indexOf('/') + 1);
  return {
    id: `${id}/invalid/${mutation.clause.slice(id.length + 1)}~${change}`,
    ...toNegativeCase(context, mutation),
  };
}

/** The case that sends the mutated body. */
export function toNegativeCase({ model, template }: PlanContext, mutation: Mutation): Omit<Case, 'id'> {
  const { clauses, instancePointer, keyword, before, after, description, body } = mutation;
  const changed = { ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
  return {
    operation: model.operation.id,
    kind: 'invalid',
    description,
    request: withJson(template, body),
    violation: { clauses, instancePointer, keyword, description, ...changed },
    covers: [],
  };
}
