import { type Cause, groupByCause } from './causes.ts';
import { createFailureReport } from './failure-report.ts';
import { createPainter, type Paint, verdictStyles } from './paint.ts';
import { formatCount, toPrintable } from './printable.ts';
import type { RecordedResult, RunRecord } from './record.ts';
import { isStrict } from './record-queries.ts';
import { renderFailure } from './render-failure.ts';
import { getReportDirectory } from './replays.ts';

/** Properties of the terminal. */
export interface Screen {
  color: boolean;
  columns?: number;
  rows?: number;
}

/** Whether to write colours. `FORCE_COLOR` and `NO_COLOR` (force-color.org, no-color.org) override the terminal. */
export function shouldUseColor(
  environment: Readonly<Record<string, string | undefined>>,
  isTerminal: boolean,
): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = environment;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  return isTerminal && TERM !== 'dumb';
}

/** Renders the header that is printed before the first request: suite, target, contract, seed. */
export function renderHeader(
  record: Pick<RunRecord, 'suite' | 'target' | 'contract'> & Partial<Pick<RunRecord, 'seed'>>,
  screen: Screen,
): string {
  const paint = createPainter(screen.color);
  const { suite, target, contract, seed } = record;
  const version = target.version === undefined ? undefined : `version ${toPrintable(target.version, 60)}`;
  const server = target.server === undefined ? undefined : `Server: ${toPrintable(target.server, 60)}`;
  const headers = [server, version].filter((header) => header !== undefined).join(', ');
  const url = target.url === target.name ? '' : `  ${toPrintable(target.url)}`;
  return [
    paint('bold', `${suite.name} ${suite.version}`),
    `${paint('dim', 'target    ')}${toPrintable(target.name)}${url}${headers ? `  (${headers})` : ''}`,
    `${paint('dim', 'contract  ')}${toPrintable(contract.title)} ${toPrintable(contract.version)}  ${toPrintable(contract.file)}`,
    ...(seed === undefined ? [] : [`${paint('dim', 'seed      ')}${seed}`]),
  ].join('\n');
}

/**
 * Renders the full reports of the first `limit` failed causes (with `--strict`, of noticed ones too), and one line for
 * each other failed clause; empty without failures. The summary names the noticed clauses.
 */
export function renderFailures(record: RunRecord, { color }: Screen, limit = 5): string {
  const paint = createPainter(color);
  const causes = groupByCause(record);
  const full = causes
    .filter(({ primary }) => primary.verdict === 'failed' || isStrict(record))
    .slice(0, limit);
  const reports = full.map((cause) =>
    renderFailure(createFailureReport(record, cause.primary, cause), { color }),
  );
  const shown = new Set(full.map(({ primary, key }) => `${primary.clause.id}\n${key}`));
  const others = causes.flatMap((cause) =>
    cause.results
      .filter(({ verdict }) => verdict === 'failed' || isStrict(record))
      .filter(({ clause }) => !shown.has(`${clause.id}\n${cause.key}`))
      .map((result) => formatLine(record, cause, result, paint)),
  );
  const lines = others.slice(0, maxLines);
  const hidden = others.length - lines.length;
  const more =
    hidden > 0
      ? [`and ${formatCount(hidden, 'more clause')}: see ${getReportDirectory(record)}/index.html`]
      : [];
  return [
    ...reports.map((report) => `${report}\n`),
    ...(lines.length > 0 ? [[...lines, ...more, ''].join('\n')] : []),
  ].join('\n');
}

/** Maximum number of printed lines. The reports list all clauses. */
const maxLines = 500;

/** One line that names a clause and its fault. */
export function formatLine(record: RunRecord, cause: Cause, result: RecordedResult, paint: Paint): string {
  const { title, verdict, clause } = createFailureReport(record, result, cause);
  return `${paint(verdictStyles[verdict], verdict.padEnd(7))}  ${clause.id}  ${title}`;
}
