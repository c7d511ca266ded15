import { memoize } from '../../spec/memoize.ts';
import type { RecordedResult, RunRecord } from '../record.ts';
import { verdicts } from '../record-queries.ts';

/** With more clauses, the page would open slowly. */
const maxListed = 2_000;

/**
 * The results that the page lists one by one, in the order of the contract: all, or, if there are too many, those that
 * neither passed nor are unverified, failed ones first. The page counts the others by family and operation.
 */
export const selectListedResults = memoize(({ results }: RunRecord): readonly RecordedResult[] => {
  if (results.length <= maxListed) return results;
  const shownVerdicts = verdicts.filter((verdict) => verdict !== 'passed' && verdict !== 'unverified');
  const ordered = shownVerdicts.flatMap((verdict) => results.filter((result) => result.verdict === verdict));
  const listed = new Set(ordered.slice(0, maxListed));
  return results.filter((result) => listed.has(result));
});

/** The number of results that the page does not list. */
export const countUnlistedResults = (record: RunRecord): number =>
  record.results.length - selectListedResults(record).length;
