import fc from 'fast-check';
import { decimal, isMultipleOf } from '../../spec/decimal.ts';
import type { SchemaObject } from '../../spec/schema.ts';
import { keeping } from '../bounded.ts';
import { NoValue } from '../context.ts';
import { every, highest, lowest } from './parts.ts';

interface Range {
  min: number;
  max: number;
  /** The bounds that no value may equal. */
  above: number;
  below: number;
}

/** Formats that bound their numbers, or leave only integers (OpenAPI Format Registry). */
const FORMATS: Readonly<Record<string, { min: number; max: number }>> = {
  int32: { min: -(2 ** 31), max: 2 ** 31 - 1 },
  int64: { min: -(2 ** 63), max: 2 ** 63 },
};

/** Numbers within the bounds of all parts: the bounds themselves, zero, near and far ones. @throws NoValue when there are none */
export function numberOption(
  parts: readonly SchemaObject[],
  type: 'integer' | 'number',
): fc.Arbitrary<number> {
  const formats = every(parts, 'format').flatMap((name) => FORMATS[name] ?? []);
  const range: Range = {
    min: Math.max(highest(parts, 'minimum', -Infinity), ...formats.map(({ min }) => min)),
    max: Math.min(lowest(parts, 'maximum'), ...formats.map(({ max }) => max)),
    above: highest(parts, 'exclusiveMinimum', -Infinity),
    below: lowest(parts, 'exclusiveMaximum'),
  };
  const divisors = every(parts, 'multipleOf');
  if (type === 'integer' || formats.length > 0) return multiples(range, [1, ...divisors]);
  return divisors.length > 0 ? multiples(range, divisors) : doubles(range);
}

const within = ({ min, max, above, below }: Range, value: number): boolean =>
  value >= min && value <= max && value > above && value < below;

function empty({ min, max, above, below }: Range): NoValue {
  const bounds = `from ${Math.max(min, above)} to ${Math.min(max, below)}`;
  return new NoValue(min > -Infinity ? 'minimum' : 'exclusiveMinimum', `no number is in the range ${bounds}`);
}

/** Multiples of all divisors: a whole number times their least common multiple, exact in decimal. */
function multiples(range: Range, divisors: readonly number[]): fc.Arbitrary<number> {
  const step = commonMultiple(divisors);
  const value = (count: bigint) => Number(`${count * step.digits}e${step.exponent}`);
  const size = value(1n);
  const limit = Number.MAX_SAFE_INTEGER;
  const count = (bound: number, none: number) =>
    Number.isFinite(bound) ? Math.max(-limit, Math.min(limit, bound / size)) : none;
  const far = Math.floor(Math.min(limit, Math.max(limit / size, 1)));
  const min = Math.floor(count(Math.max(range.min, range.above), -far)) - 1;
  const max = Math.ceil(count(Math.min(range.max, range.below), far)) + 1;
  // A divided bound may round to the wrong side: the outermost counts are tried one by one.
  const low = [0, 1, 2, 3].map((more) => min + more).find((n) => within(range, value(BigInt(n))));
  const high = [0, 1, 2, 3].map((less) => max - less).find((n) => within(range, value(BigInt(n))));
  if (low === undefined || high === undefined || low > high) throw empty(range);
  const exact = (n: number) => divisors.every((divisor) => isMultipleOf(n, divisor));
  const made = integersNear(clampSafe(low, size), clampSafe(high, size)).map((n) => value(BigInt(n)) + 0);
  return keeping(made, exact, () => new NoValue('multipleOf', 'hardly any double is a multiple'));
}

/** Integers beyond 2^53 do not survive every reader: where others are in range, those are left out. */
function clampSafe(count: number, size: number): number {
  const limit = Math.floor(Number.MAX_SAFE_INTEGER / Math.max(1, size));
  return Math.abs(count) <= limit || limit < 1 ? count : Math.sign(count) * limit;
}

function integersNear(min: number, max: number): fc.Arbitrary<number> {
  if (min > max) return fc.constant(max);
  const least = Math.min(Math.max(0, min), max);
  const near = fc.integer({ min: Math.max(min, least - 1000), max: Math.min(max, least + 1000) });
  return fc.oneof(
    { withCrossShrink: true },
    { arbitrary: near, weight: 4 },
    { arbitrary: fc.constantFrom(least, min, max), weight: 2 },
    { arbitrary: fc.integer({ min, max }), weight: 2 },
  );
}

function commonMultiple(divisors: readonly number[]): { digits: bigint; exponent: number } {
  const decimals = divisors.map(decimal);
  if (decimals.some(({ digits }) => digits <= 0n))
    throw new NoValue('multipleOf', 'a divisor is not above zero');
  const exponent = Math.min(...decimals.map((each) => each.exponent));
  const whole = decimals.map((each) => each.digits * 10n ** BigInt(each.exponent - exponent));
  const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));
  return { digits: whole.reduce((a, b) => (a / gcd(a, b)) * b, 1n), exponent };
}

function doubles(range: Range): fc.Arbitrary<number> {
  const min = Math.max(range.min, range.above, -Number.MAX_VALUE);
  const max = Math.min(range.max, range.below, Number.MAX_VALUE);
  const [minExcluded, maxExcluded] = [min === range.above, max === range.below];
  if (min > max || (min === max && (minExcluded || maxExcluded))) throw empty(range);
  const any = fc.double({ min, max, minExcluded, maxExcluded, noNaN: true, noDefaultInfinity: true });
  const edges = [0, 1, -1, 0.5, min, max].filter((edge) => Math.abs(edge) < 1e15 && within(range, edge));
  const round = any.map((value) => Math.round(value * 100) / 100).filter((value) => within(range, value));
  const [wide, edge] = [
    { arbitrary: any, weight: 2 },
    { arbitrary: fc.constantFrom(...edges), weight: 2 },
  ];
  const hundredths = Math.abs(max) < 1e13 && max - min > 1 ? [{ arbitrary: round, weight: 2 }] : [];
  const choice = fc.oneof(
    { withCrossShrink: true },
    ...(edges.length > 0 ? [edge] : []),
    wide,
    ...hundredths,
  );
  return choice.map((value) => (value === 0 ? 0 : value)); // JSON has -0, most readers do not
}
