import type { Comparison } from './compare.ts';
import type { Measure } from './measure.ts';
import { markdownTable } from './table.ts';

function rounded(value: number): string {
  if (Math.abs(value) >= 100) return String(Math.round(value));
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
}

function goalOf({ goal, better, value }: Measure): string {
  if (goal === undefined) return '';
  const met = better === 'more' ? value >= goal : value <= goal;
  return `${better === 'more' ? 'at least' : 'at most'} ${goal}: ${met ? 'met' : 'MISSED'}`;
}

const shown = ({ value, unit }: Measure): string => `${rounded(value)} ${unit}`.trim();

/** What was measured: ratios first, as they hold on any machine. */
export function measureTable(measures: readonly Measure[]): string {
  const ordered = [
    ...measures.filter(({ isRatio }) => isRatio),
    ...measures.filter(({ isRatio }) => !isRatio),
  ];
  const rows = ordered.map((one) => [one.name, shown(one), goalOf(one)]);
  return markdownTable(['what', 'measured', 'goal'], rows);
}

/** What has changed since. */
export function comparisonTable(comparisons: readonly Comparison[]): string {
  const rows = comparisons.map(({ measure, before, change, regressed }) => [
    measure.name,
    before === undefined ? '' : rounded(before),
    shown(measure),
    change === undefined ? '' : `${change >= 0 ? '+' : ''}${Math.round(change * 100)} %`,
    regressed ? 'REGRESSED' : '',
  ]);
  return markdownTable(['what', 'before', 'now', 'better by', ''], rows);
}
