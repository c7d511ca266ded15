import type fc from 'fast-check';

/** The maximum number of consecutive values that the predicate may reject. */
const MAX_REJECTIONS = 1000;

/**
 * Filters like `arbitrary.filter(predicate)`, which would run forever if no value passed.
 * @throws the result of `createError`, while generating, after 1,000 consecutive rejections
 */
export function filterWithLimit<T>(
  arbitrary: fc.Arbitrary<T>,
  predicate: (value: T) => boolean,
  createError: () => Error,
): fc.Arbitrary<T> {
  let rejections = 0;
  return arbitrary.filter((value) => {
    if (predicate(value)) {
      rejections = 0;
      return true;
    }
    rejections += 1;
    if (rejections > MAX_REJECTIONS) throw createError();
    return false;
  });
}
