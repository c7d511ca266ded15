import { verdicts } from '../../reporters/reading.ts';
import type { RunRecord } from '../../reporters/record.ts';
import type { Clause } from '../../spec/clause.ts';
import type { Verdict } from '../../spec/verdict.ts';
import { UsageError } from '../../target/usage-error.ts';

/** How vitest calls the test of a clause. */
export const testName = ({ id, says }: Clause): string => `${id}: ${says}`;

/** What vitest matches `-t` against: the names of the suites around a test, and its own. */
const fullName = (clause: Clause): string =>
  `${clause.operation || 'the contract'} ${clause.family} ${testName(clause)}`;

/**
 * The record with only the clauses that `-t` selects, so that reports and exit status are about those.
 * @throws UsageError where the pattern is no regular expression, or selects nothing.
 */
export function selected(record: RunRecord, pattern: string | undefined): RunRecord {
  if (pattern === undefined) return record;
  const judgements = record.judgements.filter(({ clause }) => new RegExp(pattern).test(fullName(clause)));
  if (judgements.length === 0)
    throw new UsageError(`No clause matches -t ${JSON.stringify(pattern)}: --list prints all of them.`);
  const counts = verdicts.map((verdict) => [
    verdict,
    judgements.filter((one) => one.verdict === verdict).length,
  ]);
  const totals = Object.fromEntries(counts) as Record<Verdict, number>; // one entry a verdict
  const kept = new Set(judgements.map(({ clause }) => clause.id));
  return {
    ...record,
    judgements,
    totals,
    counterexamples: record.counterexamples.filter(({ clause }) => kept.has(clause)),
  };
}
