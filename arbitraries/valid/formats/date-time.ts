import fc from 'fast-check';
import type { ValidContext } from '../../valid-context.ts';

const twoDigits = (value: number): string => String(value).padStart(2, '0');
const upTo = (max: number): fc.Arbitrary<string> =>
  fc.oneof(fc.constantFrom(0, max), fc.nat(max)).map(twoDigits);

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

const anyDate = fc
  .tuple(
    fc.oneof(fc.integer({ min: 1970, max: 2099 }), fc.constantFrom(1, 1900, 2000, 9999)),
    fc.nat(11),
    fc.nat(30),
  )
  .map(([year, month, day]) => {
    const days = MONTH_DAYS[month] ?? 28;
    return `${String(year).padStart(4, '0')}-${twoDigits(month + 1)}-${twoDigits((day % days) + 1)}`;
  });

/** Dates. Often leap days, the first or last day of a year, or the limits of the range that parsers support. */
export const dates: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: anyDate, weight: 4 },
  fc.constantFrom('2024-02-29', '2000-02-29', '1999-12-31', '2000-01-01', '9999-12-31', '0001-01-01'),
);

const clock = fc.tuple(upTo(23), upTo(59), upTo(59)).map((units) => units.join(':'));
const fraction = fc.oneof(
  { arbitrary: fc.constant(''), weight: 2 },
  { arbitrary: fc.nat(999_999).map((micro) => `.${String(micro).padStart(6, '0')}`), weight: 2 },
  { arbitrary: fc.constantFrom('.0', '.123', '.123456789'), weight: 1 },
);
const numericOffset = fc
  .tuple(fc.constantFrom('+', '-'), upTo(23), upTo(59))
  .map(([sign, h, m]) => `${sign}${h}:${m}`);
const offset = fc.oneof(
  { arbitrary: fc.constant('Z'), weight: 4 },
  { arbitrary: fc.constantFrom('z', '+00:00', '-00:00', '+05:30'), weight: 1 },
  { arbitrary: numericOffset, weight: 2 },
);
const isoOffset = fc.oneof(offset, fc.constantFrom('', '+0000', '+01'));

const join = (...parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map((strings) => strings.join(''));
const plainTimes = join(clock, fraction, offset);

/** Past leap seconds (RFC 3339 appendix D). Requests do not contain them, because many parsers reject them. */
const LEAP_SECONDS = ['1990-12-31T23:59:60Z', '1990-12-31T15:59:60-08:00', '2016-12-31T23:59:60Z'];

const withLeapSeconds = (
  strings: fc.Arbitrary<string>,
  leapSeconds: string[],
  { direction }: ValidContext,
) =>
  direction === 'request'
    ? strings
    : fc.oneof({ arbitrary: strings, weight: 30 }, { arbitrary: fc.constantFrom(...leapSeconds), weight: 1 });

/** Times of day with an offset (RFC 3339 section 5.6). */
export const times = (context: ValidContext): fc.Arbitrary<string> =>
  withLeapSeconds(plainTimes, ['23:59:60Z', '15:59:60-08:00'], context);

const separator = fc.oneof(
  { arbitrary: fc.constant('T'), weight: 12 },
  { arbitrary: fc.constant('t'), weight: 1 },
);
// In the first and last year of the range, an offset could lead to a year that parsers do not support.
const safeDates = dates.map((date) =>
  date.replace(/^(?:0001|9999)-/, '2024-').replace('2024-02-30', '2024-02-29'),
);

/** Timestamps (RFC 3339 section 5.6) with fractions of several lengths and every kind of offset. */
export const dateTimes = (context: ValidContext): fc.Arbitrary<string> =>
  withLeapSeconds(join(safeDates, separator, plainTimes), LEAP_SECONDS, context);

/** Times whose offset may be short or missing. */
export const isoTimes: fc.Arbitrary<string> = join(clock, fraction, isoOffset);

/** Timestamps with `T` or a space between date and time, whose offset may be short or missing. */
export const isoDateTimes: fc.Arbitrary<string> = join(safeDates, fc.constantFrom('T', 't', ' '), isoTimes);
