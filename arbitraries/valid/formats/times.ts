import fc from 'fast-check';
import type { ValidContext } from '../../context.ts';

const two = (value: number): string => String(value).padStart(2, '0');
const upTo = (max: number): fc.Arbitrary<string> => fc.oneof(fc.constantFrom(0, max), fc.nat(max)).map(two);

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

const calendar = fc
  .tuple(
    fc.oneof(fc.integer({ min: 1970, max: 2099 }), fc.constantFrom(1, 1900, 2000, 9999)),
    fc.nat(11),
    fc.nat(30),
  )
  .map(([year, month, day]) => {
    const days = MONTH_DAYS[month] ?? 28;
    return `${String(year).padStart(4, '0')}-${two(month + 1)}-${two((day % days) + 1)}`;
  });

/** Days of the calendar: leap days, and the edges of years and of the range. */
export const dates: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: calendar, weight: 4 },
  fc.constantFrom('2024-02-29', '2000-02-29', '1999-12-31', '2000-01-01', '9999-12-31', '0001-01-01'),
);

const clock = fc.tuple(upTo(23), upTo(59), upTo(59)).map((parts) => parts.join(':'));
const fraction = fc.oneof(
  { arbitrary: fc.constant(''), weight: 2 },
  { arbitrary: fc.nat(999_999).map((micro) => `.${String(micro).padStart(6, '0')}`), weight: 2 },
  { arbitrary: fc.constantFrom('.0', '.123', '.123456789'), weight: 1 },
);
const signed = fc
  .tuple(fc.constantFrom('+', '-'), upTo(23), upTo(59))
  .map(([sign, h, m]) => `${sign}${h}:${m}`);
const offset = fc.oneof(
  { arbitrary: fc.constant('Z'), weight: 4 },
  { arbitrary: fc.constantFrom('z', '+00:00', '-00:00', '+05:30'), weight: 1 },
  { arbitrary: signed, weight: 2 },
);
const isoOffset = fc.oneof(offset, fc.constantFrom('', '+0000', '+01'));

const joined = (...parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map((texts) => texts.join(''));
const plainTimes = joined(clock, fraction, offset);

/** Leap seconds that have been (RFC 3339 appendix D); few readers know them, so only a server may send them. */
const LEAPS = ['1990-12-31T23:59:60Z', '1990-12-31T15:59:60-08:00', '2016-12-31T23:59:60Z'];

const withLeaps = (texts: fc.Arbitrary<string>, leaps: string[], { direction }: ValidContext) =>
  direction === 'request'
    ? texts
    : fc.oneof({ arbitrary: texts, weight: 30 }, { arbitrary: fc.constantFrom(...leaps), weight: 1 });

/** Times of day with an offset. */
export const times = (context: ValidContext): fc.Arbitrary<string> =>
  withLeaps(plainTimes, ['23:59:60Z', '15:59:60-08:00'], context);

const separator = fc.oneof(
  { arbitrary: fc.constant('T'), weight: 12 },
  { arbitrary: fc.constant('t'), weight: 1 },
);
// An offset at the ends of the range would lead out of the years that readers know.
const inner = dates.map((date) =>
  date.replace(/^(?:0001|9999)-/, '2024-').replace('2024-02-30', '2024-02-29'),
);

/** Timestamps: fractions of any length, every kind of offset. */
export const dateTimes = (context: ValidContext): fc.Arbitrary<string> =>
  withLeaps(joined(inner, separator, plainTimes), LEAPS, context);

const isoClock = joined(clock, fraction, isoOffset);

/** Times whose offset may be short or missing. */
export const isoTimes = (): fc.Arbitrary<string> => isoClock;

/** Timestamps that a blank may part, and whose offset may be short or missing. */
export const isoDateTimes = (): fc.Arbitrary<string> =>
  joined(inner, fc.constantFrom('T', 't', ' '), isoClock);

const count = fc.oneof(fc.nat(99), fc.constantFrom(0, 1000)).map(String);

/** A run of units without a gap (RFC 3339 appendix A). */
const run = (units: string) =>
  fc
    .tuple(fc.nat(units.length - 1), fc.nat(units.length - 1), fc.tuple(...[...units].map(() => count)))
    .map(([a, b, counts]) =>
      [...units]
        .map((unit, index) => ({ unit, index }))
        .filter(({ index }) => index >= Math.min(a, b) && index <= Math.max(a, b))
        .map(({ unit, index }) => `${counts[index]}${unit}`)
        .join(''),
    );

/** Durations: weeks, days, times, and both together. */
export const durations: fc.Arbitrary<string> = fc.oneof(
  count.map((weeks) => `P${weeks}W`),
  run('YMD').map((date) => `P${date}`),
  run('HMS').map((time) => `PT${time}`),
  fc.tuple(run('YMD'), run('HMS')).map(([date, time]) => `P${date}T${time}`),
);
