import fc from 'fast-check';
import type { Json } from '../../spec/json.ts';
import { UnsupportedSchema } from '../context.ts';
import { keeping } from '../filter-with-limit.ts';
import { deferred } from '../lazy-arbitrary.ts';
import type { Engine, Node, Option } from './engine.ts';

/** Cycles are followed this deep, and this often within one value; then the least value ends them. */
const MAX_ROUNDS = { depth: 3, count: 24 };

/**
 * The arbitrary of a node: any of its ways, the simplest first, so that shrinking ends there.
 * @throws UnsupportedSchema when no way has a value
 */
export function arbitraryOf(engine: Engine, node: Node, size: 'all' | 'least'): fc.Arbitrary<Json> {
  if (engine.height(node) === Infinity) throw noValue(engine, node);
  if (size === 'least') {
    node.minimal ??= leastOf(engine, node);
    return node.minimal;
  }
  if (node.arbitrary !== undefined) return node.arbitrary;
  if (node.making) return roundAgain(engine, node);
  node.making = true;
  try {
    node.arbitrary = anyOption(engine, node, usable(engine, node), 'all');
    return node.arbitrary;
  } finally {
    node.making = false;
  }
}

/** Why the node has no value: the first reason found on it, or else below it. */
function noValue(engine: Engine, node: Node): UnsupportedSchema {
  const [first] = reasonsOf(engine, node, new Set());
  const reason = first?.reason ?? 'no value is finite: the schema requires itself without end';
  return new UnsupportedSchema(engine.placeOf(node.schemas), first?.keyword ?? '$ref', reason);
}

function reasonsOf(engine: Engine, node: Node, seen: Set<Node>): Node['reasons'] {
  if (seen.has(node) || engine.height(node) !== Infinity) return [];
  seen.add(node);
  if (node.reasons.length > 0) return node.reasons;
  const below = engine.options(node).flatMap(({ requires }) => requires);
  return below.flatMap((inner) => reasonsOf(engine, inner, seen)).slice(0, 1);
}

const heightOfOption = (engine: Engine, option: Option): number =>
  Math.max(-1, ...option.requires.map((inner) => engine.height(inner)));

function usable(engine: Engine, node: Node): Option[] {
  return engine.options(node).filter((option) => heightOfOption(engine, option) !== Infinity);
}

/** Only ways whose contents are strictly less deep: so this ends, whatever the cycles. */
function leastOf(engine: Engine, node: Node): fc.Arbitrary<Json> {
  const height = engine.height(node);
  return anyOption(
    engine,
    node,
    usable(engine, node).filter((option) => heightOfOption(engine, option) < height),
    'least',
  );
}

function anyOption(engine: Engine, node: Node, options: readonly Option[], size: 'all' | 'least') {
  const [first, ...others] = options.flatMap((option) => {
    const arbitrary = judged(engine, node, option, option.make(size));
    return arbitrary === undefined ? [] : [{ arbitrary, weight: option.weight }];
  });
  if (first === undefined) throw hardlyAny(engine, node);
  if (others.length === 0) return first.arbitrary;
  return fc.oneof({ withCrossShrink: true }, first, ...others);
}

/** A branch none of whose first values fits (it lies within another of its `oneOf`) is not taken. */
const PROBES = 200;

/** Keeps what ajv finds to fit those keywords that construction does not meet by itself (`not`, `oneOf`, `if`, …). */
function judged(engine: Engine, node: Node, { judge }: Option, arbitrary: fc.Arbitrary<Json>) {
  if (judge === undefined) return arbitrary;
  if (!fc.sample(arbitrary, { numRuns: PROBES, seed: 1 }).some(judge)) return undefined;
  return keeping(arbitrary, judge, () => hardlyAny(engine, node));
}

/** What these keywords leave over can only be found by trying. */
const TRIED = ['oneOf', 'not', 'if', 'unevaluatedProperties', 'unevaluatedItems'];

function hardlyAny(engine: Engine, node: Node): UnsupportedSchema {
  const given = node.schemas.flatMap((schema) => (typeof schema === 'object' ? Object.keys(schema) : []));
  const keyword = TRIED.find((name) => given.includes(name)) ?? 'allOf';
  const reason = 'hardly any value that meets the other keywords meets this one';
  return new UnsupportedSchema(engine.placeOf(node.schemas), keyword, reason);
}

function roundAgain(engine: Engine, node: Node): fc.Arbitrary<Json> {
  const { rounds } = engine;
  const least = arbitraryOf(engine, node, 'least');
  return deferred(() => {
    const tired = rounds.depth >= MAX_ROUNDS.depth || rounds.count >= MAX_ROUNDS.count;
    rounds.depth += 1;
    rounds.count += 1;
    const done = () => {
      rounds.depth -= 1;
      if (rounds.depth === 0) rounds.count = 0;
    };
    return { arbitrary: tired ? least : (node.arbitrary ?? least), done };
  });
}
