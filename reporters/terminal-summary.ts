import { stripVTControlCharacters } from 'node:util';
import { type Cause, groupByCause } from './causes.ts';
import { summarizeConsumers } from './consumers.ts';
import { createFailureReport } from './failure-report.ts';
import { createPainter, type Paint, verdictStyles } from './paint.ts';
import { formatCount, formatNumber, toPrintable } from './printable.ts';
import type { RunRecord } from './record.ts';
import { isStrict } from './record-queries.ts';
import { formatReplayCommand, formatRunCommand, getReportDirectory } from './replays.ts';
import { decideOutcome } from './run-outcome.ts';
import { formatLine, type Screen } from './terminal.ts';
import { listUntestedOperations } from './untested-operations.ts';
import { groupUnverified } from './unverified-groups.ts';
import { formatVerdictTable } from './verdict-table.ts';

/** Renders the summary that ends a run, on one screen: outcome, totals by family, first causes, next steps. */
export function renderTerminalSummary(record: RunRecord, screen: Screen): string {
  const paint = createPainter(screen.color);
  const { columns = 80, rows = 24 } = screen;
  const isSmall = rows < 36;
  const hasCauses = record.totals.failed > 0;
  const top = [
    ...formatOutcome(record, paint, columns, isSmall && hasCauses ? 1 : maxOutcomeRows),
    ...record.notes.slice(0, 3).flatMap((note) => {
      const text = `note: ${toPrintable(note, 300)}`;
      return isSmall ? [truncateEnd(text, columns)] : wrap(text, columns, '');
    }),
    ...summarizeConsumers(record).flatMap((line) => wrap(`reads ${line}`, columns, '')),
    '',
    ...formatUntested(record, paint, columns, isSmall ? 1 : 5),
    ...formatVerdictTable(record, paint, isSmall && hasCauses),
    '',
  ];
  const next = formatNextSteps(record, paint);
  const countRows = (lines: readonly string[]): number =>
    lines.reduce((sum, line) => sum + Math.ceil(stripVTControlCharacters(line).length / columns), 0);
  const noticed = isSmall
    ? formatNoticed(record, createPainter(false), columns)
    : formatNoticed(record, paint, Number.POSITIVE_INFINITY);
  const freeRows = rows - top.length - countRows(noticed) - countRows(next) - 2; // 2 for a blank line and the prompt
  const reserved = hasCauses ? minCauseRows : 0;
  const unverified = formatUnverified(record, paint, columns, freeRows - reserved);
  const causes = formatCauses(record, paint, columns, freeRows - unverified.length);
  const findings = [...causes, ...noticed];
  return [...top, ...unverified, ...findings, ...(findings.length > 0 ? [''] : []), ...next].join('\n');
}

/** Rows for one cause, the number of other causes, and a blank line. */
const minCauseRows = 5;

/** Maximum number of rows for the outcome: enough for a reason and its remedy. */
const maxOutcomeRows = 4;

function formatOutcome(record: RunRecord, paint: Paint, columns: number, limit: number): string[] {
  const { status, description } = decideOutcome(record);
  const color = ({ passed: 'green', failed: 'red', error: 'magenta' } as const)[status];
  const seconds = (record.durationMs / 1000).toFixed(1);
  const requests = `${formatCount(record.requests, 'request')} in ${seconds} s${record.complete ? '' : '; incomplete'}`;
  const text = `${status.toUpperCase()}: ${toPrintable(description, 600)}`;
  const outcome = limit === 1 ? [text] : wrap(text, columns, '').slice(0, limit);
  return [
    ...outcome.map((line) => paint(['bold', color], truncateEnd(line, columns))),
    paint('dim', truncateEnd(requests, columns)),
  ];
}

/** The operations without a judged success response, with what to do about each. */
function formatUntested(record: RunRecord, paint: Paint, columns: number, limit: number): string[] {
  const untested = listUntestedOperations(record);
  if (untested.length === 0) return [];
  const lines = untested
    .slice(0, limit)
    .flatMap(({ operation, reason, remedy, lastRejection }) => [
      paint(verdictStyles.error, truncateEnd(`not tested: ${operation}`, columns)),
      truncateEnd(`  ${reason}`, columns),
      ...(lastRejection === '' ? [] : [truncateEnd(`  ${lastRejection}`, columns)]),
      ...(remedy === undefined ? [] : wrap(`→ ${remedy}`, columns, '  ')),
    ]);
  const hidden = untested.length - limit;
  const more = hidden > 0 ? [paint('dim', `  and ${formatCount(hidden, 'more operation')}`)] : [];
  return [...lines, ...more, ''];
}

