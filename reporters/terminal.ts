import { stripVTControlCharacters } from 'node:util';
import { causesOf } from './causes.ts';
import { receivedText, tell } from './failure-report.ts';
import { type Paint, painter, renderStory, verdictStyle } from './failure-text.ts';
import { count, counted, printable } from './printable.ts';
import type { RunRecord } from './record.ts';
import { byFamily, isStrict, sourceText, tally, verdicts } from './record-queries.ts';
import { replayCommand, reportDirectory, runCommand } from './replays.ts';
import { outcomeOf } from './run-outcome.ts';

/** How a terminal wants it. */
export interface Screen {
  color: boolean;
  columns?: number;
  rows?: number;
}

/** Whether to write colours: `NO_COLOR` and `FORCE_COLOR` (no-color.org, force-color.org) before the terminal itself. */
export function wantsColor(
  environment: Readonly<Record<string, string | undefined>>,
  isTerminal: boolean,
): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = environment;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  return isTerminal && TERM !== 'dumb';
}

/** What is tested against what, before anything is sent. */
export function headerText(
  record: Pick<RunRecord, 'suite' | 'target' | 'contract' | 'seed'>,
  screen: Screen,
): string {
  const paint = painter(screen.color);
  const { suite, target, contract, seed } = record;
  const version = target.version === undefined ? undefined : `version ${printable(target.version, 60)}`;
  const server = target.server === undefined ? undefined : `Server: ${printable(target.server, 60)}`;
  const says = [server, version].filter((word) => word !== undefined).join(', ');
  const url = target.url === target.name ? '' : `  ${printable(target.url)}`;
  return [
    paint('bold', `${suite.name} ${suite.version}`),
    `${paint('dim', 'target    ')}${printable(target.name)}${url}${says ? `  (${says})` : ''}`,
    `${paint('dim', 'contract  ')}${printable(contract.title)} ${printable(contract.version)}  ${printable(contract.file)}`,
    `${paint('dim', 'seed      ')}${seed}`,
  ].join('\n');
}

/** The full stories of what failed (with `--strict`, of what was noticed too), for the log; empty where all is well. */
export function storiesText(record: RunRecord, { color }: Screen, most = 10): string {
  const broken = causesOf(record).filter(({ head }) => head.verdict === 'failed' || isStrict(record));
  const shown = broken.slice(0, most).map(({ head }) => `${renderStory(tell(record, head), { color })}\n`);
  const rest = broken.length - shown.length;
  const more =
    rest > 0 ? [`and ${counted(rest, 'more cause')}: see ${reportDirectory(record)}/index.html\n`] : [];
  return [...shown, ...more].join('\n');
}

/** Cut to the columns of the screen, so that nothing wraps; plain text only. */
function fit(text: string, columns: number): string {
  return text.length <= columns ? text : `${text.slice(0, columns - 1)}…`;
}

/** The families that have a row: on a small screen those that wholly pass share one. */
function tableRows(record: RunRecord, isSmall: boolean): { label: string; totals: RunRecord['totals'] }[] {
  const families = byFamily(record.judgements).map(({ family, judgements }) => ({
    label: family as string,
    judgements,
    totals: tally(judgements),
  }));
  const isWhole = ({ judgements, totals }: (typeof families)[number]) => totals.passed === judgements.length;
  const whole = isSmall ? families.filter(isWhole) : [];
  if (whole.length < 2) return families;
  const label = `${whole.length} ${whole.length === families.length ? '' : 'other '}families`;
  const totals = tally(whole.flatMap(({ judgements }) => judgements));
  return [...families.filter((family) => !isWhole(family)), { label, totals }];
}

function tableLines(record: RunRecord, paint: Paint, isSmall: boolean): string[] {
  const shown = verdicts.filter(
    (verdict) => record.totals[verdict] > 0 || verdict === 'passed' || verdict === 'failed',
  );
  const row = (label: string, totals: RunRecord['totals']) =>
    label.padEnd(18) +
    shown
      .map((verdict) => {
        const text = (totals[verdict] === 0 ? '·' : count(totals[verdict])).padStart(verdict.length + 2);
        return paint(totals[verdict] === 0 ? 'dim' : verdictStyle[verdict], text);
      })
      .join('');
  return [
    paint('dim', ''.padEnd(18) + shown.map((verdict) => `  ${verdict}`).join('')),
    ...tableRows(record, isSmall).map(({ label, totals }) => row(label, totals)),
    row('all', record.totals),
  ];
}

/** Cut at its front, where ids of clauses are alike; their last part names them. */
function fitTail(text: string, columns: number): string {
  return text.length <= columns ? text : `…${text.slice(text.length - columns + 1)}`;
}

/** The first causes in three lines each, as many as the screen has room for. */
function causeLines(record: RunRecord, paint: Paint, columns: number, room: number): string[] {
  const causes = causesOf(record);
  const fits = Math.max(1, Math.floor((room - 1) / 3));
  const heads = causes.slice(0, fits).flatMap(({ head, judgements }) => {
    const [finding] = head.findings;
    const others = judgements.length > 1 ? ` (and ${judgements.length - 1} more of this cause)` : '';
    const source = sourceText(record, head);
    const expected = finding
      ? `expected ${printable(finding.expected, 200)}`
      : printable(head.clause.description);
    const received = finding ? [`received ${receivedText(finding)}`] : [];
    const id = fitTail(printable(head.clause.id), columns - head.verdict.length - 1 - others.length);
    return [
      paint(verdictStyle[head.verdict], `${head.verdict} ${id}${others}`),
      fit(`  ${source}  ${expected}`, columns),
      ...received.map((line) => fit(`  ${''.padEnd(source.length)}  ${line}`, columns)),
    ];
  });
  const rest = causes.length - fits;
  return rest > 0 ? [...heads, paint('dim', `  and ${counted(rest, 'more cause')}`)] : heads;
}

function nextLines(record: RunRecord, paint: Paint): string[] {
  const first = causesOf(record)[0];
  const command = first ? replayCommand(record, first.head) : runCommand(record);
  return [
    `${paint('dim', 'read    ')}${reportDirectory(record)}/index.html`,
    `${paint('dim', first ? 'replay  ' : 'repeat  ')}${command}`,
  ];
}

/** The end of a run, on one screen: the outcome, the totals by family, the first causes, and how to read more. */
export function summaryText(record: RunRecord, screen: Screen): string {
  const paint = painter(screen.color);
  const { columns = 80, rows = 24 } = screen;
  const outcome = outcomeOf(record);
  const seconds = (record.durationMs / 1000).toFixed(1);
  const style = { passed: 'green', failed: 'red', error: 'magenta' } as const;
  const head = [
    paint(
      ['bold', style[outcome.word]],
      fit(`${outcome.word.toUpperCase()}  ${printable(outcome.says)}`, columns),
    ),
    paint(
      'dim',
      fit(
        `${counted(record.requests, 'request')} in ${seconds} s${record.complete ? '' : '; incomplete'}`,
        columns,
      ),
    ),
    ...record.notes.slice(0, 2).map((note) => fit(`note: ${printable(note, 300)}`, columns)),
    '',
    ...tableLines(record, paint, rows < 36 && causesOf(record).length > 0),
    '',
  ];
  const next = nextLines(record, paint);
  const wrapped = next.reduce(
    (sum, line) => sum + Math.ceil(stripVTControlCharacters(line).length / columns),
    0,
  );
  const causes = causeLines(record, paint, columns, rows - head.length - wrapped - 2); // blank line, and the prompt's
  return [...head, ...causes, ...(causes.length > 0 ? [''] : []), ...next].join('\n');
}
