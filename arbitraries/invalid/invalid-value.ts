import fc from 'fast-check';
import type { Json } from '../../spec/json.ts';
import { listNodes, type SchemaNode } from '../../spec/json-schema/schema-node.ts';
import { acceptMutation } from './accept-mutation.ts';
import { annotate } from './annotate.ts';
import { mutateValue } from './mutate-value.ts';
import type { Mutation, MutationContext } from './mutation.ts';
import { applyMutator, listMutatorsAt } from './mutation-candidate.ts';
import { hashText, rankByHash } from './rank-by-hash.ts';
import { violateClause } from './violate-clause.ts';

/** The number of mutations to create for a clause that random values do not reach. */
const RARE_MUTATIONS = 3;

/** Thrown if the schema accepts every value, or if no value could be made invalid. */
export class NoInvalidValue extends Error {
  override readonly name = 'NoInvalidValue';
}

/**
 * Creates an arbitrary of valid values with one mutation each. Shrinking keeps the mutation and makes the valid value
 * smaller, so a counterexample is the smallest value with the same kind of violation. If no sampled value has a
 * mutation, it draws from a fixed list of mutations of single clauses.
 * @throws {NoInvalidValue} if no clause has a mutation either
 */
export function invalidValue(
  node: SchemaNode,
  valid: fc.Arbitrary<Json>,
  context: MutationContext,
): fc.Arbitrary<Mutation> {
  const trials = [...context.sample(node), ...fc.sample(valid, { numRuns: 20, seed: 1 })];
  const hasMutation = trials.some((value) => !mutateValue(node, value, context).next().done);
  if (!hasMutation) return rareInvalidValue(node, context);
  return fc
    .tuple(valid, fc.noShrink(fc.nat()))
    .map(([value, salt]) => pickMutation(node, value, salt, context))
    .filter((mutation) => mutation !== undefined);
}

/**
 * Creates mutations for clauses one by one, because random values seldom have a part to which a rare clause applies.
 */
function rareInvalidValue(node: SchemaNode, context: MutationContext): fc.Arbitrary<Mutation> {
  const clauses = listNodes(node).flatMap((each) => [...each.clauses.values()]);
  const mutations = clauses.flatMap(({ id }) => violateClause(node, id, { count: RARE_MUTATIONS }, context));
  if (mutations.length === 0) throw new NoInvalidValue(`${node.schemaPointer} admits no invalid value`);
  return fc.constantFrom(...mutations);
}

/**
 * Picks the first mutation in the order that the salt gives to mutators, then to kinds of change. A smaller value has
 * fewer mutations in the same order.
 */
function pickMutation(
  node: SchemaNode,
  value: Json,
  salt: number,
  context: MutationContext,
): Mutation | undefined {
  const base = annotate(node, value);
  const mutators = base.positions.flatMap((position) =>
    listMutatorsAt(position).map(({ mutator, hash }) => ({ position, mutator, hash })),
  );
  for (const { position, mutator } of rankByHash(mutators, salt, ({ hash }) => hash)) {
    const candidates = [...applyMutator(position, mutator, context)];
    const hashCandidate = ({ clauseKey, change }: (typeof candidates)[number]) =>
      hashText(`${clauseKey} ${change.kind}`);
    for (const candidate of rankByHash(candidates, salt, hashCandidate)) {
      const mutation = acceptMutation(base, candidate, context);
      if (mutation) return mutation;
    }
  }
  return undefined;
}
