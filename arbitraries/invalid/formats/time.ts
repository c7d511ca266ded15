import { type FormatViolation, must, should, swap } from './row.ts';

const OFFSET = /(?:[Zz]|[+-]\d\d:?\d\d)$/;
const CLOCK = /\d\d:\d\d:\d\d/;

const days: FormatViolation[] = [
  ...must([
    ['month 13', 'is in a 13th month', (value) => swap(value, /^(\d{4})-\d\d/, '$1-13')],
    ['month 0', 'is in a month 0', (value) => swap(value, /^(\d{4})-\d\d/, '$1-00')],
    ['day 32', 'is on a 32nd', (value) => swap(value, /^(\d{4}-\d\d)-\d\d/, '$1-32')],
    ['day 0', 'is on a day 0', (value) => swap(value, /^(\d{4}-\d\d)-\d\d/, '$1-00')],
    ['February 30', 'is on a 30th of February', (value) => swap(value, /^(\d{4})-\d\d-\d\d/, '$1-02-30')],
    [
      'no leap year',
      'is on a 29th of February of a year that has none',
      (value) => swap(value, /^\d{4}-\d\d-\d\d/, '2023-02-29'),
    ],
    ['letter for a digit', 'has a letter among its digits', (value) => swap(value, /^(\d{3})\d/, '$1O')],
  ]),
  ...should([
    ['slashes', 'has slashes between its parts', (value) => swap(value, /^(\d{4})-(\d\d)-/, '$1/$2/')],
    ['no dashes', 'lacks the dashes of its date', (value) => swap(value, /^(\d{4})-(\d\d)-/, '$1$2')],
    ['short year', 'has a year of two digits', (value) => swap(value, /^\d\d(\d\d-)/, '$1')],
    ['short month', 'has a month of one digit', (value) => swap(value, /^(\d{4})-\d\d/, '$1-1')],
    ['day first', 'begins with its day', (value) => swap(value, /^(\d{4})-(\d\d)-(\d\d)/, '$3-$2-$1')],
  ]),
];

const clock: FormatViolation[] = [
  ...must([
    ['hour 25', 'is in a 25th hour', (value) => swap(value, CLOCK, '25:00:00')],
    ['minute 60', 'is in a 60th minute', (value) => swap(value, CLOCK, '10:60:00')],
    ['second 61', 'is in a 61st second', (value) => swap(value, CLOCK, '10:00:61')],
    ['offset of letters', 'has an offset that is none', (value) => swap(value, OFFSET, '+ab:cd')],
    ['letters in the hour', 'has an hour that is no number', (value) => swap(value, CLOCK, 'xx:00:00')],
  ]),
  ...should([
    ['hour 24', 'is in an hour 24', (value) => swap(value, CLOCK, '24:00:00')],
    ['leap second at noon', 'has a leap second within a day', (value) => swap(value, CLOCK, '12:00:60')],
    ['no offset', 'lacks its offset', (value) => swap(value, OFFSET, '')],
    ['offset without a colon', 'has an offset without a colon', (value) => swap(value, OFFSET, '+0000')],
    ['offset of hours', 'has an offset without minutes', (value) => swap(value, OFFSET, '+00')],
    ['great offset', 'has an offset of 25 hours', (value) => swap(value, OFFSET, '+25:00')],
    ['no seconds', 'lacks its seconds', (value) => swap(value, /(\d\d:\d\d):\d\d(?:\.\d+)?/, '$1')],
    [
      'comma',
      'has a comma before its fraction',
      (value) => swap(value, /(\d\d:\d\d:\d\d)(?:\.\d+)?/, '$1,5'),
    ],
    [
      'empty fraction',
      'has a fraction without digits',
      (value) => swap(value, /(\d\d:\d\d:\d\d)(?:\.\d+)?/, '$1.'),
    ],
    ['short hour', 'has an hour of one digit', (value) => swap(value, /\d\d(:\d\d:\d\d)/, '9$1')],
    ['no colons', 'lacks its colons', (value) => swap(value, /(\d\d):(\d\d):(\d\d)/, '$1$2$3')],
    ['blank before offset', 'has a blank before its offset', (value) => swap(value, OFFSET, ' Z')],
  ]),
];

/** RFC 3339 section 5.6 and 5.7. */
export const date: FormatViolation[] = [
  ...days,
  ...should([['with a time', 'has a time of day', (value) => `${value}T00:00:00Z`]]),
];
export const time: FormatViolation[] = clock;
export const dateTime: FormatViolation[] = [
  ...days,
  ...clock,
  ...should([
    ['no time', 'lacks its time of day', (value) => value.slice(0, 10)],
    ['blank for T', 'has a blank for its T', (value) => swap(value, /[Tt]/, ' ')],
    ['nothing for T', 'lacks its T', (value) => swap(value, /[Tt]/, '')],
    ['Unix time', 'is a Unix time', () => '1700000000'],
    ['e-mail date', 'is a date as e-mail writes it', () => 'Mon, 01 Jan 2024 00:00:00 GMT'],
  ]),
];
/** RFC 3339 appendix A. */
export const duration: FormatViolation[] = [
  ...must([
    ['no P', 'lacks its P', (value) => swap(value, /^P/, '')],
    ['P alone', 'has no part', () => 'P'],
    ['unknown unit', 'has an unknown unit', () => 'P1X'],
    ['letter for a number', 'has a part without a number', () => 'PxD'],
  ]),
  ...should([
    ['T alone', 'has a T and no time', () => 'P1DT'],
    ['weeks and days', 'has weeks beside days', () => 'P1W2D'],
    ['order', 'has its parts in the wrong order', () => 'P1D1Y'],
    ['fraction', 'has a fraction', () => 'PT1.5S'],
    ['negative', 'is negative', (value) => `-${value}`],
    ['left out', 'leaves out a unit between two others', () => 'P1Y2D'],
  ]),
];
