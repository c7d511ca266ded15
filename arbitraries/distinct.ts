import fc from 'fast-check';

/**
 * Arrays of items with different keys. They come out shorter than the least length where too few different items turn up
 * (fast-check's own would search for ever): whoever needs that length checks it.
 */
export function distinct<T>(
  item: fc.Arbitrary<T>,
  { min, max }: { min: number; max: number },
  key: (item: T) => string,
): fc.Arbitrary<T[]> {
  const draws = (count: number) => (count === 0 ? 0 : count * 4 + 4); // enough to meet all of a handful of values
  return fc.array(item, { minLength: draws(min), maxLength: draws(max), size: 'max' }).map((items) => {
    const known = new Map(items.map((each) => [key(each), each]));
    const length = min === max ? max : min + (items.length % (max - min + 1));
    return [...known.values()].slice(0, length);
  });
}
