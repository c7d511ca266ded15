/**
 * Works on items with so many under way at once, and yields the results in the order of the items: what is done with them
 * does not depend on which came first. Items are taken only when a place is free, so the caller may stop at any time.
 */
export async function* inOrder<T, R>(
  items: Iterable<T>,
  concurrency: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const iterator = items[Symbol.iterator]();
  const started: Promise<R>[] = [];
  let working = 0;
  let freed = () => {};
  const start = (): boolean => {
    const { done, value } = iterator.next();
    if (done) return false;
    working += 1;
    const result = work(value).finally(() => {
      working -= 1;
      freed();
    });
    result.catch(() => {}); // told to whoever awaits it below
    started.push(result);
    return true;
  };
  let more = true;
  while (true) {
    // One slow answer holds back no other request, only its own turn; four windows ahead is far enough.
    while (more && working < concurrency && started.length < concurrency * 4) more = start();
    const [head] = started;
    if (head === undefined) return;
    const place = new Promise<void>((resolve) => {
      freed = resolve;
    });
    const ready = await Promise.race([head.then(() => true), place.then(() => false)]);
    if (!ready) continue;
    started.shift();
    yield await head;
  }
}
