import { type Paint, verdictStyles } from './paint.ts';
import { formatNumber } from './printable.ts';
import type { RunRecord } from './record.ts';
import { countVerdicts, groupByFamily, verdicts } from './record-queries.ts';

/** Formats the totals by family as a table. */
export function formatVerdictTable(record: RunRecord, paint: Paint, isSmall: boolean): string[] {
  const shown = verdicts.filter(
    (verdict) => record.totals[verdict] > 0 || verdict === 'passed' || verdict === 'failed',
  );
  const row = (label: string, totals: RunRecord['totals']) =>
    label.padEnd(18) +
    shown
      .map((verdict) => {
        const text = (totals[verdict] === 0 ? '·' : formatNumber(totals[verdict])).padStart(
          verdict.length + 2,
        );
        return paint(totals[verdict] === 0 ? 'dim' : verdictStyles[verdict], text);
      })
      .join('');
  return [
    paint('dim', ''.padEnd(18) + shown.map((verdict) => `  ${verdict}`).join('')),
    ...createTableRows(record, isSmall).map(({ label, totals }) => row(label, totals)),
    row('all', record.totals),
  ];
}

/**
 * Creates the rows of the table, one for each family. On a small screen, families in which every clause passed share
 * one row.
 */
function createTableRows(
  record: RunRecord,
  isSmall: boolean,
): { label: string; totals: RunRecord['totals'] }[] {
  const families = groupByFamily(record.results).map(({ family, results }) => ({
    label: family as string,
    results,
    totals: countVerdicts(results),
  }));
  const hasPassed = ({ results, totals }: (typeof families)[number]) => totals.passed === results.length;
  const passed = isSmall ? families.filter(hasPassed) : [];
  if (passed.length < 2) return families;
  const label = `${passed.length} ${passed.length === families.length ? '' : 'other '}families`;
  const totals = countVerdicts(passed.flatMap(({ results }) => results));
  return [...families.filter((family) => !hasPassed(family)), { label, totals }];
}
