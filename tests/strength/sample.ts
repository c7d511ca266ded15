/** So many of the list, spread evenly over it. */
export function spread<T>(list: readonly T[], count: number): T[] {
  const step = Math.max(1, list.length / count);
  return list
    .filter((_, place) => Math.floor(place / step) !== Math.floor((place - 1) / step))
    .slice(0, count);
}
