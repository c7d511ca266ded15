import { isDate } from './time.ts';

/**
 * A test for a typical defect of a format, and its description as a predicate. The first matching test of a list
 * counts.
 */
type DefectTest = readonly [test: RegExp | ((text: string) => boolean), defect: string];

const OFFSET = /(?:[Zz]|[+-]\d\d:\d\d)$/;
const TIME_AT_START = /^\d\d:\d\d:\d\d/;

const timeDefects: readonly DefectTest[] = [
  [/^\d\d:\d\d(?![:\d])/, 'has no seconds'],
  [(text) => !TIME_AT_START.test(text), 'has no time of the form hh:mm:ss'],
  [/^\d\d:\d\d:\d\d,/, 'has a comma before the fraction of a second, not a point'],
  [/^\d\d:\d\d:\d\d\.(?!\d)/, 'has a point without a fraction of a second'],
  [/[+-]\d\d$/, 'has an offset without minutes'],
  [/[+-]\d{4}$/, 'has an offset without a colon'],
  [/^[\d:.]+$/, 'has no time zone: neither `Z` nor an offset'],
  [/^[\d:.]+ /, 'has a space before its time zone'],
  [(text) => !OFFSET.test(text), 'has a time zone that is neither `Z` nor an offset'],
  [() => true, 'has a time that does not exist'],
];

const dateDefects: readonly DefectTest[] = [
  [/^\d{4}-\d\d-\d\d[Tt ]/, 'has a time'],
  [/^\d{1,2}[./-]\d{1,2}[./-]\d{4}/, 'does not begin with the year'],
  [/^\d{4}[./]\d\d[./]\d\d/, 'has separators other than `-`'],
  [/^\d{8}/, 'has no separators'],
  [(text) => !/^\d{4}-\d\d-\d\d/.test(text), 'has no date of the form YYYY-MM-DD'],
  [(text) => !isDate(text.slice(0, 10)), 'has a date that does not exist'],
  [() => true, 'has more than a date'],
];

function describeDateTimeDefect(text: string): string | undefined {
  const date = text.slice(0, 10);
  if (/^\d{9,}(?:\.\d+)?$/.test(text)) return 'is a number of seconds or milliseconds, not a date-time';
  if (!isDate(date)) return findDefect(dateDefects.slice(1), text);
  const separator = text[10];
  if (separator === undefined) return 'has no time';
  if (separator === ' ') return 'has a space between date and time, not `T`';
  if (separator !== 'T' && separator !== 't') return 'has no `T` between date and time';
  return findDefect(timeDefects, text.slice(11));
}

const HEX = '[0-9a-f]';
const uuidDefects: readonly DefectTest[] = [
  [/^urn:uuid:/i, 'has the prefix `urn:uuid:`'],
  [/^\{.*\}$/, 'has braces'],
  [new RegExp(`^${HEX}{32}$`, 'i'), 'has no hyphens'],
  [(text) => text.replace(/-/g, '').length !== 32, 'does not have 32 digits'],
  [/[^0-9a-f-]/i, 'has a character that is not hexadecimal'],
  [(text) => !new RegExp(`^${HEX}{8}(?:-${HEX}{4}){3}-${HEX}{12}$`, 'i').test(text), 'has misplaced hyphens'],
  [(text) => text[14] !== '4', 'is not of version 4'],
  [() => true, 'is not of the variant of RFC 9562'],
];

const uriDefects: readonly DefectTest[] = [
  [/^$/, 'is empty'],
  [/\s/, 'has a space'],
  [(text) => !/^[a-z][a-z0-9+.-]*:/i.test(text), 'has no scheme: it is relative'],
  [/%(?![0-9a-f]{2})/i, 'has a `%` that encodes nothing'],
  [/[^\x21-\x7e]/, 'has a character outside ASCII that is not percent-encoded'],
  [/[<>"{}|\\^`]/, 'has a character that must be percent-encoded'],
];

const emailDefects: readonly DefectTest[] = [
  [/^$/, 'is empty'],
  [/<[^>]*>$/, 'has a display name'],
  [/^[^@]*$/, 'has no `@`'],
  [/^@/, 'has nothing before its `@`'],
  [/@$/, 'has nothing after its `@`'],
  [/\s/, 'has a space'],
  [/\.\.|\.@|^\./, 'has a misplaced dot'],
  [/[^\x20-\x7e]/, 'has a character outside ASCII'],
];

const describers: Readonly<Record<string, (text: string) => string | undefined>> = {
  'date-time': describeDateTimeDefect,
  date: (text) => findDefect(dateDefects, text),
  time: (text) => findDefect(timeDefects, text),
  uuid: (text) => findDefect(uuidDefects.slice(0, -2), text),
  uuid4: (text) => findDefect(uuidDefects, text),
  uri: (text) => findDefect(uriDefects, text),
  email: (text) => findDefect(emailDefects, text),
};

function findDefect(tests: readonly DefectTest[], text: string): string | undefined {
  return tests.find(([test]) => (test instanceof RegExp ? test.test(text) : test(text)))?.[1];
}

/**
 * Describes why a text does not have the format, as a predicate: "has no time zone". Undefined for other formats and
 * for unusual defects.
 */
export const describeFormatDefect = (format: string, text: string): string | undefined =>
  Object.hasOwn(describers, format) ? describers[format]?.(text) : undefined;
