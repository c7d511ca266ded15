import fc from 'fast-check';

/**
 * An arbitrary of arrays of items with distinct keys. `fc.uniqueArray` searches forever; here, an array is shorter than
 * `min` if too few distinct items are found, so callers must check the length.
 */
export function distinctArray<T>(
  item: fc.Arbitrary<T>,
  { min, max }: { min: number; max: number },
  getKey: (item: T) => string,
): fc.Arbitrary<T[]> {
  // Enough attempts to find all values of an arbitrary that has only a few.
  const drawsFor = (length: number) => (length === 0 ? 0 : length * 4 + 4);
  return fc.array(item, { minLength: drawsFor(min), maxLength: drawsFor(max), size: 'max' }).map((items) => {
    const byKey = new Map(items.map((each) => [getKey(each), each]));
    const length = min === max ? max : min + (items.length % (max - min + 1));
    return [...byKey.values()].slice(0, length);
  });
}
