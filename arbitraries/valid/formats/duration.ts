import fc from 'fast-check';

const count = fc.oneof(fc.nat(99), fc.constantFrom(0, 1000)).map(String);

/** Builds durations of consecutive units: RFC 3339 appendix A allows no gap between two units. */
const consecutive = (units: string) =>
  fc
    .tuple(fc.nat(units.length - 1), fc.nat(units.length - 1), fc.tuple(...[...units].map(() => count)))
    .map(([a, b, counts]) =>
      [...units]
        .map((unit, index) => ({ unit, index }))
        .filter(({ index }) => index >= Math.min(a, b) && index <= Math.max(a, b))
        .map(({ unit, index }) => `${counts[index]}${unit}`)
        .join(''),
    );

/** Durations of weeks, of dates, of times, and of dates with times. */
export const durations: fc.Arbitrary<string> = fc.oneof(
  count.map((weeks) => `P${weeks}W`),
  consecutive('YMD').map((date) => `P${date}`),
  consecutive('HMS').map((time) => `PT${time}`),
  fc.tuple(consecutive('YMD'), consecutive('HMS')).map(([date, time]) => `P${date}T${time}`),
);
