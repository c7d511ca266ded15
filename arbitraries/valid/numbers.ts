import fc from 'fast-check';
import { listKeywordValues } from './combined-keywords.ts';
import type { ArbitraryFactory, Conjunction } from './model.ts';
import { multiples } from './multiples.ts';
import {
  createEmptyRangeError,
  getNumberRange,
  isInRange,
  listIntegerFormats,
  type NumberRange,
} from './number-range.ts';
import { createScalarFactory } from './scalar-factory.ts';

/**
 * Creates the factory of integers within all bounds, often a bound itself or close to zero.
 * @throws Contradiction if none exists
 */
export function createIntegerFactory(conjunction: Conjunction): ArbitraryFactory {
  const divisors = listKeywordValues(conjunction.schemas, 'multipleOf');
  return createScalarFactory(multiples([1, ...divisors], getNumberRange(conjunction)));
}

/**
 * Creates the factory of numbers within all bounds, often a bound itself or close to zero.
 * @throws Contradiction if none exists
 */
export function createNumberFactory(conjunction: Conjunction): ArbitraryFactory {
  const { schemas } = conjunction;
  if (listIntegerFormats(schemas).length > 0) return createIntegerFactory(conjunction);
  const divisors = listKeywordValues(schemas, 'multipleOf');
  const range = getNumberRange(conjunction);
  return createScalarFactory(divisors.length > 0 ? multiples(divisors, range) : doubles(range));
}

function doubles(range: NumberRange): fc.Arbitrary<number> {
  const min = Math.max(range.minimum, range.exclusiveMinimum, -Number.MAX_VALUE);
  const max = Math.min(range.maximum, range.exclusiveMaximum, Number.MAX_VALUE);
  const [minExcluded, maxExcluded] = [min === range.exclusiveMinimum, max === range.exclusiveMaximum];
  if (min > max || (min === max && (minExcluded || maxExcluded))) throw createEmptyRangeError(range);
  const any = fc.double({ min, max, minExcluded, maxExcluded, noNaN: true, noDefaultInfinity: true });
  const edges = [0, 1, -1, 0.5, min, max].filter((edge) => Math.abs(edge) < 1e15 && isInRange(range, edge));
  const hundredths = any
    .map((value) => Math.round(value * 100) / 100)
    .filter((value) => isInRange(range, value));
  const choice = fc.oneof(
    { withCrossShrink: true },
    ...(edges.length > 0 ? [{ arbitrary: fc.constantFrom(...edges), weight: 2 }] : []),
    { arbitrary: any, weight: 2 },
    ...(Math.abs(max) < 1e13 && max - min > 1 ? [{ arbitrary: hundredths, weight: 2 }] : []),
  );
  return choice.map((value) => (value === 0 ? 0 : value)); // many JSON parsers do not preserve -0
}
