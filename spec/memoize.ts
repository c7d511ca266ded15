/**
 * Returns a function that calls `create` once and caches its result. An exception is not cached: the next call retries.
 */
export function lazy<T>(create: () => T): () => T {
  let cached: { value: T } | undefined;
  return () => {
    cached ??= { value: create() };
    return cached.value;
  };
}

/** Returns a function that caches the result of `create` for each object, for as long as the object lives. */
export function memoize<K extends object, V>(create: (key: K) => V): (key: K) => V {
  const cache = new WeakMap<K, { value: V }>();
  return (key) => {
    const cached = cache.get(key);
    if (cached) return cached.value;
    const value = create(key);
    cache.set(key, { value });
    return value;
  };
}

const MAX_TEXTS = 10_000;

/** Returns a function that caches the results of `create` for the texts of its last calls. */
export const memoizeTexts = <V>(create: (text: string) => V): ((text: string) => V) =>
  memoizeBy((text) => text, create);

/**
 * Returns a function that caches the results of `create` for the arguments of its last calls.
 * @param describe returns equal texts for arguments that give the same result
 * @param maxSize the maximum number of cached results
 */
export function memoizeBy<A, V>(
  describe: (argument: A) => string,
  create: (argument: A) => V,
  maxSize = MAX_TEXTS,
): (argument: A) => V {
  const cache = new Map<string, V>();
  return (argument) => {
    const text = describe(argument);
    const cached = cache.get(text);
    if (cached !== undefined) return cached;
    const value = create(argument);
    if (cache.size >= maxSize) cache.clear();
    cache.set(text, value);
    return value;
  };
}

/** Returns an iterable with the items of a generator, each of which is created when it is first read. */
export function cacheItems<T>(generator: Iterator<T>): Iterable<T> {
  const items: T[] = [];
  return {
    *[Symbol.iterator]() {
      for (let index = 0; ; index += 1) {
        if (index === items.length) {
          const next = generator.next();
          if (next.done) return;
          items.push(next.value);
        }
        yield items[index] as T; // the item at the index has been created
      }
    },
  };
}
