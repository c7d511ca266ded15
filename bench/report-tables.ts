import type { Comparison } from './compare-results.ts';
import { formatMarkdownTable } from './markdown-table.ts';
import type { Measure } from './measure.ts';

function formatNumber(value: number): string {
  if (Math.abs(value) >= 100) return String(Math.round(value));
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
}

function formatGoal({ goal, better, value }: Measure): string {
  if (goal === undefined) return '';
  const met = better === 'more' ? value >= goal : value <= goal;
  return `${better === 'more' ? 'at least' : 'at most'} ${goal}: ${met ? 'met' : 'MISSED'}`;
}

const formatMeasure = ({ value, unit }: Measure): string => `${formatNumber(value)} ${unit}`.trim();

/** Formats the measures as a Markdown table, ratios first. */
export function formatMeasureTable(measures: readonly Measure[]): string {
  const sorted = [
    ...measures.filter(({ isRatio }) => isRatio),
    ...measures.filter(({ isRatio }) => !isRatio),
  ];
  const rows = sorted.map((measure) => [measure.name, formatMeasure(measure), formatGoal(measure)]);
  return formatMarkdownTable(['measure', 'value', 'goal'], rows);
}

/** Formats the measures and their previous values as a Markdown table. */
export function formatComparisonTable(comparisons: readonly Comparison[]): string {
  const rows = comparisons.map(({ measure, before, change, regressed }) => [
    measure.name,
    before === undefined ? '' : formatNumber(before),
    formatMeasure(measure),
    change === undefined ? '' : `${change >= 0 ? '+' : ''}${Math.round(change * 100)} %`,
    regressed ? 'REGRESSED' : '',
  ]);
  return formatMarkdownTable(['measure', 'before', 'now', 'better by', ''], rows);
}
