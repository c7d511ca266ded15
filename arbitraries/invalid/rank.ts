/** FNV-1a, with the last mixing of MurmurHash3: spreads near texts over 32 bits (unsigned). */
export function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  return mixed(state);
}

function mixed(number: number): number {
  let state = Math.imul(number ^ (number >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 0;
}

/**
 * The items in the salt's own order of their names' hashes (rendezvous hashing): each is ranked by itself, so that without
 * some of them the others keep their order. Mostly the first is all that is wanted, so nothing is sorted.
 */
export function* ranked<T>(items: readonly T[], salt: number, hashOf: (item: T) => number): Generator<T> {
  const ranks = items.map((item) => mixed(hashOf(item) ^ salt));
  const left = new Set(items.keys());
  while (left.size > 0) {
    let first: number | undefined;
    for (const index of left)
      if (first === undefined || (ranks[index] ?? 0) < (ranks[first] ?? 0)) first = index;
    if (first === undefined) return;
    left.delete(first);
    yield items[first] as T; // an index of items
  }
}
