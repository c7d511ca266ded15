import type { Case } from '../../spec/openapi/case.ts';
import { roundRobin } from './round-robin.ts';

/**
 * Yields the cases that can judge a clause which no exchange has judged yet, one of each operation in turn. Each clause is
 * tried once, because the response to its request may decide nothing.
 * @param plans the cases of each operation
 * @param isJudged is called when the case could be sent
 */
export function* takeUnjudged(
  plans: readonly (readonly Case[])[],
  isJudged: (operation: string, clause: string) => boolean,
): Generator<Case> {
  const tried = new Set<string>();
  for (const each of roundRobin(plans.map((cases) => cases.values()))) {
    const open = [...each.covers, ...(each.violation?.clauses ?? [])].filter(
      (clause) => !tried.has(clause) && !isJudged(each.operation, clause),
    );
    if (open.length === 0) continue;
    for (const clause of open) tried.add(clause);
    yield each;
  }
}
