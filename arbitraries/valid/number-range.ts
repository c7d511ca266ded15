import { MAX_FLOAT } from '../../spec/json-schema/formats/formats.ts';
import { findLowerBound, findUpperBound, listKeywordValues } from './combined-keywords.ts';
import { Contradiction } from './contradiction.ts';
import type { Conjunction } from './model.ts';

/** Bounds of numbers; infinite if unbounded. */
export interface NumberRange {
  minimum: number;
  maximum: number;
  exclusiveMinimum: number;
  exclusiveMaximum: number;
}

/** Formats that allow only integers within bounds (OpenAPI Format Registry). */
const INTEGER_FORMATS: Readonly<Record<string, { minimum: number; maximum: number }>> = {
  int32: { minimum: -(2 ** 31), maximum: 2 ** 31 - 1 },
  int64: { minimum: -(2 ** 63), maximum: 2 ** 63 - 2 ** 10 }, // the largest double below 2^63
};

/** The bounds of the integer formats among `format` values. */
export const listIntegerFormats = (schemas: Conjunction['schemas']) =>
  listKeywordValues(schemas, 'format').flatMap((name) => INTEGER_FORMATS[name] ?? []);

/** The largest numbers of single precision (IEEE 754). */
const FLOAT = { minimum: -MAX_FLOAT, maximum: MAX_FLOAT };

/** The strictest bounds of all schemas. */
export function getNumberRange({ schemas }: Conjunction): NumberRange {
  const isFloat = listKeywordValues(schemas, 'format').includes('float');
  const formats = [...listIntegerFormats(schemas), ...(isFloat ? [FLOAT] : [])];
  return {
    minimum: Math.max(
      findLowerBound(schemas, 'minimum', -Infinity),
      ...formats.map(({ minimum }) => minimum),
    ),
    maximum: Math.min(findUpperBound(schemas, 'maximum'), ...formats.map(({ maximum }) => maximum)),
    exclusiveMinimum: findLowerBound(schemas, 'exclusiveMinimum', -Infinity),
    exclusiveMaximum: findUpperBound(schemas, 'exclusiveMaximum'),
  };
}

export const isInRange = (
  { minimum, maximum, exclusiveMinimum, exclusiveMaximum }: NumberRange,
  value: number,
): boolean => value >= minimum && value <= maximum && value > exclusiveMinimum && value < exclusiveMaximum;

export function createEmptyRangeError({
  minimum,
  maximum,
  exclusiveMinimum,
  exclusiveMaximum,
}: NumberRange): Contradiction {
  const bounds = `${Math.max(minimum, exclusiveMinimum)} to ${Math.min(maximum, exclusiveMaximum)}`;
  return new Contradiction(
    minimum > -Infinity ? 'minimum' : 'exclusiveMinimum',
    `no number is in the range ${bounds}`,
  );
}
