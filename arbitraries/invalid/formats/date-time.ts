import { type FormatMutator, must, replace, should } from './format-mutator.ts';

const OFFSET = /(?:[Zz]|[+-]\d\d:?\d\d)$/;
const CLOCK = /\d\d:\d\d:\d\d/;

const days: FormatMutator[] = [
  ...must([
    ['month 13', 'has month 13', (value) => replace(value, /^(\d{4})-\d\d/, '$1-13')],
    ['month 0', 'has month 0', (value) => replace(value, /^(\d{4})-\d\d/, '$1-00')],
    ['day 32', 'has day 32', (value) => replace(value, /^(\d{4}-\d\d)-\d\d/, '$1-32')],
    ['day 0', 'has day 0', (value) => replace(value, /^(\d{4}-\d\d)-\d\d/, '$1-00')],
    ['February 30', 'is a 30th of February', (value) => replace(value, /^(\d{4})-\d\d-\d\d/, '$1-02-30')],
    [
      'no leap year',
      'is a 29th of February in a common year',
      (value) => replace(value, /^\d{4}-\d\d-\d\d/, '2023-02-29'),
    ],
    [
      'letter for a digit',
      'has a letter in place of a digit',
      (value) => replace(value, /^(\d{3})\d/, '$1O'),
    ],
  ]),
  ...should([
    ['slashes', 'has slashes between its parts', (value) => replace(value, /^(\d{4})-(\d\d)-/, '$1/$2/')],
    ['no dashes', 'has a date without dashes', (value) => replace(value, /^(\d{4})-(\d\d)-/, '$1$2')],
    ['short year', 'has a two-digit year', (value) => replace(value, /^\d\d(\d\d-)/, '$1')],
    ['short month', 'has a one-digit month', (value) => replace(value, /^(\d{4})-\d\d/, '$1-1')],
    ['day first', 'begins with its day', (value) => replace(value, /^(\d{4})-(\d\d)-(\d\d)/, '$3-$2-$1')],
  ]),
];

const clock: FormatMutator[] = [
  ...must([
    ['hour 25', 'has hour 25', (value) => replace(value, CLOCK, '25:00:00')],
    ['minute 60', 'has minute 60', (value) => replace(value, CLOCK, '10:60:00')],
    ['second 61', 'has second 61', (value) => replace(value, CLOCK, '10:00:61')],
    ['offset of letters', 'has letters in its offset', (value) => replace(value, OFFSET, '+ab:cd')],
    ['letters in the hour', 'has letters in its hour', (value) => replace(value, CLOCK, 'xx:00:00')],
  ]),
  ...should([
    ['hour 24', 'has hour 24', (value) => replace(value, CLOCK, '24:00:00')],
    ['leap second at noon', 'has a leap second at noon', (value) => replace(value, CLOCK, '12:00:60')],
    ['no offset', 'lacks its offset', (value) => replace(value, OFFSET, '')],
    ['offset without a colon', 'has an offset without a colon', (value) => replace(value, OFFSET, '+0000')],
    ['offset of hours', 'has an offset without minutes', (value) => replace(value, OFFSET, '+00')],
    ['great offset', 'has an offset of 25 hours', (value) => replace(value, OFFSET, '+25:00')],
    ['no seconds', 'lacks its seconds', (value) => replace(value, /(\d\d:\d\d):\d\d(?:\.\d+)?/, '$1')],
    [
      'comma',
      'has a comma as decimal separator',
      (value) => replace(value, /(\d\d:\d\d:\d\d)(?:\.\d+)?/, '$1,5'),
    ],
    [
      'empty fraction',
      'has a decimal point without digits',
      (value) => replace(value, /(\d\d:\d\d:\d\d)(?:\.\d+)?/, '$1.'),
    ],
    ['short hour', 'has a one-digit hour', (value) => replace(value, /\d\d(:\d\d:\d\d)/, '9$1')],
    ['no colons', 'has a time without colons', (value) => replace(value, /(\d\d):(\d\d):(\d\d)/, '$1$2$3')],
    ['blank before offset', 'has a space before its offset', (value) => replace(value, OFFSET, ' Z')],
  ]),
];

/** RFC 3339 sections 5.6 and 5.7. */
export const date: FormatMutator[] = [
  ...days,
  ...should([['with a time', 'has a time of day', (value) => `${value}T00:00:00Z`]]),
];
export const time: FormatMutator[] = clock;
export const dateTime: FormatMutator[] = [
  ...days,
  ...clock,
  ...should([
    ['no time', 'lacks its time of day', (value) => value.slice(0, 10)],
    ['blank for T', 'has a space instead of T', (value) => replace(value, /[Tt]/, ' ')],
    ['nothing for T', 'lacks its T', (value) => replace(value, /[Tt]/, '')],
    ['Unix time', 'is a Unix time', () => '1700000000'],
    ['e-mail date', 'is a date in the format of e-mail headers', () => 'Mon, 01 Jan 2024 00:00:00 GMT'],
  ]),
];
