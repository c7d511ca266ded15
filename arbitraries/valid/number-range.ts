import { getMaximum, integerFormats, MAX_FLOAT } from '../../spec/json-schema/formats/numbers.ts';
import { findLowerBound, findUpperBound, listKeywordValues } from './combined-keywords.ts';
import { Contradiction } from './contradiction.ts';
import type { Conjunction } from './model.ts';

/** Bounds of numbers; infinite without a bound. */
export interface NumberRange {
  minimum: number;
  maximum: number;
  exclusiveMinimum: number;
  exclusiveMaximum: number;
}

/** Lists the ranges of the integer formats that the schemas have. */
export const listIntegerFormats = (schemas: Conjunction['schemas']) =>
  listKeywordValues(schemas, 'format').flatMap((name) => {
    const range = integerFormats[name];
    return range ? [{ minimum: range.minimum, maximum: getMaximum(range) }] : [];
  });

/** The range of single precision (IEEE 754), for the format `float`. */
const FLOAT = { minimum: -MAX_FLOAT, maximum: MAX_FLOAT };

/** Combines the bounds of all schemas to the strictest ones. */
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
