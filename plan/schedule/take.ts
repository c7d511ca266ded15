/** At most `count` items. An iterator passed to it can be used further. */
export function* takeFirst<T>(items: Iterator<T>, count: number): Generator<T> {
  for (let left = count; left > 0; left -= 1) {
    const { done, value } = items.next();
    if (done) return;
    yield value;
  }
}

/** The items up to the first for which `canTake` returns false. It is called before each item. */
export function* takeWhile<T>(items: Iterable<T>, canTake: () => boolean): Generator<T> {
  for (const item of items) {
    if (!canTake()) return;
    yield item;
  }
}
