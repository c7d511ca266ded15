import fc from 'fast-check';
import type { Json } from '../../spec/json.ts';
import { filterWithLimit } from '../filter-with-limit.ts';
import { lazyArbitrary } from '../lazy-arbitrary.ts';
import { UnsupportedSchema } from '../unsupported-schema.ts';
import { filteredKeywords } from './keyword-support.ts';
import type { Engine, Nesting, TypedArbitrary, ValueNode } from './model.ts';

/** The limits of recursion within one value. Beyond them, only values of minimum nesting depth are generated. */
const MAX_RECURSION = { depth: 3, count: 24 };

/**
 * Number of first values after which a typed arbitrary is dropped if the validator has rejected all of them, for
 * example because another branch of a `oneOf` accepts them too.
 */
const TRIAL_RUNS = 200;

/**
 * Creates the arbitrary of a node from all its typed arbitraries, the simplest first, because shrinking ends there.
 * @throws UnsupportedSchema if no value satisfies the node
 */
export function createNodeArbitrary(engine: Engine, node: ValueNode, nesting: Nesting): fc.Arbitrary<Json> {
  if (engine.getMinDepth(node) === Infinity) throw createNoValueError(engine, node);
  if (nesting === 'minimal') {
    node.minimalArbitrary ??= createMinimalArbitrary(engine, node);
    return node.minimalArbitrary;
  }
  if (node.arbitrary !== undefined) return node.arbitrary;
  if (node.isCreating) return createRecursiveArbitrary(engine, node);
  node.isCreating = true;
  try {
    node.arbitrary = combine(engine, node, listFinite(engine, node), 'any');
    return node.arbitrary;
  } finally {
    node.isCreating = false;
  }
}

/**
 * Uses only typed arbitraries whose dependencies have a smaller minimum depth than the node, so that recursion ends.
 */
function createMinimalArbitrary(engine: Engine, node: ValueNode): fc.Arbitrary<Json> {
  const depth = engine.getMinDepth(node);
  const minimal = listFinite(engine, node).filter((typed) => getDependencyDepth(engine, typed) < depth);
  return combine(engine, node, minimal, 'minimal');
}

function listFinite(engine: Engine, node: ValueNode): TypedArbitrary[] {
  return engine.getTypedArbitraries(node).filter((typed) => getDependencyDepth(engine, typed) !== Infinity);
}

const getDependencyDepth = (engine: Engine, { dependencies }: TypedArbitrary): number =>
  Math.max(-1, ...dependencies.map((inner) => engine.getMinDepth(inner)));

/** Creates the arbitrary for a node that is reached again within its own values. */
function createRecursiveArbitrary(engine: Engine, node: ValueNode): fc.Arbitrary<Json> {
  const { recursion } = engine;
  const minimal = createNodeArbitrary(engine, node, 'minimal');
  return lazyArbitrary(() => {
    const isAtLimit = recursion.depth >= MAX_RECURSION.depth || recursion.count >= MAX_RECURSION.count;
    recursion.depth += 1;
    recursion.count += 1;
    const onGenerated = () => {
      recursion.depth -= 1;
      if (recursion.depth === 0) recursion.count = 0;
    };
    return { arbitrary: isAtLimit ? minimal : (node.arbitrary ?? minimal), onGenerated };
  });
}

function combine(
  engine: Engine,
  node: ValueNode,
  typedArbitraries: readonly TypedArbitrary[],
  nesting: Nesting,
): fc.Arbitrary<Json> {
  const [first, ...others] = typedArbitraries.flatMap((typed) => {
    const arbitrary = filterAccepted(engine, node, typed, typed.create(nesting));
    return arbitrary === undefined ? [] : [{ arbitrary, weight: typed.weight }];
  });
  if (first === undefined) throw createRareValueError(engine, node);
  if (others.length === 0) return first.arbitrary;
  return fc.oneof({ withCrossShrink: true }, first, ...others);
}

/** Filters an arbitrary by `accepts`; undefined if the first values are all rejected. */
function filterAccepted(
  engine: Engine,
  node: ValueNode,
  { accepts }: TypedArbitrary,
  arbitrary: fc.Arbitrary<Json>,
): fc.Arbitrary<Json> | undefined {
  if (accepts === undefined) return arbitrary;
  if (!fc.sample(arbitrary, { numRuns: TRIAL_RUNS, seed: 1 }).some(accepts)) return undefined;
  return filterWithLimit(arbitrary, accepts, () => createRareValueError(engine, node));
}

/**
 * Creates the error for a node without values. Reports the first contradiction of the node, or else of its
 * dependencies.
 */
function createNoValueError(engine: Engine, node: ValueNode): UnsupportedSchema {
  const [first] = findContradictions(engine, node, new Set());
  const reason = first?.reason ?? 'the schema requires itself recursively: no finite value satisfies it';
  return new UnsupportedSchema(engine.pointerTo(node.schemas), first?.keyword ?? '$ref', reason);
}

function findContradictions(
  engine: Engine,
  node: ValueNode,
  visited: Set<ValueNode>,
): ValueNode['contradictions'] {
  if (visited.has(node) || engine.getMinDepth(node) !== Infinity) return [];
  visited.add(node);
  if (node.contradictions.length > 0) return node.contradictions;
  const dependencies = engine.getTypedArbitraries(node).flatMap((typed) => typed.dependencies);
  return dependencies.flatMap((inner) => findContradictions(engine, inner, visited)).slice(0, 1);
}

function createRareValueError(engine: Engine, node: ValueNode): UnsupportedSchema {
  const present = node.schemas.flatMap((schema) => (typeof schema === 'object' ? Object.keys(schema) : []));
  const keyword = filteredKeywords.find((name) => present.includes(name)) ?? 'allOf';
  const reason = 'too few of the values that satisfy the other keywords satisfy this one';
  return new UnsupportedSchema(engine.pointerTo(node.schemas), keyword, reason);
}
