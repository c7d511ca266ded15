import { stripVTControlCharacters } from 'node:util';
import { groupByCause } from './causes.ts';
import { formatReceived } from './failure-report.ts';
import { createPainter, type Paint, verdictStyles } from './paint.ts';
import { formatCount, formatNumber, toPrintable } from './printable.ts';
import type { RunRecord } from './record.ts';
import { countVerdicts, formatSource, groupByFamily, verdicts } from './record-queries.ts';
import { formatReplayCommand, formatRunCommand, getReportDirectory } from './replays.ts';
import { decideOutcome } from './run-outcome.ts';
import type { Screen } from './terminal.ts';

/** Renders the summary that ends a run, on one screen: outcome, totals by family, first causes, next steps. */
export function renderTerminalSummary(record: RunRecord, screen: Screen): string {
  const paint = createPainter(screen.color);
  const { columns = 80, rows = 24 } = screen;
  const top = [
    ...formatOutcome(record, paint, columns),
    ...record.notes.slice(0, 2).map((note) => truncateEnd(`note: ${toPrintable(note, 300)}`, columns)),
    '',
    ...formatTable(record, paint, rows < 36 && groupByCause(record).length > 0),
    '',
  ];
  const next = formatNextSteps(record, paint);
  const nextRows = next.reduce(
    (sum, line) => sum + Math.ceil(stripVTControlCharacters(line).length / columns),
    0,
  );
  const freeRows = rows - top.length - nextRows - 2; // a blank line and the prompt
  const causes = formatCauses(record, paint, columns, freeRows);
  return [...top, ...causes, ...(causes.length > 0 ? [''] : []), ...next].join('\n');
}

function formatOutcome(record: RunRecord, paint: Paint, columns: number): string[] {
  const { status, description } = decideOutcome(record);
  const color = ({ passed: 'green', failed: 'red', error: 'magenta' } as const)[status];
  const seconds = (record.durationMs / 1000).toFixed(1);
  const requests = `${formatCount(record.requests, 'request')} in ${seconds} s${record.complete ? '' : '; incomplete'}`;
  return [
    paint(['bold', color], truncateEnd(`${status.toUpperCase()}: ${toPrintable(description)}`, columns)),
    paint('dim', truncateEnd(requests, columns)),
  ];
}

function formatTable(record: RunRecord, paint: Paint, isSmall: boolean): string[] {
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

/** The rows of the table, one for each family. On a small screen, families that pass completely share one row. */
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

/** The first causes, three lines each, as many as fit into `rows`. */
function formatCauses(record: RunRecord, paint: Paint, columns: number, rows: number): string[] {
  const causes = groupByCause(record);
  const shown = causes.slice(0, Math.max(1, Math.floor((rows - 1) / 3)));
  const lines = shown.flatMap(({ primary: { clause, verdict, findings }, primary, results }) => {
    const [finding] = findings;
    const others = results.length > 1 ? ` (and ${results.length - 1} more of this cause)` : '';
    const source = formatSource(record, primary);
    const expected = finding
      ? `expected ${toPrintable(finding.expected, 200)}`
      : toPrintable(clause.description);
    const received = finding ? [`received ${formatReceived(finding)}`] : [];
    const id = truncateStart(toPrintable(clause.id), columns - verdict.length - 1 - others.length);
    return [
      paint(verdictStyles[verdict], `${verdict} ${id}${others}`),
      truncateEnd(`  ${source}  ${expected}`, columns),
      ...received.map((line) => truncateEnd(`  ${''.padEnd(source.length)}  ${line}`, columns)),
    ];
  });
  const hidden = causes.length - shown.length;
  return hidden > 0 ? [...lines, paint('dim', `  and ${formatCount(hidden, 'more cause')}`)] : lines;
}

function formatNextSteps(record: RunRecord, paint: Paint): string[] {
  const first = groupByCause(record)[0];
  const command = first ? formatReplayCommand(record, first.primary) : formatRunCommand(record);
  return [
    `${paint('dim', 'report  ')}${getReportDirectory(record)}/index.html`,
    `${paint('dim', first ? 'replay  ' : 'repeat  ')}${command}`,
  ];
}

/** Truncates plain text to the columns of the screen, so that it does not wrap. */
function truncateEnd(text: string, columns: number): string {
  return text.length <= columns ? text : `${text.slice(0, columns - 1)}…`;
}

/** Truncates a clause id at its start: ids differ in their last part. */
function truncateStart(text: string, columns: number): string {
  return text.length <= columns ? text : `…${text.slice(text.length - columns + 1)}`;
}
