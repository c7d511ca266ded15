import fc from 'fast-check';
import { type Decimal, isMultipleOf, toDecimal } from '../../spec/json-schema/decimal.ts';
import { filterWithLimit } from '../filter-with-limit.ts';
import { Contradiction } from './contradiction.ts';
import { createEmptyRangeError, isInRange, type NumberRange } from './number-range.ts';

/** Integers beyond 2^53 are avoided, because many parsers do not preserve them. */
const MAX_SAFE = Number.MAX_SAFE_INTEGER;

/**
 * Multiples of all divisors: integers times the lowest common multiple, computed in decimal.
 * @throws Contradiction if none is in the range
 */
export function multiples(divisors: readonly number[], range: NumberRange): fc.Arbitrary<number> {
  const step = findCommonMultiple(divisors);
  const toMultiple = (factor: bigint) => Number(`${factor * step.digits}e${step.exponent}`);
  const isAllowed = (factor: bigint | undefined) =>
    factor !== undefined && isInRange(range, toMultiple(factor));
  const limit = BigInt(Math.floor(Math.max(1, Math.min(MAX_SAFE, MAX_SAFE / toMultiple(1n)))));
  const min = Math.max(range.minimum, range.exclusiveMinimum);
  const max = Math.min(range.maximum, range.exclusiveMaximum);
  const low = Number.isFinite(min) ? divideRoundingDown(min, step) : -limit;
  const high = Number.isFinite(max) ? divideRoundingDown(max, step) : limit;
  // Rounding can move the multiples nearest to a bound out of the range, or onto an exclusive bound.
  const first = [low, low + 1n, low + 2n].find(isAllowed);
  const last = [high + 1n, high, high - 1n].find(isAllowed);
  if (min > max || first === undefined || (last ?? first) < first) throw createEmptyRangeError(range);
  const candidates = integersBetween(...limitTo(limit, first, last ?? first)).map(
    (factor) => toMultiple(factor) + 0,
  );
  const isExact = (value: number) =>
    isInRange(range, value) && divisors.every((divisor) => isMultipleOf(value, divisor));
  return filterWithLimit(candidates, isExact, () => {
    return new Contradiction('multipleOf', 'fewer than 1 in 1,000 multiples are exact as doubles');
  });
}

function divideRoundingDown(dividend: number, divisor: Decimal): bigint {
  const { digits, exponent } = toDecimal(dividend);
  const common = Math.min(exponent, divisor.exponent);
  const a = digits * 10n ** BigInt(exponent - common);
  const b = divisor.digits * 10n ** BigInt(divisor.exponent - common);
  return a < 0n && a % b !== 0n ? a / b - 1n : a / b;
}

/** Restricts a range to [-limit, limit]. If it lies outside, only its first integer is left. */
function limitTo(limit: bigint, first: bigint, last: bigint): [min: bigint, max: bigint] {
  if (first > limit || last < -limit) return [first, first];
  return [first < -limit ? -limit : first, last > limit ? limit : last];
}

function integersBetween(min: bigint, max: bigint): fc.Arbitrary<bigint> {
  const smallest = min > 0n ? min : max < 0n ? max : 0n;
  const small = fc.bigInt({
    min: smallest - 1000n > min ? smallest - 1000n : min,
    max: smallest + 1000n < max ? smallest + 1000n : max,
  });
  return fc.oneof(
    { withCrossShrink: true },
    { arbitrary: small, weight: 4 },
    { arbitrary: fc.constantFrom(smallest, min, max), weight: 2 },
    { arbitrary: fc.bigInt({ min, max }), weight: 2 },
  );
}

function findCommonMultiple(divisors: readonly number[]): Decimal {
  const decimals = divisors.map(toDecimal);
  if (decimals.some(({ digits }) => digits <= 0n))
    throw new Contradiction('multipleOf', 'a divisor is not greater than 0');
  const exponent = Math.min(...decimals.map((each) => each.exponent));
  const integers = decimals.map((each) => each.digits * 10n ** BigInt(each.exponent - exponent));
  const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));
  return { digits: integers.reduce((a, b) => (a / gcd(a, b)) * b, 1n), exponent };
}
