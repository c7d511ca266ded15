import { isRecursive } from '../../arbitraries/invalid/graft-to.ts';
import { OF_OTHER_BRANCH } from '../../arbitraries/invalid/keywords/additional-properties.ts';
import type { Mutation, MutationContext } from '../../arbitraries/invalid/mutation.ts';
import { createMutationContext } from '../../arbitraries/invalid/mutation-context.ts';
import { type ViolateClauseOptions, violateClause } from '../../arbitraries/invalid/violate-clause.ts';
import { listBodyReadings } from '../../http/parse/body-readings.ts';
import { serializeRequest } from '../../http/serialize/serialize-request.ts';
import { listBodyBranches } from '../../spec/clauses/acceptance-clauses.ts';
import type { Json } from '../../spec/json.ts';
import { listNodes, type SchemaNode } from '../../spec/json-schema/schema-node.ts';
import { memoize } from '../../spec/memoize.ts';
import type { Case } from '../../spec/openapi/case.ts';
import { findMainMediaType, isJsonMediaType, toConcreteMediaType } from '../../spec/openapi/media-type.ts';
import { emptyMessage, withMessageBody } from '../../spec/openapi/request-message.ts';
import type { PlanContext } from '../context.ts';
import { ifSupported } from '../if-supported.ts';
import { isValidAt } from '../is-valid-at.ts';
import { createNegativeCaseId, createParameterViolations } from './negative-parameters.ts';

/**
 * Creates the mutation context of the request body. For a form, multipart or text body, a mutation counts only if every
 * value that a server may read from the text is invalid.
 */
export function createRequestMutationContext(
  { values, model }: PlanContext,
  root: SchemaNode,
): MutationContext {
  const context = createMutationContext(root, values);
  const media = findMainMediaType(model.operation.body?.content ?? []);
  if (media === undefined || isJsonMediaType(toConcreteMediaType(media.type))) return context;
  return {
    ...context,
    staysInvalid: (value) =>
      listBodyReadings(root, media, value)?.every((reading) => !context.validate.accepts(reading)) ?? false,
  };
}

/** Mutations generated for each clause, so that equal clauses of several branches are violated differently. */
const MUTATIONS_PER_CLAUSE = 10;

/** Cases that violate the clauses of a request. */
export interface NegativeCases {
  /** Violates each clause once or twice. Generated on demand, which takes time. */
  firstRound: Iterable<Case>;
  /**
   * Violates each clause once more per round, with another mutation each time. Call it after all of the first round
   * were generated.
   */
  createMoreRounds(rounds: number): Case[];
}

/**
 * Creates cases that violate each clause of the parameters and the body. If several branches have the same clause, each
 * gets a different mutation: a mistake of a server mostly affects all branches. A MUST clause that only one branch has
 * gets two mutations.
 */
export function createNegativeCases(context: PlanContext): NegativeCases {
  const { request } = context.model;
  const unused: Case[][] = [];
  const uses = new Map<string, number>();
  const takeCases = (cases: Case[], count: number): Case[] => takeLeastUsed(cases, uses, count);
  function* createFirstRound(): Generator<Case> {
    for (const cases of createParameterViolations(context)) {
      unused.push(cases);
      yield* takeCases(cases, 2);
    }
    if (!request) return;
    const occursOnce = createUniquenessFilter(request);
    for (const { node, key, mutations } of listMutations(context, request)) {
      const cases = mutations.map((mutation) => createPlannedCase(context, mutation));
      unused.push(cases);
      yield* takeCases(cases, mutations[0]?.level === 'MUST' && occursOnce(node, key) ? 2 : 1);
    }
  }
  return {
    firstRound: createFirstRound(),
    createMoreRounds: (rounds) =>
      Array.from({ length: rounds }, () => unused.flatMap((cases) => takeCases(cases, 1))).flat(),
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
      const violate = (options: Pick<ViolateClauseOptions, 'count' | 'isNested'>): Mutation[] =>
        ifSupported(
          () => violateClause(root, id, { ...options, seedValues }, mutationContext),
          () => [],
        );
      const nested = isRecursive(node) ? violate({ count: 1, isNested: true }) : [];
      yield { node, key, mutations: [...nested, ...violate({ count: MUTATIONS_PER_CLAUSE })] };
    }
  }
}

/** Returns a predicate: true if no other node has a clause with the same key and label. */
function createUniquenessFilter(root: SchemaNode): (node: SchemaNode, key: string) => boolean {
  const name = ({ label }: SchemaNode, key: string) => `${key} ${label}`;
  const counts = new Map<string, number>();
  for (const node of listNodes(root))
    for (const key of node.clauses.keys())
      counts.set(name(node, key), (counts.get(name(node, key)) ?? 0) + 1);
  return (node, key) => counts.get(name(node, key)) === 1;
}

/** Removes and returns the cases whose kind of mutation has been used least at their location. */
function takeLeastUsed(cases: Case[], uses: Map<string, number>, count: number): Case[] {
  return Array.from({ length: Math.min(count, cases.length) }).flatMap(() => {
    const counts = cases.map((each) => uses.get(describeChange(each)) ?? 0);
    const taken = cases.splice(counts.indexOf(Math.min(...counts)), 1);
    for (const each of taken) uses.set(describeChange(each), (uses.get(describeChange(each)) ?? 0) + 1);
    return taken;
  });
}

/**
 * The kind of mutation of a case and its location. Properties of other branches count as one change, so that the next
 * branch gets another kind.
 */
const describeChange = memoize(({ id, violation }: Case): string => {
  const kind = id.split('~')[1] ?? '';
  const location = kind.startsWith(OF_OTHER_BRANCH) ? '' : violation?.instancePointer;
  return `${violation?.keyword}/${kind} ${location}`;
});

/**
 * Returns the seed bodies, first those that are valid against the node's branch: their mutations violate no other
 * clause.
 */
function listSeedValues({ seedMessages }: PlanContext, root: SchemaNode, node: SchemaNode): Json[] {
  const branch = listBodyBranches(root).find(({ path }) => node.path.startsWith(path));
  const fits = (body: Json) => branch !== undefined && isValidAt(branch, body);
  const bodies = seedMessages.flatMap(({ message }) => (message.body === undefined ? [] : [message.body]));
  return [...bodies.filter(fits), ...bodies.filter((body) => !fits(body))];
}

const createPlannedCase = (context: PlanContext, mutation: Mutation): Case => ({
  id: createNegativeCaseId(context.model.operation, mutation.clause, mutation.kind),
  ...toNegativeCase(context, mutation),
});

/** The case that sends the mutated body. */
export function toNegativeCase({ model, seedMessages }: PlanContext, mutation: Mutation): Omit<Case, 'id'> {
  const { clauses, instancePointer, keyword, before, after, description, body } = mutation;
  const message = withMessageBody(seedMessages[0]?.message ?? emptyMessage, body);
  const changed = { ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
  return {
    operation: model.operation.id,
    kind: 'invalid',
    description,
    request: serializeRequest(model.operation, message),
    violation: { clauses, instancePointer, keyword, description, ...changed },
    covers: [],
  };
}
