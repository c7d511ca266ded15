import { memoize } from '../../spec/memoize.ts';
import type { Case } from '../../spec/openapi/case.ts';

/**
 * A key that is equal for cases that send the same request. A case with a role has its own key, because its rule looks
 * up its response by the role.
 */
export const requestKey = memoize(({ id, role, request }: Case): string =>
  role === undefined ? JSON.stringify(request) : id,
);

/** The cases without duplicates: the first case of each request, which covers what all of them cover. */
export function mergeDuplicates(cases: readonly Case[]): Case[] {
  const byRequest = new Map<string, Case>();
  for (const next of cases) {
    const key = requestKey(next);
    const known = byRequest.get(key);
    byRequest.set(key, known ? mergeCases(known, next) : next);
  }
  return [...byRequest.values()];
}

function mergeCases(known: Case, other: Case): Case {
  const covers = [...new Set([...known.covers, ...other.covers])];
  if (!known.violation || !other.violation) return { ...known, covers };
  const clauses = [...new Set([...known.violation.clauses, ...other.violation.clauses])];
  return { ...known, covers, violation: { ...known.violation, clauses } };
}
