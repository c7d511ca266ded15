/** Computes an unsigned 32-bit hash: FNV-1a with the finalizer of MurmurHash3, which spreads similar texts. */
export function hashText(text: string): number {
  let state = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  return mixBits(state);
}

function mixBits(number: number): number {
  let state = Math.imul(number ^ (number >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 0;
}

/**
 * Yields the items ordered by hashes of item and salt (rendezvous hashing), so that removing items does not reorder the
 * others. Finds them one by one instead of sorting, because callers usually take only the first.
 */
export function* rankByHash<T>(
  items: readonly T[],
  salt: number,
  getHash: (item: T) => number,
): Generator<T> {
  const ranks = items.map((item) => mixBits(getHash(item) ^ salt));
  const remaining = new Set(items.keys());
  while (remaining.size > 0) {
    let first: number | undefined;
    for (const index of remaining)
      if (first === undefined || (ranks[index] ?? 0) < (ranks[first] ?? 0)) first = index;
    if (first === undefined) return;
    remaining.delete(first);
    yield items[first] as T; // `first` is a valid index
  }
}
