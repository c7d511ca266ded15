import type { Json } from '../../spec/json.ts';
import { findChild, listNodes, type SchemaNode } from '../../spec/json-schema/schema-node.ts';
import { cacheItems } from '../../spec/memoize.ts';
import type { Validator } from '../../spec/openapi/contract.ts';
import { acceptMutation } from './accept-mutation.ts';
import { type AnnotatedInstance, annotate } from './annotate.ts';
import { graftTo, nestIn } from './graft-to.ts';
import type { Position } from './list-positions.ts';
import type { Mutation, MutationContext } from './mutation.ts';
import { listCandidatesAt, type MutationCandidate } from './mutation-candidate.ts';

export interface ViolateClauseOptions {
  /** Maximum number of mutations to return. Each is of a different kind. */
  count: number;
  /** Valid values to mutate, the preferred ones first. Samples of the context are mutated if these do not suffice. */
  seedValues?: readonly Json[];
  /**
   * Whether to change only a part that is nested in another part with the same schema: some servers do not validate deeper
   * levels of a recursive schema.
   */
  isNested?: boolean;
}

/**
 * Returns at most `count` mutations that violate a clause, each of a different kind. Those of level MUST come first,
 * then those that violate no other keyword, then those of earlier mutators in the table. Empty if the tree has no such
 * clause, no valid value has a part to which the clause applies, ajv confirms no candidate, or the searches of the
 * message have reached `MAX_ERRORS`.
 */
export function violateClause(
  root: SchemaNode,
  clause: string,
  { count, seedValues = [], isNested = false }: ViolateClauseOptions,
  context: MutationContext,
): Mutation[] {
  const search = getSearch(root, context);
  const target = search.targets.get(clause);
  if (target === undefined) return [];
  const found = new Map<string, Mutation>();
  const hasEnough = () =>
    [...found.values()].filter((mutation) => getPenalty(mutation) === 0).length >= count;
  let fruitless = 0;
  for (const seed of [...seedValues, ...context.sample(root)]) {
    if (search.isExhausted() || fruitless === MAX_FRUITLESS) break;
    const start = isNested
      ? createNestedStart(annotate(root, seed), target.node, search.context)
      : search.graft(seed, target.node);
    if (start === undefined) continue;
    const known = found.size;
    for (const candidate of start.candidates) {
      const { clauseKey, kind } = candidate;
      if ((target.clauseKey !== undefined && clauseKey !== target.clauseKey) || found.has(kind)) continue;
      const mutation = acceptMutation(start.instance, candidate, search.context);
      if (mutation?.clauses.includes(clause)) found.set(mutation.kind, mutation);
      if (hasEnough()) break;
    }
    if (found.size >= count) break;
    fruitless = found.size === known ? fruitless + 1 : 0;
  }
  return [...found.values()].sort((a, b) => getPenalty(a) - getPenalty(b)).slice(0, count);
}

/**
 * The number of consecutive valid values without a new kind of mutation after which the search ends. Further values
 * cost time and rarely give another kind.
 */
const MAX_FRUITLESS = 3;

const getPenalty = ({ level, otherKeywords }: Mutation): number =>
  (level === 'MUST' ? 0 : 2) + (otherKeywords.length > 0 ? 1 : 0);

/**
 * The node and key of the clause to violate. The key is absent for `propertyNames`: violating any clause of its
 * subschema violates it.
 */
interface Target {
  node: SchemaNode;
  clauseKey?: string;
}

/** The state of the searches for all clauses of a message, shared so that each valid value is walked once. */
interface ClauseSearch {
  /** The caller's context. Its validator also counts errors, see `MAX_ERRORS`. */
  context: MutationContext;
  /** Whether the searches of this message have caused more than `MAX_ERRORS` validation errors. */
  isExhausted(): boolean;
  targets: ReadonlyMap<string, Target>;
  /** Adds a part to the value to which the node applies, see `graftTo`. */
  graft(value: Json, node: SchemaNode): SearchStart | undefined;
}

