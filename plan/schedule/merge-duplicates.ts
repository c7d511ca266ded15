import type { Case } from '../../spec/openapi/case.ts';

/** Identifies what a case sends. A case with a role is unique: its rule looks for its own response. */
export const requestKey = ({ id, role, request }: Case): string =>
  role === undefined ? JSON.stringify(request) : id;

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
