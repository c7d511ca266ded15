/**
 * Maps items with at most `concurrency` in flight and yields the results in the order of the items, so that the outcome
 * does not depend on timing. An item is taken from the iterable only when it can start; the caller may stop at any
 * time.
 */
export async function* mapInOrder<T, R>(
  items: Iterable<T>,
  concurrency: number,
  map: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const iterator = items[Symbol.iterator]();
  const started: Promise<R>[] = [];
  let inFlight = 0;
  let signalFree = () => {};
  const start = (): boolean => {
    const { done, value } = iterator.next();
    if (done) return false;
    inFlight += 1;
    const result = map(value).finally(() => {
      inFlight -= 1;
      signalFree();
    });
    result.catch(() => {}); // rethrown by the await below
    started.push(result);
    return true;
  };
  let hasMore = true;
  while (true) {
    // While the result at the front is pending, other items start, up to four times `concurrency` ahead of it.
    while (hasMore && inFlight < concurrency && started.length < concurrency * 4) hasMore = start();
    const [head] = started;
    if (head === undefined) return;
    const free = new Promise<false>((resolve) => {
      signalFree = () => resolve(false);
    });
    const isHeadSettled = await Promise.race([head.then(() => true), free]);
    if (!isHeadSettled) continue;
    started.shift();
    yield await head;
  }
}
