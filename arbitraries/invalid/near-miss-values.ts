import { isObject, type Json } from '../../spec/json.ts';
import { getJsonType } from '../../spec/json-schema/json-type.ts';
import type { Replacement } from './mutation.ts';

const toNumber = (value: Json): number => {
  const number =
    isObject(value) || Array.isArray(value) || (typeof value === 'string' && value.trim() === '')
      ? Number.NaN
      : Number(value);
  return Number.isFinite(number) ? number : 1;
};

const toText = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** The text after a number that parsers may leave out, as `parseInt` does. */
export const TEXT_AFTER_NUMBER = 'x';

/**
 * Conversions to every JSON type that keep as much of the value as possible: lenient parsers would convert them back.
 */
const conversions: readonly [kind: string, problem: string, convert: (value: Json) => Json | undefined][] = [
  ['null', 'is null', () => null],
  ['number', 'is a number', toNumber],
  ['fraction', 'is a fraction', (value) => (typeof value === 'number' ? Math.floor(value) + 0.5 : 0.5)],
  ['string', 'is a string', toText],
  ['text', 'is a string', () => 'text'],
  ['boolean', 'is a boolean', (value) => value !== 'false' && value !== 0],
  ['in array', 'is wrapped in an array', (value) => [value]],
  ['empty array', 'is an empty array', () => []],
  [
    'items',
    'is an array of its values',
    (value) => (isObject(value) ? (Object.values(value) as Json[]) : undefined),
  ],
  ['in object', 'is wrapped in an object', (value) => ({ value })],
  ['empty object', 'is an empty object', () => ({})],
];

/** Yields the value converted to every JSON type, without duplicates. */
export function* generateNearMissValues(value: Json): Generator<Replacement> {
  const seen = new Set([JSON.stringify(value)]);
  for (const [kind, problem, convert] of conversions) {
    const after = convert(value);
    if (after === undefined || seen.has(JSON.stringify(after))) continue;
    seen.add(JSON.stringify(after));
    const isSameType = getJsonType(after) === getJsonType(value);
    yield { kind: `as ${kind}`, problem: isSameType ? 'is of the wrong type' : problem, after };
  }
}
