import fc from 'fast-check';
import { canonicalize } from '../../spec/canonicalize.ts';
import type { Json } from '../../spec/json.ts';
import { distinctArray } from '../distinct-array.ts';
import { filterWithLimit } from '../filter-with-limit.ts';
import { UnsupportedSchema } from '../unsupported-schema.ts';
import { type ArrayConstraints, MAX_ITEMS, readArrayConstraints } from './array-constraints.ts';
import { Contradiction } from './contradiction.ts';
import type { ArbitraryFactory, Conjunction, Engine, Nesting, ValueNode } from './model.ts';

/** The maximum number of items above the minimum, except for arrays of maximum length. */
const USUAL_EXTRA = 3;
/** Arrays of maximum length are only generated up to this length, because longer ones cost time and find no more. */
const MAX_EDGE_LENGTH = 60;

interface LengthChoice {
  min: number;
  max: number;
  weight: number;
}

/**
 * Creates the factory of arrays that satisfy the conjunction.
 * @throws Contradiction if the keywords contradict each other
 */
export function createArrayFactory(conjunction: Conjunction): ArbitraryFactory {
  const { engine, node } = conjunction;
  const constraints = readArrayConstraints(conjunction);
  const { minItems, maxItems, prefix, rest, contains } = constraints;
  if (minItems > maxItems)
    throw new Contradiction('minItems', `${minItems} is greater than maxItems, ${maxItems}`);
  if (minItems > MAX_ITEMS) {
    const reason = `arrays of ${minItems} items are not supported`;
    throw new UnsupportedSchema(engine.pointerTo(node.schemas), 'minItems', reason);
  }
  const contained = contains.filter(({ min }) => min > 0);
  const missing = minItems - prefix.length - sumMinContained(constraints);
  return {
    dependencies: [
      ...prefix.slice(0, minItems),
      ...contained.map((each) => each.node),
      ...(missing > 0 ? [rest] : []),
    ],
    create: (nesting) => arrays(conjunction, constraints, nesting),
  };
}

const sumMinContained = ({ contains }: ArrayConstraints): number =>
  contains.reduce((sum, { min }) => sum + min, 0);

function arrays(
  { engine, node }: Conjunction,
  constraints: ArrayConstraints,
  nesting: Nesting,
): fc.Arbitrary<Json> {
  const choices = listLengthChoices(engine, constraints, nesting).map((choice) => ({
    arbitrary: arraysOfLength(engine, constraints, choice, nesting),
    weight: choice.weight,
  }));
  const [first, ...others] = choices;
  const all: fc.Arbitrary<Json> =
    first !== undefined && others.length === 0
      ? first.arbitrary
      : fc.oneof({ withCrossShrink: true }, ...choices);
  return filterValid(all, constraints, engine, node);
}

/**
 * Lists lengths to generate: the minimum, slightly above, and the maximum. Items without any value limit the length.
 */
function listLengthChoices(
  engine: Engine,
  { minItems, maxItems, prefix, rest, uniqueItems }: ArrayConstraints,
  nesting: Nesting,
): LengthChoice[] {
  const shortest = { min: minItems, max: minItems, weight: 1 };
  if (nesting === 'minimal') return [shortest];
  const hasValue = (inner: ValueNode) => engine.getMinDepth(inner) < Infinity;
  const firstWithoutValue = [...prefix, rest].findIndex((inner) => !hasValue(inner));
  const longest = firstWithoutValue < 0 ? maxItems : Math.min(maxItems, firstWithoutValue);
  if (longest <= minItems) return [shortest];
  const usualMax = Math.min(longest, Math.max(minItems, prefix.length) + USUAL_EXTRA);
  const usual = { min: minItems, max: usualMax, weight: 4 };
  const triesLongest = longest > usualMax && longest <= MAX_EDGE_LENGTH && !uniqueItems;
  return triesLongest ? [shortest, usual, { min: longest, max: longest, weight: 1 }] : [shortest, usual];
}

function arraysOfLength(
  engine: Engine,
  constraints: ArrayConstraints,
  { min, max }: LengthChoice,
  nesting: Nesting,
): fc.Arbitrary<Json[]> {
  const { prefix, rest, contains, uniqueItems } = constraints;
  const getItem = (inner: ValueNode) => engine.getArbitrary(inner, nesting);
  const head = prefix
    .slice(0, max)
    .map((inner, index) =>
      index < min ? getItem(inner) : fc.option(getItem(inner), { nil: undefined, freq: 3 }),
    );
  const contained = contains.map(({ node, min: count }) =>
    count === 0
      ? fc.constant<Json[]>([])
      : fc.array(getItem(node), { minLength: count, maxLength: count, size: 'max' }),
  );
  const used = head.length + sumMinContained(constraints);
  const tailLengths = { min: Math.max(0, min - used), max: Math.max(0, max - used) };
  const tail =
    tailLengths.max === 0 ? fc.constant<Json[]>([]) : itemLists(getItem(rest), tailLengths, uniqueItems);
  return fc
    .tuple(fc.tuple(...head), fc.tuple(...contained), tail, fc.nat(7))
    .map(([first, matching, others, salt]) => joinItems(first, matching.flat(), others, salt));
}

/**
 * Builds an array, which ends at its first absent item. The salt selects where items that match `contains` are
 * inserted.
 */
function joinItems(
  first: readonly (Json | undefined)[],
  matching: readonly Json[],
  others: readonly Json[],
  salt: number,
): Json[] {
  const end = first.indexOf(undefined);
  const prefix = (end < 0 ? first : first.slice(0, end)) as Json[]; // `slice` has removed all absent items
  if (end >= 0) return prefix;
  const position = salt % (others.length + 1);
  return [...prefix, ...others.slice(0, position), ...matching, ...others.slice(position)];
}

function itemLists(
  item: fc.Arbitrary<Json>,
  lengths: { min: number; max: number },
  isUnique: boolean,
): fc.Arbitrary<Json[]> {
  if (isUnique) return distinctArray(item, lengths, canonicalize);
  return fc.array(item, { minLength: lengths.min, maxLength: lengths.max, size: 'max' });
}

/** Filters arrays for what construction does not ensure: unique items, and the number of `contains` matches. */
function filterValid(
  arbitrary: fc.Arbitrary<Json>,
  { minItems, maxItems, uniqueItems, needsCount }: ArrayConstraints,
  engine: Engine,
  node: ValueNode,
): fc.Arbitrary<Json> {
  if (!uniqueItems && !needsCount) return arbitrary;
  const isValid = (value: Json): boolean => {
    if (!Array.isArray(value) || value.length < minItems || value.length > maxItems) return false;
    if (uniqueItems && new Set(value.map(canonicalize)).size < value.length) return false;
    return !needsCount || engine.isValid(node.schemas, value);
  };
  return filterWithLimit(arbitrary, isValid, () => {
    const keyword = uniqueItems ? 'uniqueItems' : 'contains';
    const reason = 'fewer than 1 in 1,000 arrays that satisfy the other keywords satisfy this one';
    return new UnsupportedSchema(engine.pointerTo(node.schemas), keyword, reason);
  });
}
