import fc from 'fast-check';
import type { Json } from '../../spec/json.ts';
import { distinctArray } from '../distinct-array.ts';
import { filterWithLimit } from '../filter-with-limit.ts';
import { UnsupportedSchema } from '../unsupported-schema.ts';
import type { AdditionalProperties } from './additional-properties.ts';
import type { ArbitraryFactory, Conjunction, Nesting, ValueNode } from './model.ts';
import {
  listObjectDependencies,
  type ObjectConstraints,
  readObjectConstraints,
} from './object-constraints.ts';
import type { Property } from './properties.ts';

/** The maximum number of additional properties, unless `minProperties` requires more. */
const USUAL_ADDITIONAL = 3;
const MAX_ADDITIONAL = 1000;

type Entry = readonly [name: string, value: Json];
const noEntries = fc.constant<Entry[]>([]);

/**
 * Creates the factory of objects that satisfy the conjunction.
 * @throws Contradiction if the keywords contradict each other
 */
export function createObjectFactory(conjunction: Conjunction): ArbitraryFactory {
  const constraints = readObjectConstraints(conjunction);
  const hasValue = ({ node }: { node: ValueNode }) => canGenerate(conjunction, node);
  return {
    dependencies: listObjectDependencies(constraints),
    create(nesting) {
      const optional = constraints.optional.filter(hasValue);
      const additional = constraints.additional.filter(hasValue);
      const { required, minProperties, maxProperties } = constraints;
      const usualMax = required.length + optional.length + USUAL_ADDITIONAL;
      const isSizeBounded = minProperties > required.length || maxProperties < usualMax;
      const createObjects = isSizeBounded ? objectsOfBoundedSize : objectsOfAnySize;
      return createObjects(conjunction, { ...constraints, optional, additional }, nesting);
    },
  };
}

/** Whether values of the node can be generated. Optional properties for which this is false are omitted. */
function canGenerate({ engine }: Conjunction, node: ValueNode): boolean {
  try {
    return engine.getMinDepth(node) < Infinity;
  } catch (error) {
    if (error instanceof UnsupportedSchema) return false;
    throw error;
  }
}

function objectsOfAnySize(
  conjunction: Conjunction,
  { required, optional, additional }: ObjectConstraints,
  nesting: Nesting,
): fc.Arbitrary<Json> {
  const create = (properties: readonly Property[], others = noEntries) =>
    toObjects(conjunction, properties, others, nesting);
  const smallest = create(required);
  if (nesting === 'minimal' || (optional.length === 0 && additional.length === 0)) return smallest;
  const some =
    additional.length === 0
      ? noEntries
      : additionalEntries(conjunction, additional, { min: 1, max: USUAL_ADDITIONAL }, nesting);
  const isDeclared = additional.some((group) => group.isDeclared);
  const mixed = isDeclared ? some : fc.oneof({ arbitrary: noEntries, weight: 6 }, some);
  const all = [...required, ...optional];
  return fc.oneof(
    { withCrossShrink: true },
    { arbitrary: smallest, weight: 1 },
    { arbitrary: create(all), weight: 2 },
    { arbitrary: create(all, mixed), weight: 2 },
    { arbitrary: create(all.map(toRequired)), weight: 1 },
  );
}

/**
 * An arbitrary of objects within the size limits. Selects optional properties first, then fills up with additional
 * ones.
 */
function objectsOfBoundedSize(
  conjunction: Conjunction,
  constraints: ObjectConstraints,
  nesting: Nesting,
): fc.Arbitrary<Json> {
  const { required, optional, additional, minProperties, maxProperties } = constraints;
  const { engine, node } = conjunction;
  const hasAdditional = additional.length > 0;
  const missing = Math.max(0, minProperties - required.length);
  if (missing > optional.length + (hasAdditional ? MAX_ADDITIONAL : 0)) {
    const reason = `objects of ${minProperties} properties are not supported`;
    throw new UnsupportedSchema(engine.pointerTo(node.schemas), 'minProperties', reason);
  }
  const maxLength =
    nesting === 'minimal' && hasAdditional
      ? 0
      : Math.min(Math.max(0, maxProperties - required.length), optional.length);
  const chosen = fc.subarray(optional, { minLength: Math.min(missing, maxLength), maxLength });
  return chosen.chain((some) =>
    fillObjects(conjunction, constraints, [...required, ...some.map(toRequired)], nesting),
  );
}

function fillObjects(
  conjunction: Conjunction,
  { additional, minProperties, maxProperties }: ObjectConstraints,
  present: readonly Property[],
  nesting: Nesting,
): fc.Arbitrary<Json> {
  const min = Math.max(0, minProperties - present.length);
  const room = Math.max(0, maxProperties - present.length);
  const max = nesting === 'minimal' ? min : Math.min(room, min + USUAL_ADDITIONAL);
  const others =
    additional.length > 0 && max > 0
      ? additionalEntries(conjunction, additional, { min, max }, nesting)
      : noEntries;
  return toObjects(conjunction, present, others, nesting);
}

const toRequired = (property: Property): Property => ({ ...property, presence: 'required' });

/** Builds objects with the properties in document order, followed by the additional ones. */
function toObjects(
  { engine }: Conjunction,
  properties: readonly Property[],
  additional: fc.Arbitrary<Entry[]>,
  nesting: Nesting,
): fc.Arbitrary<Json> {
  const entries = properties.map(({ name, node, presence }) => {
    const entry = engine.getArbitrary(node, nesting).map((value): Entry => [name, value]);
    return presence === 'required' ? entry : fc.option(entry, { nil: undefined, freq: 2 });
  });
  // Object.fromEntries creates an own property even for `__proto__`.
  return fc
    .tuple(fc.tuple(...entries), additional)
    .map(([named, others]) =>
      Object.fromEntries([...named.filter((entry) => entry !== undefined), ...others]),
    );
}

function additionalEntries(
  { engine, node }: Conjunction,
  additional: readonly AdditionalProperties[],
  size: { min: number; max: number },
  nesting: Nesting,
): fc.Arbitrary<Entry[]> {
  const entry = fc.oneof(
    ...additional.map((group) => fc.tuple(group.names, engine.getArbitrary(group.node, nesting))),
  ) as fc.Arbitrary<Entry>; // entries are pairs
  return filterWithLimit(
    distinctArray(entry, size, ([name]) => name),
    (entries) => entries.length >= size.min,
    () => new UnsupportedSchema(engine.pointerTo(node.schemas), 'minProperties', 'too few names are allowed'),
  );
}
