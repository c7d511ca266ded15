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
  const target = targetOf(root, clause);
  if (target === undefined) return [];
  const found = new Map<string, Mutation>();
  const isEnough = () =>
    [...found.values()].filter((mutation) => worth(mutation) === 0).length >= wanted.count;
  for (const base of [...(wanted.bases ?? []), ...context.sample(root)]) {
    const value = reach(root, target.node, base, context);
    if (value === undefined) continue;
    for (const mutation of at(root, target, value, context)) {
      if (mutation.clauses.includes(clause) && !found.has(mutation.kind)) found.set(mutation.kind, mutation);
      if (isEnough()) break;
    }
    if (found.size >= wanted.count) break;
  }
  return [...found.values()].sort((a, b) => worth(a) - worth(b)).slice(0, wanted.count);
}

/** Where a clause is violated: by its own key; the clause on names only by whatever the schema of the names says. */
interface Target {
  node: SchemaNode;
  key?: string;
}

function targetOf(root: SchemaNode, clause: string): Target | undefined {
  for (const node of nodesOf(root)) {
    for (const [key, { id }] of node.clauses) {
      const names = key === 'propertyNames' ? childOf(node, key) : undefined;
      if (id === clause) return names ? { node: names } : { node, key };
    }
  }
  return undefined;
}

function* at(root: SchemaNode, { node, key }: Target, value: Json, context: Context): Generator<Mutation> {
  const base = ground(root, value);
  for (const place of base.places) {
    if (place.node !== node) continue;
    for (const draft of draftsAt(place, context)) {
      if (key !== undefined && draft.key !== key) continue;
      const mutation = accept(base, draft, context);
      if (mutation) yield mutation;
    }
  }
}

/** The less, the better. */
const worth = ({ level, also }: Mutation): number => (level === 'MUST' ? 0 : 2) + (also.length > 0 ? 1 : 0);