/** The unverified clauses by remedy, as many groups as fit into `rows`. */
function formatUnverified(record: RunRecord, paint: Paint, columns: number, rows: number): string[] {
  const groups = groupUnverified(record);
  const lines: string[] = [];
  let shown = 0;
  for (const { reason, remedy, results } of groups) {
    const group = [
      truncateEnd(`${formatNumber(results.length).padStart(4)} unverified: ${reason}`, columns),
      ...(remedy === undefined ? [] : wrap(`→ ${remedy}`, columns, '     ')),
    ];
    if (lines.length + group.length + 2 > rows) break; // 2 for the number of other groups and a blank line
    lines.push(...group);
    shown += 1;
  }
  if (shown === 0) return [];
  const hidden = groups.slice(shown).reduce((sum, { results }) => sum + results.length, 0);
  const more = hidden > 0 ? [paint('dim', `${formatNumber(hidden).padStart(4)} more for other reasons`)] : [];
  return [...lines, ...more, ''];
}

/** Breaks a text at spaces. Longer words are kept whole, because they are options to copy. */
function wrap(text: string, columns: number, indent: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= columns)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`${indent}${last === undefined ? '' : '  '}${word}`);
  }
  return lines;
}

/** Maximum number of lines for noticed clauses: the outcome above them should stay on the screen. */
const maxNoticed = 15;

/** One line for each noticed clause; if these are too many, for each of the first causes. */
function formatNoticed(record: RunRecord, paint: Paint, columns: number): string[] {
  if (isStrict(record)) return []; // with `--strict`, they are printed like failed ones
  const groups = groupByCause(record).flatMap((cause) => {
    const lines = cause.results
      .filter(({ verdict }) => verdict === 'noticed')
      .map((result) => formatLine(record, cause, result, paint));
    return lines.length > 0 ? [lines] : [];
  });
  const all = groups.flat();
  if (all.length <= maxNoticed) return all.map((line) => truncateEnd(line, columns));
  const shown = groups.slice(0, maxNoticed).map(([first = '', ...others]) => {
    const more = others.length > 0 ? ` (and ${others.length} more of this cause)` : '';
    return `${truncateEnd(first, columns - more.length)}${more}`;
  });
  const hidden = groups.slice(maxNoticed).flat().length;
  return hidden > 0 ? [...shown, paint('dim', `  and ${formatCount(hidden, 'more noticed clause')}`)] : shown;
}

/** The first failed causes, three lines each, as many as fit into `rows`. */
function formatCauses(record: RunRecord, paint: Paint, columns: number, rows: number): string[] {
  const causes = groupByCause(record).filter(
    ({ primary }) => primary.verdict === 'failed' || isStrict(record),
  );
  if (causes.length === 0) return [];
  const shown = causes.slice(0, Math.max(1, Math.floor((rows - 1) / 3)));
  const isShort = rows < 4;
  const lines = shown.flatMap((cause) =>
    formatCause(record, cause, paint, columns).slice(0, isShort ? 2 : 3),
  );
  const hidden = causes.length - shown.length;
  return hidden > 0 ? [...lines, paint('dim', `  and ${formatCount(hidden, 'more cause')}`)] : lines;
}

function formatCause(record: RunRecord, cause: Cause, paint: Paint, columns: number): string[] {
  const { primary, results } = cause;
  const { title, expected, received, source, verdict } = createFailureReport(record, primary, cause);
  const others = results.length > 1 ? ` (and ${results.length - 1} more of this cause)` : '';
  const id = truncateStart(toPrintable(primary.clause.id), columns - source.location.length - 4);
  const brief =
    expected === undefined ? '' : `expected ${expected}, received ${received?.summary ?? 'nothing'}`;
  return [
    paint(verdictStyles[verdict], `${truncateEnd(`${verdict} ${title}`, columns - others.length)}${others}`),
    `  ${source.location}  ${id}`,
    ...(brief === '' ? [] : [truncateEnd(`  ${brief}`, columns)]),
  ];
}

function formatNextSteps(record: RunRecord, paint: Paint): string[] {
  const first = groupByCause(record)[0];
  const command = first ? formatReplayCommand(record, first.primary, first.key) : formatRunCommand(record);
  return [
    `${paint('dim', 'report  ')}${getReportDirectory(record)}/index.html`,
    `${paint('dim', first ? 'replay  ' : 'repeat  ')}${command}`,
  ];
}

/** Truncates plain text to the columns of the screen, so that it does not wrap. */
function truncateEnd(text: string, columns: number): string {
  return text.length <= columns ? text : `${text.slice(0, columns - 1)}…`;
}

/** Truncates a clause id at its start, because ids differ in their last part. */
function truncateStart(text: string, columns: number): string {
  return text.length <= columns ? text : `…${text.slice(text.length - columns + 1)}`;
}
