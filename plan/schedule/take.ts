/**
 * Yields at most `count` items. Unlike a `for` loop, it does not close the iterator, so that callers can take more
 * items later.
 */
export function* takeFirst<T>(items: Iterator<T>, count: number): Generator<T> {
  for (let left = count; left > 0; left -= 1) {
    const { done, value } = items.next();
    if (done) return;
    yield value;
  }
}

/** Yields items for as long as `canTake`, which is called before each item, returns true. */
export function* takeWhile<T>(items: Iterable<T>, canTake: () => boolean): Generator<T> {
  for (const item of items) {
    if (!canTake()) return;
    yield item;
  }
}
