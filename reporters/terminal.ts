import { stripVTControlCharacters } from 'node:util';
import { causesOf } from './causes.ts';
import { outcomeOf } from './outcome.ts';
import { count, counted, printable } from './printable.ts';
import { byFamily, sourceText, tally, verdicts } from './reading.ts';
import type { RunRecord } from './record.ts';
import { replayCommand, reportDirectory, runCommand } from './replays.ts';
import { receivedText } from './story.ts';
import { type Paint, painter, verdictStyle } from './story-text.ts';

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

/** Cut to the columns of the screen, so that nothing wraps; plain text only. */
function fit(text: string, columns: number): string {
  return text.length <= columns ? text : `${text.slice(0, columns - 1)}…`;
}

function tableLines(record: RunRecord, paint: Paint): string[] {
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
    ...byFamily(record).map(({ family, judgements }) => row(family, tally(judgements))),
    row('all', record.totals),
  ];
}

/** The first causes in two lines each, as many as the screen has room for. */
function causeLines(record: RunRecord, paint: Paint, columns: number, room: number): string[] {
  const causes = causesOf(record);
  const fits = Math.max(1, Math.floor((room - 1) / 2));
  const heads = causes.slice(0, fits).flatMap(({ head, judgements }) => {
    const [finding] = head.findings;
    const others = judgements.length > 1 ? ` (and ${judgements.length - 1} more of this cause)` : '';
    const says = finding
      ? `expected ${printable(finding.expected, 200)}, received ${receivedText(finding)}`
      : printable(head.clause.says);
    return [
      paint(
        verdictStyle[head.verdict],
        fit(`${head.verdict} ${printable(head.clause.id)}${others}`, columns),
      ),
      fit(`  ${sourceText(record, head)}  ${says}`, columns),
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
    ...tableLines(record, paint),
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
