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
