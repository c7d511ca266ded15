import type { Operation } from './contract.ts';
import { showsItems } from './list-parameters.ts';

/** Verbs in the last segment of the path of a search: `/books/search`, `/books:query`. */
const verbs = /[/:](?:_?search|_?query|find|filter|lookup|list)(?:[-_]\w+)?\/?$/i;

/**
 * Whether a POST searches items and creates none: the last segment of its path is such a verb, its only documented success
 * is a 200, and that has a list of items.
 */
export const isSearch = (operation: Operation): boolean => {
  const successes = operation.responses.filter(({ status }) => status.startsWith('2'));
  return (
    operation.method === 'POST' &&
    verbs.test(operation.path) &&
    successes.length === 1 &&
    successes[0]?.status === '200' &&
    showsItems(operation)
  );
};
