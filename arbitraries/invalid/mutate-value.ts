import type { Json } from '../../spec/json.ts';
import type { SchemaNode } from '../../spec/json-schema/schema-node.ts';
import { acceptMutation } from './accept-mutation.ts';
import { annotate } from './annotate.ts';
import type { Mutation, MutationContext } from './mutation.ts';
import { listCandidatesAt, type MutationCandidate } from './mutation-candidate.ts';

/** Yields all mutations of a valid value lazily, ordered by schema location and then by the table of mutators. */
export function* mutateValue(root: SchemaNode, value: Json, context: MutationContext): Generator<Mutation> {
  const base = annotate(root, value);
  const found = new Map<string, Mutation>();
  for (const position of base.positions) {
    for (const candidate of listCandidatesAt(position, context)) {
      const key = `${candidate.instancePointer} ${JSON.stringify(candidate.change.after)}`;
      if (isDuplicate(candidate, found.get(key))) continue;
      const mutation = acceptMutation(base, candidate, context);
      if (mutation === undefined) continue;
      found.set(key, mutation);
      yield mutation;
    }
  }
}

/** Whether an earlier mutation made the same change, for another branch or keyword, and violates this clause too. */
function isDuplicate({ position, clauseKey }: MutationCandidate, found: Mutation | undefined): boolean {
  const clause = position.node.clauses.get(clauseKey);
  return found !== undefined && clause !== undefined && found.clauses.includes(clause.id);
}
