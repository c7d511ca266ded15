import fc from 'fast-check';
import type { Json } from '../../spec/json.ts';
import type { Schema, SchemaObject } from '../../spec/json-schema/schema.ts';
import { absent, NoValue, UnsupportedSchema } from '../context.ts';
import { distinct } from '../distinct.ts';
import { keeping } from '../filter-with-limit.ts';
import { canonical, every, highest, lowest } from './combined-keywords.ts';
import type { Engine, Node, Option } from './engine.ts';
import { below, pinnedNames } from './fixed-values.ts';
import type { Way } from './options.ts';

/** How many items beyond the least, where nothing bounds them. */
const USUAL = 3;
/** The greatest length that is tried out. */
const LONGEST_EDGE = 60;
const LONGEST = 10_000;

interface ArrayDemand {
  min: number;
  max: number;
  /** The first positions, each with its own node. */
  first: Node[];
  rest: Node;
  /** Per `contains`: what those items meet, and how many at least. */
  contained: { node: Node; min: number }[];
  unique: boolean;
  /** Whether counts of `contains` have to be checked afterwards. */
  counted: boolean;
}

/** Arrays by `prefixItems`, `items`, `contains`, their number and uniqueness. @throws NoValue when these contradict each other */
export function arrayOption(way: Way): Pick<Option, 'requires' | 'make'> {
  const demand = arrayDemand(way);
  const { min, max, first, rest, contained } = demand;
  if (min > max) throw new NoValue('minItems', `${min} is more than maxItems, ${max}`);
  if (min > LONGEST) {
    throw new UnsupportedSchema(
      way.engine.placeOf(way.node.schemas),
      'minItems',
      `arrays of ${min} items are not made`,
    );
  }
  const needed = contained.filter((each) => each.min > 0).map(({ node }) => node);
  const spare = min - first.length - contained.reduce((sum, each) => sum + each.min, 0);
  const requires = [...first.slice(0, min), ...needed, ...(spare > 0 ? [rest] : [])];
  return { requires, make: (size) => arrays(way, demand, size) };
}

function itemsAt(parts: readonly SchemaObject[], index: number): Schema[] {
  return parts.map((part) => part.prefixItems?.[index] ?? part.items ?? true);
}

function unevaluated(parts: readonly SchemaObject[]): Schema[] {
  return parts.flatMap((part) => {
    const keyword = part.unevaluatedItems as Schema | undefined; // the keyword's value is a schema
    return keyword === undefined || parts.some(({ items }) => items !== undefined) ? [] : [keyword];
  });
}

function arrayDemand({ engine, node, alternative: { parts } }: Way): ArrayDemand {
  const { pins } = node;
  const pinned = pinnedNames(pins)
    .filter((name) => /^\d+$/.test(name))
    .map((name) => Number(name) + 1);
  const prefix = Math.max(0, ...parts.map((part) => part.prefixItems?.length ?? 0), ...pinned);
  const at = (index: number) => engine.node(itemsAt(parts, index), below(pins, String(index)));
  const demands = parts.filter((part) => part.contains !== undefined);
  const tail = [...itemsAt(parts, prefix), ...unevaluated(parts)];
  const contained = demands.map(({ contains = true, minContains = 1 }) => ({
    node: engine.node([...tail, contains], below(pins, '-')),
    min: minContains,
  }));
  const first = Array.from({ length: Math.min(prefix, LONGEST) }, (_, index) => at(index));
  const needed = contained.some((each) => each.min > 0)
    ? first.length + Math.max(...contained.map((each) => each.min))
    : 0;
  return {
    min: Math.max(highest(parts, 'minItems', 0), needed, ...pinned.filter((n) => !mayEnd(pins, n - 1))),
    max: longest(engine, lowest(parts, 'maxItems'), first, engine.node(tail, below(pins, '-'))),
    first,
    rest: engine.node(tail, below(pins, '-')),
    contained,
    unique: every(parts, 'uniqueItems').includes(true),
    counted: demands.some((part) => part.maxContains !== undefined) || demands.length > 1,
  };
}

const mayEnd = (pins: Node['pins'], index: number): boolean =>
  pins.get(`/${index}`)?.includes(absent) ?? false;