interface SearchStart {
  instance: AnnotatedInstance;
  /** All candidates for the clauses of the target node, created when they are first read. */
  candidates: Iterable<MutationCandidate>;
}

/**
 * Limits the time for one message: the maximum number of validation errors, plus one per validated value. With unions
 * of thousands of schemas, each value has thousands of errors. In the document of a large API (183 operations), no
 * message needs more than 31,000.
 */
const MAX_ERRORS = 1_000_000;

const searches = new WeakMap<MutationContext, ClauseSearch>();

function getSearch(root: SchemaNode, context: MutationContext): ClauseSearch {
  const search = searches.get(context) ?? createSearch(root, context);
  searches.set(context, search);
  return search;
}

function createSearch(root: SchemaNode, given: MutationContext): ClauseSearch {
  let errorCount = 0;
  const addErrors = (count: number): number => {
    errorCount += 1 + count;
    return count;
  };
  const validate: Validator = Object.assign(
    (value: unknown) => {
      const errors = given.validate(value);
      addErrors(errors.length);
      return errors;
    },
    {
      countErrors: (value: unknown) => addErrors(given.validate.countErrors(value)),
      accepts(value: unknown) {
        addErrors(0);
        return given.validate.accepts(value);
      },
    },
  );
  const context = { ...given, validate };
  return {
    context,
    isExhausted: () => errorCount > MAX_ERRORS,
    targets: listTargets(root),
    graft: createGraftCache(root, context),
  };
}

/**
 * Caches the grafts of the last node only, because callers search node by node. Annotations of seed values are cached
 * for all nodes.
 */
function createGraftCache(root: SchemaNode, context: MutationContext): ClauseSearch['graft'] {
  const instances = new Map<Json, AnnotatedInstance>();
  let last: { node: SchemaNode; starts: Map<Json, SearchStart | undefined> } | undefined;
  return (value, node) => {
    if (last?.node !== node) last = { node, starts: new Map() };
    if (!last.starts.has(value)) {
      const instance = instances.get(value) ?? annotate(root, value);
      instances.set(value, instance);
      last.starts.set(value, createStart(graftTo(instance, node, context), node, context));
    }
    return last.starts.get(value);
  };
}

function createStart(
  instance: AnnotatedInstance | undefined,
  node: SchemaNode,
  context: MutationContext,
): SearchStart | undefined {
  if (instance === undefined) return undefined;
  const positions = instance.positions.filter((position) => position.node === node);
  return { instance, candidates: cacheItems(listCandidates(positions, context)) };
}

/** The candidates at the parts that are nested in another part with the same schema. */
function createNestedStart(
  seed: AnnotatedInstance,
  node: SchemaNode,
  context: MutationContext,
): SearchStart | undefined {
  const nested = nestIn(seed, node, context);
  if (nested === undefined) return undefined;
  const { instance, outer } = nested;
  const positions = instance.positions.filter(
    (position) => position.node === node && position.instancePointer.startsWith(`${outer}/`),
  );
  return { instance, candidates: listCandidates(positions, context, ', nested') };
}

function* listCandidates(
  positions: readonly Position[],
  context: MutationContext,
  kindSuffix = '',
): Generator<MutationCandidate> {
  for (const position of positions)
    for (const candidate of listCandidatesAt(position, context))
      yield kindSuffix === '' ? candidate : { ...candidate, kind: candidate.kind + kindSuffix };
}

function listTargets(root: SchemaNode): Map<string, Target> {
  const targets = new Map<string, Target>();
  for (const node of listNodes(root)) {
    for (const [clauseKey, { id }] of node.clauses) {
      const names = clauseKey === 'propertyNames' ? findChild(node, clauseKey) : undefined;
      const target = typeof names?.schema === 'object' ? { node: names } : { node, clauseKey };
      if (!targets.has(id)) targets.set(id, target);
    }
  }
  return targets;
}
