import type { Json } from '../../spec/json.ts';
import { childOf, nodesOf, type SchemaNode } from '../../spec/node.ts';
import { accept } from './accept.ts';
import { draftsAt } from './draft.ts';
import { ground } from './ground.ts';
import type { Context, Mutation } from './mutation.ts';
import { reach } from './reach.ts';

export interface Wanted {
  /** How many distinct kinds. */
  count: number;
  /** Valid values to start from, the best first; the context's own samples follow. */
  bases?: readonly Json[];
}

/**
 * The best ways to violate a clause, each of another kind: binding ones first, then those that violate nothing else at
 * their place, in table order. None, where no valid value reaches the clause's place or ajv agrees with none.
 */
export function violationsOfClause(
  root: SchemaNode,
  clause: string,
  wanted: Wanted,
  context: Context,
): Mutation[] {
  const target = nodeToViolate(root, clause);
  if (target === undefined) return [];
  const found = new Map<string, Mutation>();
  for (const base of [...(wanted.bases ?? []), ...context.sample(root)]) {
    const value = reach(root, target, base, context);
    if (value === undefined) continue;
    for (const mutation of at(root, target, value, context)) {
      if (mutation.clauses.includes(clause) && !found.has(mutation.kind)) found.set(mutation.kind, mutation);
    }
    if (found.size >= wanted.count) break;
  }
  return [...found.values()].sort((a, b) => worth(a) - worth(b)).slice(0, wanted.count);
}

/** The node that has the clause; of the clause on names, the schema of the names, by which alone it can be violated. */
function nodeToViolate(root: SchemaNode, clause: string): SchemaNode | undefined {
  for (const node of nodesOf(root)) {
    for (const [key, { id }] of node.clauses) {
      if (id === clause) return (key === 'propertyNames' && childOf(node, key)) || node;
    }
  }
  return undefined;
}

function* at(root: SchemaNode, target: SchemaNode, value: Json, context: Context): Generator<Mutation> {
  const base = ground(root, value);
  for (const place of base.places) {
    if (place.node !== target) continue;
    for (const draft of draftsAt(place, context)) {
      const mutation = accept(base, draft, context);
      if (mutation) yield mutation;
    }
  }
}

/** The less, the better. */
const worth = ({ level, also }: Mutation): number => (level === 'MUST' ? 0 : 2) + (also.length > 0 ? 1 : 0);
