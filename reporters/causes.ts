import { memoize } from '../spec/memoize.ts';
import type { RecordedResult, RunRecord } from './record.ts';
import { groupBy } from './record-queries.ts';

/** One defect of the target, with all clauses that fail because of it. A clause may fail for several causes. */
export interface Cause {
  key: string;
  /**
   * The result that represents the cause: a failed one before a noticed one, then the one with the deepest location (a
   * clause of a branch before that of its union), then the first in the order of the contract.
   */
  primary: RecordedResult;
  results: readonly RecordedResult[];
  /** Number of exchanges that are known to show the cause. There may be more. */
  cases: number;
}

const reportedVerdicts = ['failed', 'noticed'];

/** The causes of a result, in the order in which they were found. */
export const listCauseKeys = ({ findings, clause }: RecordedResult): string[] =>
  findings.length === 0 ? [clause.id] : [...new Set(findings.map(({ cause }) => cause))];

/** The causes of all failed and noticed clauses: failures first, then in the order of the contract. */
export const groupByCause = memoize((record: RunRecord): readonly Cause[] => {
  const reported = reportedVerdicts.flatMap((verdict) =>
    record.results.filter((result) => result.verdict === verdict),
  );
  const pairs = reported.flatMap((result) => listCauseKeys(result).map((key) => ({ key, result })));
  return [...groupBy(pairs, ({ key }) => key)].map(([key, [first, ...others]]) => {
    const results = [first, ...others].map(({ result }) => result);
    return { key, primary: selectPrimary(key, results), results, cases: countCases(key, results) };
  });
});

/** Selects among the results of a cause, failures first. */
function selectPrimary(key: string, results: readonly RecordedResult[]): RecordedResult {
  const sorted = results.toSorted(
    (one, other) =>
      Number(other.verdict === 'failed') - Number(one.verdict === 'failed') ||
      measureDepth(key, other) - measureDepth(key, one),
  );
  return sorted[0] as RecordedResult; // a cause has results
}

/** Returns the number of steps to the location in the body that a result's findings of a cause have. */
function measureDepth(key: string, { findings }: RecordedResult): number {
  const location = findings.find(({ cause }) => cause === key)?.location;
  return typeof location === 'object' ? location.body.split('/').length : 0;
}

/**
 * Counts the exchanges that show a cause. Only a few findings of each cause are kept, so if a clause has no other
 * cause, the number of all its findings is used.
 */
function countCases(key: string, results: readonly RecordedResult[]): number {
  const shown = new Set(
    results.flatMap(({ findings }) =>
      findings.filter(({ cause }) => cause === key).flatMap(({ exchanges }) => exchanges),
    ),
  );
  const counts = results.map((result) => (listCauseKeys(result).length === 1 ? result.found : 0));
  return counts.reduce((max, found) => Math.max(max, found), shown.size);
}

const causeByKey = memoize(
  (record: RunRecord) => new Map(groupByCause(record).map((cause) => [cause.key, cause] as const)),
);

/** The first cause of a result; undefined unless the result failed or was noticed. */
export function findCause(record: RunRecord, result: RecordedResult): Cause | undefined {
  const cause = causeByKey(record).get(listCauseKeys(result)[0] ?? '');
  return cause?.results.includes(result) ? cause : undefined;
}
