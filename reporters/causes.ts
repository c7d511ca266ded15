import { memoize } from '../spec/memoize.ts';
import type { RunRecord } from './record.ts';
import { grouped, type Judged } from './record-queries.ts';

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

function groupsOf(record: RunRecord): Map<string, [Judged, ...Judged[]]> {
  const ordered = told.flatMap((verdict) => record.judgements.filter((judged) => judged.verdict === verdict));
  return grouped(ordered, ({ findings, clause }) => findings[0]?.cause ?? clause.id);
}

/** The causes of all that failed or was noticed: failures first, then in the order of the contract. */
export const causesOf = memoize((record: RunRecord): readonly Cause[] =>
  [...groupsOf(record)].map(([key, judgements]) => {
    const shown = new Set(
      judgements.flatMap(({ findings }) => findings.flatMap(({ exchanges }) => exchanges)),
    );
    // Findings are kept only up to a few, so that their number may say more than those kept.
    const cases = judgements.reduce((most, { found }) => Math.max(most, found), shown.size);
    return { key, head: judgements[0], judgements, cases };
  }),
);

const causeByJudged = memoize(
  (record: RunRecord) =>
    new Map(causesOf(record).flatMap((cause) => cause.judgements.map((judged) => [judged, cause] as const))),
);

/** The cause of what failed or was noticed. */
export function causeOf(record: RunRecord, judged: Judged): Cause | undefined {
  return causeByJudged(record).get(judged);
}
