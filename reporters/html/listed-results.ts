import { memoize } from '../../spec/memoize.ts';
import type { RecordedResult, RunRecord } from '../record.ts';
import { verdicts } from '../record-queries.ts';

/** Maximum number of listed clauses. With more, the page would open slowly. */
const maxListed = 2_000;

/**
 * Selects the results that the page lists one by one, in the order of the contract. If there are too many, these are
 * the failed ones and then those that neither passed nor are unverified; the others are only counted by family and
 * operation.
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
