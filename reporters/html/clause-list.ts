import { memoize } from '../../spec/memoize.ts';
import type { RunRecord } from '../record.ts';
import { type Judged, verdicts } from '../record-queries.ts';

/** The page has to open quickly, and nobody reads more clauses than these one by one. */
const most = 2_000;

/**
 * The clauses that the page lists one by one, in the order of the contract: all, or of too many only those that need a
 * reader, the failed first. The others are counted by family and operation.
 */
export const listed = memoize(({ judgements }: RunRecord): readonly Judged[] => {
  if (judgements.length <= most) return judgements;
  const telling = verdicts.filter((verdict) => verdict !== 'passed' && verdict !== 'unverified');
  const first = telling.flatMap((verdict) => judgements.filter((judged) => judged.verdict === verdict));
  const kept = new Set(first.slice(0, most));
  return judgements.filter((judged) => kept.has(judged));
});

/** How many clauses are counted only. */
export const unlisted = (record: RunRecord): number => record.judgements.length - listed(record).length;
