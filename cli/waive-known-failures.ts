import { applyKnownFailures, type KnownFailure } from '../plan/verdicts/known-failures.ts';
import { formatCount } from '../reporters/printable.ts';
import type { RunRecord } from '../reporters/record.ts';
import { countVerdicts } from '../reporters/record-queries.ts';
import { rules } from '../spec/clauses/rules.ts';
import { formatDay } from './known-failures-file.ts';
import type { Options } from './parse-options.ts';
import { hasSelection } from './select-operations.ts';

/**
 * Returns the record with known failures waived. Entries that no longer apply are reported in the notes and fail the
 * run.
 */
export function waiveKnownFailures(
  record: RunRecord,
  knownFailures: readonly KnownFailure[],
  options: Options,
): RunRecord {
  if (knownFailures.length === 0) return record;
  const { results, stale } = applyKnownFailures(record.results, {
    knownFailures,
    today: formatDay(Date.now()),
    isComplete: record.complete && record.problem === undefined && options.shard === undefined,
    isUnselected: (clause) => isUnselected(clause, record, options),
  });
  const unexplained = knownFailures.filter(({ reason }) => reason === 'TODO').length;
  const notes = stale.map((entry) => `known failure ${entry}`);
  if (unexplained > 0)
    notes.push(`${formatCount(unexplained, 'known failure')} without a reason: replace TODO`);
  return { ...record, results, totals: countVerdicts(results), notes: [...record.notes, ...notes] };
}

/** Whether a clause may have no result because the options exclude it from the run. */
function isUnselected(clause: string, { operations }: RunRecord, options: Options): boolean {
  if (options.testNamePattern !== undefined) return true;
  if (hasSelection(options) && !operations.some((each) => clause.startsWith(`${each.operation}/`)))
    return true;
  const isFull = rules.some(({ name, full }) => full && clause.endsWith(`/${name}`));
  return isFull && options.robustness !== 'full';
}
