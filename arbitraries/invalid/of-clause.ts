import type { Json } from '../../spec/json.ts';
import { findChild, listNodes, type SchemaNode } from '../../spec/json-schema/schema-node.ts';
import type { Validate } from '../../spec/openapi/contract.ts';
import { accept } from './accept-mutation.ts';
import { type Ground, ground } from './annotate.ts';
import { reach } from './graft-to.ts';
import type { Context, Mutation } from './mutation.ts';
import { type Draft, draftsAt, kindOf } from './mutation-candidate.ts';

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
  const search = searchOf(root, context);
  const target = search.targets.get(clause);
  if (target === undefined) return [];
  const found = new Map<string, Mutation>();
  const isEnough = () =>
    [...found.values()].filter((mutation) => worth(mutation) === 0).length >= wanted.count;
  for (const base of [...(wanted.bases ?? []), ...context.sample(root)]) {
    if (search.isSpent()) break;
    const reached = search.reached(target.node, base);
    if (reached === undefined) continue;
    for (const draft of reached.drafts) {
      if ((target.key !== undefined && draft.key !== target.key) || found.has(kindOf(draft))) continue;
      const mutation = accept(reached.base, draft, search.context);
      if (mutation?.clauses.includes(clause)) found.set(mutation.kind, mutation);
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

/** What all clauses of a message share: asking for one after the other walks each value once. */
interface Search {
  /** The context, whose words on values are counted. */
  context: Context;
  /** Whether that was enough for one message. */
  isSpent(): boolean;
  targets: ReadonlyMap<string, Target>;
  /** The base, or what was made of it so that it has a part of which the node speaks. */
  reached(node: SchemaNode, base: Json): Reached | undefined;
}

interface Reached {
  base: Ground;
  /** Every change at the places of which the node speaks. */
  drafts: readonly Draft[];
}

/**
 * So many errors in all may be told of the values that are tried for one message: where unions hold thousands of schemas,
 * each value has thousands. Of a large API's document (183 operations) no message needs more than 31,000.
 */
const mostErrors = 1_000_000;

const searches = new WeakMap<Context, Search>();

function searchOf(root: SchemaNode, context: Context): Search {
  const known = searches.get(context) ?? createSearch(root, context);
  searches.set(context, known);
  return known;
}

function createSearch(root: SchemaNode, given: Context): Search {
  let told = 0;
  const validate: Validate = (value) => {
    const errors = given.validate(value);
    told += 1 + errors.length;
    return errors;
  };
  const context = { ...given, validate };
  const grounds = new Map<Json, Ground>(); // of the few bases; what is made of them belongs to one node
  const groundOf = (base: Json): Ground => {
    const known = grounds.get(base) ?? ground(root, base);
    grounds.set(base, known);
    return known;
  };
  let last: { node: SchemaNode; byBase: Map<Json, Reached | undefined> } | undefined;
  return {
    context,
    isSpent: () => told > mostErrors,
    targets: targetsOf(root),
    reached: (node, base) => {
      if (last?.node !== node) last = { node, byBase: new Map() }; // clauses are asked for node by node
      if (!last.byBase.has(base))
        last.byBase.set(base, draftsIn(reach(groundOf(base), node, context), node, context));
      return last.byBase.get(base);
    },
  };
}

function draftsIn(base: Ground | undefined, node: SchemaNode, context: Context): Reached | undefined {
  if (base === undefined) return undefined;
  const places = base.places.filter((place) => place.node === node);
  return { base, drafts: places.flatMap((place) => [...draftsAt(place, context)]) };
}

function targetsOf(root: SchemaNode): Map<string, Target> {
  const targets = new Map<string, Target>();
  for (const node of listNodes(root)) {
    for (const [key, { id }] of node.clauses) {
      const names = key === 'propertyNames' ? findChild(node, key) : undefined;
      if (!targets.has(id)) targets.set(id, names ? { node: names } : { node, key });
    }
  }
  return targets;
}

/** The less, the better. */
const worth = ({ level, also }: Mutation): number => (level === 'MUST' ? 0 : 2) + (also.length > 0 ? 1 : 0);
