/** What is made when first asked for, and then kept. A mistake on the way is made again by whoever asks again. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
