import fc from 'fast-check';
import { type Decimal, decimal, isMultipleOf } from '../../spec/json-schema/decimal.ts';
import type { SchemaObject } from '../../spec/json-schema/schema.ts';
import { NoValue } from '../context.ts';
import { keeping } from '../filter-with-limit.ts';
import { every, highest, lowest } from './combined-keywords.ts';

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
  const safe = BigInt(Math.floor(Math.max(1, Math.min(SAFE, SAFE / value(1n)))));
  const min = Math.max(range.min, range.above);
  const max = Math.min(range.max, range.below);
  // The first and last counts may lie on an excluded bound: those beside them do not.
  const low = Number.isFinite(min) ? timesIn(min, step) : -safe;
  const high = Number.isFinite(max) ? timesIn(max, step) : safe;
  const first = [low, low + 1n, low + 2n].find((count) => within(range, value(count)));
  const last = [high + 1n, high, high - 1n].find((count) => within(range, value(count)));
  if (min > max || first === undefined || (last ?? first) < first) throw empty(range);
  const [least, most] = inSafe(first, last ?? first, safe);
  const made = integersNear(least, most).map((count) => value(count) + 0);
  const exact = (n: number) => within(range, n) && divisors.every((divisor) => isMultipleOf(n, divisor));
  return keeping(made, exact, () => new NoValue('multipleOf', 'hardly any double is a multiple'));
}

const SAFE = Number.MAX_SAFE_INTEGER;

/** How many whole times the step goes into the bound, rounded down. */
function timesIn(bound: number, step: Decimal): bigint {
  const { digits, exponent } = decimal(bound);
  const common = Math.min(exponent, step.exponent);
  const [a, b] = [
    digits * 10n ** BigInt(exponent - common),
    step.digits * 10n ** BigInt(step.exponent - common),
  ];
  return a < 0n && a % b !== 0n ? a / b - 1n : a / b;
}

/** Integers beyond 2^53 do not survive every reader: where others are in range, those are left out. */
function inSafe(first: bigint, last: bigint, safe: bigint): readonly [bigint, bigint] {
  if (first > safe || last < -safe) return [first, first];
  return [first < -safe ? -safe : first, last > safe ? safe : last];
}

function integersNear(min: bigint, max: bigint): fc.Arbitrary<bigint> {
  const zero = min > 0n ? min : max < 0n ? max : 0n;
  const near = fc.bigInt({
    min: zero - 1000n > min ? zero - 1000n : min,
    max: zero + 1000n < max ? zero + 1000n : max,
  });
  return fc.oneof(
    { withCrossShrink: true },
    { arbitrary: near, weight: 4 },
    { arbitrary: fc.constantFrom(zero, min, max), weight: 2 },
    { arbitrary: fc.bigInt({ min, max }), weight: 2 },
  );
}

function commonMultiple(divisors: readonly number[]): Decimal {
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
  const wide = { arbitrary: any, weight: 2 };
  const edge = edges.length > 0 ? [{ arbitrary: fc.constantFrom(...edges), weight: 2 }] : [];
  const hundredths = Math.abs(max) < 1e13 && max - min > 1 ? [{ arbitrary: round, weight: 2 }] : [];
  const choice = fc.oneof({ withCrossShrink: true }, ...edge, wide, ...hundredths);
  return choice.map((value) => (value === 0 ? 0 : value)); // JSON has -0, most readers do not
}
