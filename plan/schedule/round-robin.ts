/**
 * Yields one item of each iterator in turn, until all have ended. Undefined, at which the caller can pause, does not
 * count as a turn.
 */
export function* roundRobin<T>(iterators: readonly Iterator<T>[]): Generator<T> {
  let open = iterators;
  while (open.length > 0) {
    const remaining: Iterator<T>[] = [];
    for (const iterator of open) {
      let next = iterator.next();
      for (; !next.done && next.value === undefined; next = iterator.next()) yield next.value;
      if (next.done) continue;
      remaining.push(iterator);
      yield next.value;
    }
    open = remaining;
  }
}
