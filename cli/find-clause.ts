import { UsageError } from '../http/usage-error.ts';
import { suggest } from './suggest.ts';

/**
 * Finds the clause whose id ends with the name.
 * @param option the start of messages
 * @throws UsageError if no clause or several clauses match
 */
export function findClause<T extends { id: string }>(option: string, name: string, clauses: readonly T[]): T {
  const exact = clauses.find(({ id }) => id === name);
  if (exact) return exact;
  const matching = clauses.filter(({ id }) => id.endsWith(name) && /[/:@]$/.test(id.slice(0, -name.length)));
  const [first, second] = matching;
  if (first && !second) return first;
  if (first) {
    const shown = matching.slice(0, 10).map(({ id }) => `\n  ${id}`);
    const more = matching.length > shown.length ? `\n  and ${matching.length - shown.length} more` : '';
    throw new UsageError(
      `${option}: ${matching.length} ids end with \`${name}\`. Type more of the id:${shown.join('')}${more}`,
    );
  }
  const similar = suggestClause(name, clauses);
  throw new UsageError(
    `${option}: no clause has the id \`${name.slice(0, 200)}\`.${similar ? ` Did you mean ${similar}?` : ''} The command list prints all clauses.`,
  );
}

/**
 * Suggests a clause with a similar id. The name may be the end of an id, so it is compared with the same number of last
 * segments.
 */
function suggestClause(name: string, clauses: readonly { id: string }[]): string | undefined {
  const segments = name.split('/').length;
  const idByEnd = new Map(clauses.map(({ id }) => [id.split('/').slice(-segments).join('/'), id]));
  const similar = suggest(name, [...idByEnd.keys()]);
  return similar === undefined ? undefined : idByEnd.get(similar);
}
