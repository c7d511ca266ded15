import type { Json } from '../../../spec/json.ts';
import { type Format, formats } from './formats.ts';
import { createIssue, type Issue, issueUnless, type Location, toText, type ValueType } from './value-type.ts';

interface NumberOptions {
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
  multipleOf?: number;
  format?: 'int32' | 'int64';
  values?: readonly number[];
}

const formatLimits = { int32: 2 ** 31, int64: 2 ** 63 };

function checkNumber(value: number, location: Location, options: NumberOptions): Issue[] {
  const { minimum, exclusiveMinimum, maximum, multipleOf, format, values } = options;
  const limit = format === undefined ? Number.POSITIVE_INFINITY : formatLimits[format];
  return [
    ...issueUnless(
      minimum === undefined || value >= minimum,
      location,
      'minimum',
      `must be at least ${minimum}`,
    ),
    ...issueUnless(
      maximum === undefined || value <= maximum,
      location,
      'maximum',
      `must be at most ${maximum}`,
    ),
    ...issueUnless(
      exclusiveMinimum === undefined || value > exclusiveMinimum,
      location,
      'exclusiveMinimum',
      `must be greater than ${exclusiveMinimum}`,
    ),
    ...issueUnless(
      multipleOf === undefined || value % multipleOf === 0,
      location,
      'multipleOf',
      `must be a multiple of ${multipleOf}`,
    ),
    ...issueUnless(value >= -limit && value < limit, location, 'format', `must be an ${format}`),
    ...issueUnless(
      !values || values.includes(value),
      location,
      'enum',
      `must be one of ${values?.join(', ')}`,
    ),
  ];
}

/** A type of numbers. Their text must be a JSON number: `+1`, `0x1` and ` 1` are invalid. */
export const number = (options: NumberOptions = {}): ValueType => ({
  kind: 'scalar',
  read: (raw) => {
    const text = toText(raw);
    return /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text) ? Number(text) : text;
  },
  check: (value, location) =>
    typeof value === 'number'
      ? checkNumber(value, location, options)
      : [createIssue(location, 'type', 'must be a number')],
});

/** A type of integers. `1.0` is an integer in JSON; in a text, the settings decide. */
export const integer = (options: NumberOptions = {}): ValueType => ({
  kind: 'scalar',
  read: (raw, { readsFractionlessNumbers }) => {
    const text = toText(raw);
    const pattern = readsFractionlessNumbers ? /^-?\d+(\.0+)?$/ : /^-?\d+$/;
    return pattern.test(text) ? Number(text) : text;
  },
  check: (value, location) =>
    Number.isInteger(value)
      ? checkNumber(Number(value), location, options)
      : [createIssue(location, 'type', 'must be an integer')],
});

export const boolean: ValueType = {
  kind: 'scalar',
  read: (raw) => ({ true: true, false: false })[toText(raw)] ?? toText(raw),
  check: (value, location) => issueUnless(typeof value === 'boolean', location, 'type', 'must be a boolean'),
};

interface StringOptions {
  minLength?: number;
  maxLength?: number;
  pattern?: RegExp;
  format?: Format;
  values?: readonly string[];
}

function checkString(value: string, location: Location, options: StringOptions): Issue[] {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern, format, values } = options;
  const { length } = [...value]; // characters instead of UTF-16 code units
  return [
    ...issueUnless(length >= minLength, location, 'minLength', `must have at least ${minLength} characters`),
    ...issueUnless(length <= maxLength, location, 'maxLength', `must have at most ${maxLength} characters`),
    ...issueUnless(!pattern || pattern.test(value), location, 'pattern', `must match ${pattern?.source}`),
    ...issueUnless(format === undefined || formats[format](value), location, 'format', `must be a ${format}`),
    ...issueUnless(
      !values || values.includes(value),
      location,
      'enum',
      `must be one of ${values?.join(', ')}`,
    ),
  ];
}

export const string = (options: StringOptions = {}): ValueType => ({
  kind: 'scalar',
  read: toText,
  check: (value: Json, location) =>
    typeof value === 'string'
      ? checkString(value, location, options)
      : [createIssue(location, 'type', 'must be a string')],
});

export const uuid = string({ format: 'uuid' });
