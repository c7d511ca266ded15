import fc from 'fast-check';
import type { Json, JsonObject } from '../../spec/json.ts';
import { NoValue, UnsupportedSchema } from '../context.ts';
import { distinct } from '../distinct.ts';
import { keeping } from '../filter-with-limit.ts';
import { type Extra, extrasOf } from './additional-properties.ts';
import { highest, lowest } from './combined-keywords.ts';
import type { Node, Option } from './engine.ts';
import type { Way } from './options.ts';
import { type Property, propertiesOf } from './properties.ts';

/** More additional properties than these are only made when `minProperties` asks for them. */
const USUAL_EXTRAS = 3;
const MOST_EXTRAS = 1000;

interface ObjectDemand {
  required: Property[];
  optional: Property[];
  extras: Extra[];
  min: number;
  max: number;
}

/** Objects by their properties, names and number. @throws NoValue when these contradict each other */
export function objectOption(way: Way): Pick<Option, 'requires' | 'make'> {
  const { parts } = way.alternative;
  const properties = propertiesOf(way);
  const demand: ObjectDemand = {
    required: properties.filter(({ presence }) => presence === 'always'),
    optional: properties.filter(({ presence }) => presence === 'maybe'),
    extras: extrasOf(way, properties),
    min: highest(parts, 'minProperties', 0),
    max: lowest(parts, 'maxProperties'),
  };
  if (demand.min > demand.max) {
    throw new NoValue('minProperties', `${demand.min} is more than maxProperties, ${demand.max}`);
  }
  if (demand.required.length > demand.max) {
    throw new NoValue(
      'maxProperties',
      `${demand.required.length} properties are required, ${demand.max} allowed`,
    );
  }
  return {
    requires: [...demand.required.map(({ node }) => node), ...filling(demand)],
    make: (size) => objects(way, demand, size),
  };
}

/** What must be there beside the required properties because `minProperties` wants more: counted on when heights are measured. */
function filling({ required, optional, extras, min }: ObjectDemand): Node[] {
  const missing = min - required.length;
  if (missing <= 0) return [];
  const [extra] = extras;
  if (extra !== undefined) return [extra.node];
  if (optional.length < missing) {
    throw new NoValue(
      'minProperties',
      `only ${required.length + optional.length} of ${min} properties may be present`,
    );
  }
  return optional.slice(0, missing).map(({ node }) => node);
}

function objects(way: Way, demand: ObjectDemand, size: 'all' | 'least'): fc.Arbitrary<Json> {
  const possible = (node: Node) => way.engine.height(node) < Infinity;
  const open: ObjectDemand = {
    ...demand,
    optional: demand.optional.filter(({ node }) => possible(node)),
    extras: demand.extras.filter(({ node }) => possible(node)),
  };
  const { required, optional, extras, min, max } = open;
  if (min > required.length || max < required.length + optional.length + USUAL_EXTRAS) {
    return counted(way, open, size);
  }
  const bare = assembled(way, required, size, fc.constant([]));
  if (size === 'least' || (optional.length === 0 && extras.length === 0)) return bare;
  const none = fc.constant<Entry[]>([]);
  const some = extras.length === 0 ? none : extraEntries(way, extras, 1, USUAL_EXTRAS, size);
  const mixed = extras.some(({ declared }) => declared)
    ? some
    : fc.oneof({ arbitrary: none, weight: 6 }, some);
  const whole = optional.map((property) => ({ ...property, presence: 'always' as const }));
  return fc.oneof(
    { withCrossShrink: true },
    { arbitrary: bare, weight: 1 },
    { arbitrary: assembled(way, [...required, ...optional], size, none), weight: 2 },
    { arbitrary: assembled(way, [...required, ...optional], size, mixed), weight: 2 },
    { arbitrary: assembled(way, [...required, ...whole], size, none), weight: 1 },
  );
}

type Entry = readonly [name: string, value: Json];

/** The properties in the document's order, then the additional ones. */
function assembled(
  way: Way,
  properties: readonly Property[],
  size: 'all' | 'least',
  extras: fc.Arbitrary<Entry[]>,
) {
  const slots = properties.map(({ name, node, presence }) => {
    const entry = way.engine.arbitrary(node, size).map((value): Entry => [name, value]);
    return presence === 'always' ? entry : fc.option(entry, { nil: undefined, freq: 2 });
  });
  return fc
    .tuple(fc.tuple(...slots), extras)
    .map(([own, more]) => objectOf([...own.filter((entry) => entry !== undefined), ...more]));
}

/** An object with these as its own properties: `__proto__` is a name like any. */
function objectOf(entries: readonly Entry[]): JsonObject {
  return Object.fromEntries(entries);
}

function extraEntries(way: Way, extras: readonly Extra[], min: number, max: number, size: 'all' | 'least') {
  const entry = fc.oneof(
    ...extras.map(({ names, node }) => fc.tuple(names, way.engine.arbitrary(node, size))),
  ) as fc.Arbitrary<Entry>; // a tuple of two
  return keeping(
    distinct(entry, { min, max }, ([name]) => name),
    (entries) => entries.length >= min,
    () => tooFew(way),
  );
}

const tooFew = ({ engine, node }: Way): UnsupportedSchema =>
  new UnsupportedSchema(engine.placeOf(node.schemas), 'minProperties', 'too few different names turn up');

/** Where the number of properties matters, it is chosen first: the required ones, some of the optional, the rest additional. */
function counted(way: Way, { required, optional, extras, min, max }: ObjectDemand, size: 'all' | 'least') {
  const missing = Math.max(0, min - required.length);
  const room = Math.max(0, max - required.length);
  if (missing > optional.length + MOST_EXTRAS || (extras.length === 0 && missing > optional.length)) {
    const reason = `objects of ${min} properties are not made`;
    throw new UnsupportedSchema(way.engine.placeOf(way.node.schemas), 'minProperties', reason);
  }
  const least = extras.length === 0 ? missing : Math.min(missing, optional.length);
  const chosen = fc.subarray(optional, {
    minLength: size === 'least' && extras.length > 0 ? 0 : Math.min(least, room, optional.length),
    maxLength: size === 'least' && extras.length > 0 ? 0 : Math.min(room, optional.length),
  });
  return chosen.chain((some) => {
    const present = [...required, ...some].map((property) => ({ ...property, presence: 'always' as const }));
    const [low, high] = [Math.max(0, min - present.length), Math.max(0, max - present.length)];
    const most = size === 'least' ? low : Math.min(high, low + USUAL_EXTRAS);
    const more =
      extras.length === 0 || most === 0
        ? fc.constant<Entry[]>([])
        : extraEntries(way, extras, low, most, size);
    return assembled(way, present, size, more);
  });
}
