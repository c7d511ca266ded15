import type { Json } from './json.ts';

/**
 * Doubles cannot hold every integer beyond 2^53, and JSON.stringify writes those that they hold with other digits than
 * their own: 2^63 becomes 9223372036854776000. Here, an integer is never rounded across the limits of `int64` and `uint64`,
 * and a limit of the document never beyond itself, so that a value is within a limit exactly if its digits are.
 */

/** Numbers with fewer digits are exact. */
const hasManyDigits = /\d{16}/;

const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/gs;
const INTEGER = /^-?\d{16,}$/;

/** Replaces the integers of a JSON text that may be inexact. */
const replaceIntegers = (text: string, replace: (digits: string) => string): string =>
  hasManyDigits.test(text)
    ? text.replace(STRING_OR_NUMBER, (token) => (INTEGER.test(token) ? replace(token) : token))
    : text;

/** As JSON.parse, but integers are rounded as by `parseInteger`. @throws SyntaxError if the text is not JSON */
export function parseJson(text: string): Json {
  return JSON.parse(
    replaceIntegers(text, (digits) => {
      const value = parseInteger(digits);
      return Number.isFinite(value) ? String(value) : digits; // JSON has no word for infinity
    }),
  );
}

/** As JSON.stringify, but integers below 10^21 are written with all their digits. */
export const stringifyJson = (value: Json): string => writeExactIntegers(JSON.stringify(value));

/** Writes the integers of a text by JSON.stringify with all their digits. */
export const writeExactIntegers = (text: string): string =>
  replaceIntegers(text, (digits) => String(BigInt(Number(digits))));

/** Whether a JSON text has an integer that a double cannot hold, so that its value has other digits. */
export const hasInexactIntegers = (text: string): boolean =>
  replaceIntegers(text, (digits) =>
    String(toBigInt(parseInteger(digits))) === digits ? digits : 'inexact',
  ) !== text;

/** Undefined beyond the range of doubles. */
const toBigInt = (value: number): bigint | undefined => (Number.isFinite(value) ? BigInt(value) : undefined);

/** Returns the next smaller double, or the next greater one for an integer of `int64` that is negative. */
export function parseInteger(digits: string): number {
  const nearest = Number(digits);
  if (Number.isSafeInteger(nearest) || !Number.isFinite(nearest)) return nearest;
  const [exact, wanted] = [BigInt(nearest), BigInt(digits)];
  const roundsUp = wanted < 0n && wanted >= MIN_INT64;
  if (roundsUp) return exact < wanted ? step(nearest, -1n) : nearest;
  return exact > wanted ? step(nearest, wanted < 0n ? 1n : -1n) : nearest;
}

const MIN_INT64 = -(2n ** 63n);

/** The bits of a double, read as an integer, order the doubles of one sign by their distance from zero (IEEE 754). */
function step(value: number, by: 1n | -1n): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  view.setBigUint64(0, view.getBigUint64(0) + by);
  return view.getFloat64(0);
}
