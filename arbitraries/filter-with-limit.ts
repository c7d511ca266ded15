import type fc from 'fast-check';

/** How many values in a row may be thrown away for one that is kept: at least one in a thousand has to fit. */
const MAX_REJECTIONS = 1000;

/**
 * Keeps the values that fit, and gives up when hardly any does.
 * @throws what `giveUp` makes, from the run of the arbitrary
 */
export function keeping<T>(
  arbitrary: fc.Arbitrary<T>,
  fits: (value: T) => boolean,
  giveUp: () => Error,
): fc.Arbitrary<T> {
  let misses = 0;
  return arbitrary.filter((value) => {
    if (fits(value)) {
      misses = 0;
      return true;
    }
    misses += 1;
    if (misses > MAX_REJECTIONS) throw giveUp();
    return false;
  });
}
