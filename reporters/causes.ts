import { memoize } from '../spec/memoize.ts';
import type { RecordedResult, RunRecord } from './record.ts';
import { groupBy } from './record-queries.ts';

/** One defect of the target, with all clauses that fail because of it. */
export interface Cause {
  key: string;
  /** The result that represents the cause: failed before noticed, then the first in the order of the contract. */
  primary: RecordedResult;
  results: readonly RecordedResult[];
  /** Lower bound of the number of exchanges that show it. */
  cases: number;
}

const reportedVerdicts = ['failed', 'noticed'];

function groupResults(record: RunRecord): Map<string, [RecordedResult, ...RecordedResult[]]> {
  const ordered = reportedVerdicts.flatMap((verdict) =>
    record.results.filter((result) => result.verdict === verdict),
  );
  return groupBy(ordered, ({ findings, clause }) => findings[0]?.cause ?? clause.id);
}

/** The causes of all failed and noticed clauses: failures first, then in the order of the contract. */
export const groupByCause = memoize((record: RunRecord): readonly Cause[] =>
  [...groupResults(record)].map(([key, results]) => {
    const shown = new Set(results.flatMap(({ findings }) => findings.flatMap(({ exchanges }) => exchanges)));
    // Only a few findings of a clause are kept, so its count of findings may be higher.
    const cases = results.reduce((max, { found }) => Math.max(max, found), shown.size);
    return { key, primary: results[0], results, cases };
  }),
);

const causeByResult = memoize(
  (record: RunRecord) =>
    new Map(groupByCause(record).flatMap((cause) => cause.results.map((result) => [result, cause] as const))),
);

/** The cause of a failed or noticed result. */
export function findCause(record: RunRecord, result: RecordedResult): Cause | undefined {
  return causeByResult(record).get(result);
}