/** `items: false` ends the array after its prefix. */
function longest(_engine: Engine, max: number, first: readonly Node[], rest: Node): number {
  const ends = first.findIndex(({ schemas }) => schemas.includes(false));
  if (ends >= 0) return Math.min(max, ends);
  return rest.schemas.includes(false) ? Math.min(max, first.length) : max;
}

function arrays({ engine, node }: Way, demand: ArrayDemand, size: 'all' | 'least'): fc.Arbitrary<Json> {
  const made = lengths(engine, demand, size).map((length) => ({
    arbitrary: ofLength(engine, demand, length, size),
    weight: length.weight,
  }));
  const [only, ...others] = made;
  if (only === undefined) throw new Error('an array has a length');
  const all = others.length === 0 ? only.arbitrary : fc.oneof({ withCrossShrink: true }, only, ...others);
  return checked(all, demand, engine, node);
}

interface Length {
  least: number;
  most: number;
  weight: number;
}

/** The least, then a few more, then the greatest length. Items that have no value leave only what is there without them. */
function lengths(
  engine: Engine,
  { min, max, first, rest, unique }: ArrayDemand,
  size: 'all' | 'least',
): Length[] {
  const shortest = { least: min, most: min, weight: 1 };
  if (size === 'least') return [shortest];
  const stuck = first.findIndex((inner) => engine.height(inner) === Infinity);
  const open = stuck < 0 && engine.height(rest) < Infinity;
  const most = open ? max : Math.min(max, stuck < 0 ? first.length : stuck);
  if (most <= min) return [shortest];
  const usual = { least: min, most: Math.min(most, Math.max(min, first.length) + USUAL), weight: 4 };
  return most > usual.most && most <= LONGEST_EDGE && !unique
    ? [shortest, usual, { least: most, most, weight: 1 }]
    : [shortest, usual];
}

function ofLength(engine: Engine, demand: ArrayDemand, { least, most }: Length, size: 'all' | 'least') {
  const arbitrary = (inner: Node) => engine.arbitrary(inner, size);
  const fixed = demand.first.slice(0, most);
  const head = fixed.map((inner, index) =>
    index < least ? arbitrary(inner) : fc.option(arbitrary(inner), { nil: undefined, freq: 3 }),
  );
  const contained = demand.contained.map(({ node, min }) =>
    min === 0
      ? fc.constant<Json[]>([])
      : fc.array(arbitrary(node), { minLength: min, maxLength: min, size: 'max' }),
  );
  const taken = fixed.length + demand.contained.reduce((sum, { min }) => sum + min, 0);
  const room = { minLength: Math.max(0, least - taken), maxLength: Math.max(0, most - taken) };
  const tail =
    room.maxLength === 0 ? fc.constant<Json[]>([]) : items(arbitrary(demand.rest), room, demand.unique);
  return fc
    .tuple(fc.tuple(...head), fc.tuple(...contained), tail, fc.nat(7))
    .map(([front, within, others, turn]): Json[] => {
      const cut = front.indexOf(undefined);
      const prefix = (cut < 0 ? front : front.slice(0, cut)) as Json[]; // cut before the first that is missing
      if (cut >= 0) return prefix;
      const split = others.length === 0 ? 0 : turn % (others.length + 1);
      return [...prefix, ...others.slice(0, split), ...within.flat(), ...others.slice(split)];
    });
}

function items(item: fc.Arbitrary<Json>, room: { minLength: number; maxLength: number }, unique: boolean) {
  const { minLength: min, maxLength: max } = room;
  return unique ? distinct(item, { min, max }, canonical) : fc.array(item, { ...room, size: 'max' });
}

/** What construction leaves open: uniqueness across prefix and rest, and how many items `contains` finds. */
function checked(
  all: fc.Arbitrary<Json>,
  demand: ArrayDemand,
  engine: Engine,
  node: Node,
): fc.Arbitrary<Json> {
  const { min, max, unique, counted } = demand;
  if (!unique && !counted) return all;
  const fits = (value: Json): boolean => {
    if (!Array.isArray(value) || value.length < min || value.length > max) return false;
    if (unique && new Set(value.map(canonical)).size < value.length) return false;
    return !counted || engine.fits(node.schemas, value);
  };
  const keyword = unique ? 'uniqueItems' : 'contains';
  return keeping(all, fits, () => {
    const reason = 'hardly any array that meets the other keywords meets this one (fewer than one in 1,000)';
    return new UnsupportedSchema(engine.placeOf(node.schemas), keyword, reason);
  });
}
