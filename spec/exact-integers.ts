import type { Json } from './json.ts';
import { jsonStrings } from './json-string.ts';

/**
 * Doubles cannot hold every integer beyond 2^53, and JSON.stringify writes those that they do hold with wrong digits:
 * 2^63 becomes 9223372036854776000. Here, rounding never moves an integer across a limit of `int64` or `uint64`, and
 * never moves a limit of the document past its own value. A value is therefore within a limit exactly if its digits
 * are.
 */

/** Matches JSON texts with integers of 16 digits or more. Doubles hold all shorter ones exactly. */
const hasManyDigits = /(?:^|[[,:\s])-?\d{16}/;

const STRING_OR_NUMBER = new RegExp(`${jsonStrings.source}|-?\\d[\\d.eE+-]*`, jsonStrings.flags);
const INTEGER = /^-?\d{16,}$/;

/** Replaces the integers of a JSON text that a double may not hold exactly. */
const replaceIntegers = (text: string, replace: (digits: string) => string): string =>
  hasManyDigits.test(text)
    ? text.replace(STRING_OR_NUMBER, (token) => (INTEGER.test(token) ? replace(token) : token))
    : text;

/**
 * Parses JSON like JSON.parse, but rounds integers with `parseInteger`.
 * @throws SyntaxError if the text is not JSON
 */
export function parseJson(text: string): Json {
  return JSON.parse(
    replaceIntegers(text, (digits) => {
      const value = parseInteger(digits);
      return Number.isFinite(value) ? String(value) : digits; // JSON cannot express infinity
    }),
  );
}

/** Writes JSON like JSON.stringify, but writes integers below 10^21 with all their digits. */
export const stringifyJson = (value: Json): string => writeExactIntegers(JSON.stringify(value));

/** Corrects a text written by JSON.stringify: writes its integers with all their digits. */
export const writeExactIntegers = (text: string): string =>
  replaceIntegers(text, (digits) => String(BigInt(Number(digits))));

/**
 * Whether a JSON text contains an integer that a double cannot hold, so that parsing and writing it changes its digits.
 */
export const hasInexactIntegers = (text: string): boolean =>
  replaceIntegers(text, (digits) =>
    String(toBigInt(parseInteger(digits))) === digits ? digits : 'inexact',
  ) !== text;

/** Converts a double to an integer; undefined for infinity and NaN. */
const toBigInt = (value: number): bigint | undefined => (Number.isFinite(value) ? BigInt(value) : undefined);

/**
 * Parses an integer. If a double cannot hold it, returns the next smaller double, or the next greater one for a
 * negative integer of `int64`.
 */
export function parseInteger(digits: string): number {
  const nearest = Number(digits);
  if (Number.isSafeInteger(nearest) || !Number.isFinite(nearest)) return nearest;
  const [exact, wanted] = [BigInt(nearest), BigInt(digits)];
  const roundsUp = wanted < 0n && wanted >= MIN_INT64;
  if (roundsUp) return exact < wanted ? step(nearest, -1n) : nearest;
  return exact > wanted ? step(nearest, wanted < 0n ? 1n : -1n) : nearest;
}

const MIN_INT64 = -(2n ** 63n);

/**
 * Whether two parsed numbers may be the same number, written by servers of different languages. One that reads numbers
 * as doubles writes the fewest digits that identify a double, which are rounded here to this double or to the next.
 */
export const isSameNumber = (one: number, other: number): boolean =>
  one === other ||
  (Number.isInteger(one) &&
    !Number.isSafeInteger(one) &&
    (step(one, 1n) === other || step(one, -1n) === other));

/**
 * Returns the next double in the given direction. The bits of doubles of one sign, read as integers, order them by
 * magnitude (IEEE 754).
 */
function step(value: number, by: 1n | -1n): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  view.setBigUint64(0, view.getBigUint64(0) + by);
  return view.getFloat64(0);
}
