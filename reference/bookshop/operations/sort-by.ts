import type { Resource } from '../collection.ts';

type SortKey = (resource: Resource) => string | number;

/**
 * Sorts resources by the property that the text names, descending if the text starts with `-`. Keeps the order if it
 * names none.
 */
export function sortBy(
  resources: readonly Resource[],
  sort: string,
  keys: Readonly<Record<string, SortKey>>,
): Resource[] {
  const key = keys[sort.replace(/^-/, '')];
  if (!key) return [...resources];
  const sign = sort.startsWith('-') ? -1 : 1;
  return resources.toSorted((a, b) => (key(a) < key(b) ? -sign : key(a) > key(b) ? sign : 0));
}
