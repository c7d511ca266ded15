import type fc from 'fast-check';

/** The number of consecutive values that may be rejected: at least 1 in 1,000 has to pass. */
const MAX_REJECTIONS = 1000;

/**
 * Like `arbitrary.filter(predicate)`, which would run forever if no value passed.
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
