import { type FormatMutator, must, replace, should } from './format-mutator.ts';

/** RFC 9110 section 5.6.7. */
export const httpDate: FormatMutator[] = [
  ...must([
    ['a date-time', 'is a date-time of RFC 3339', () => '2030-01-15T12:00:00Z'],
    ['no time', 'has no time', (value) => replace(value, / \d\d:\d\d:\d\d GMT$/, '')],
    [
      'unknown month',
      'has a month that does not exist',
      (value) => replace(value, /(\d\d) [A-Z][a-z]{2} /, '$1 Foo '),
    ],
    ['hour 24', 'has the hour 24', (value) => replace(value, / \d\d:/, ' 24:')],
  ]),
  ...should([
    ['other zone', 'has an offset instead of GMT', (value) => replace(value, /GMT$/, '+0000')],
    ['lower case', 'is in lower case', (value) => value.toLowerCase()],
  ]),
];
