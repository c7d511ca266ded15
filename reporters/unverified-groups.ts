import { memoize } from '../spec/memoize.ts';
import { toPrintable } from './printable.ts';
import type { RecordedResult, RunRecord } from './record.ts';
import { groupBy } from './record-queries.ts';

/** Unverified clauses with the same remedy; without a remedy, with the same reason. All strings are safe to print. */
export interface UnverifiedGroup {
  /** The most frequent reason of the group. */
  reason: string;
  /** What the user can do; undefined if the run gives no hint. */
  remedy?: string;
  results: readonly RecordedResult[];
}

/** The unverified clauses by remedy, largest group first. */
export const groupUnverified = memoize(({ results }: RunRecord): readonly UnverifiedGroup[] => {
  const unverified = results.filter(({ verdict }) => verdict === 'unverified');
  const groups = [...groupBy(unverified, ({ remedy, reason }) => remedy ?? `\n${reason}`).values()];
  return groups
    .map((members): UnverifiedGroup => {
      const { remedy } = members[0];
      const reasons = [...groupBy(members, ({ reason }) => reason ?? '').entries()];
      const [reason = ''] = reasons.reduce((most, one) => (one[1].length > most[1].length ? one : most));
      return {
        reason: toPrintable(reason, 300),
        ...(remedy !== undefined && { remedy: toPrintable(remedy, 300) }),
        results: members,
      };
    })
    .sort((a, b) => b.results.length - a.results.length);
});
