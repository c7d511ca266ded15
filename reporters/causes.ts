import type { Judged } from './reading.ts';
import type { RunRecord } from './record.ts';

/** What went wrong once, and every clause that it cost. */
export interface Cause {
  key: string;
  /** The judgement that tells it: a failed one before a noticed one, then the first of the contract. */
  head: Judged;
  judgements: readonly Judged[];
  /** How many exchanges show it, at least. */
  cases: number;
}

const told = ['failed', 'noticed'];

function groupsOf(record: RunRecord): Map<string, Judged[]> {
  const groups = new Map<string, Judged[]>();
  const ordered = told.flatMap((verdict) => record.judgements.filter((judged) => judged.verdict === verdict));
  for (const judged of ordered) {
    const key = judged.findings[0]?.cause ?? judged.clause.id;
    groups.set(key, [...(groups.get(key) ?? []), judged]);
  }
  return groups;
}

/** The causes of all that failed or was noticed: failures first, then in the order of the contract. */
export function causesOf(record: RunRecord): Cause[] {
  return [...groupsOf(record)].flatMap(([key, judgements]) => {
    const [head] = judgements;
    if (!head) return [];
    const shown = new Set(
      judgements.flatMap(({ findings }) => findings.flatMap(({ exchanges }) => exchanges)),
    );
    // Findings are kept only up to a few, so that their number may say more than those kept.
    return [{ key, head, judgements, cases: Math.max(shown.size, ...judgements.map(({ found }) => found)) }];
  });
}
