import { groupByCause } from './causes.ts';
import { createFailureReport } from './failure-report.ts';
import { createPainter } from './paint.ts';
import { formatCount, toPrintable } from './printable.ts';
import type { RunRecord } from './record.ts';
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
  record: Pick<RunRecord, 'suite' | 'target' | 'contract' | 'seed'>,
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
    `${paint('dim', 'seed      ')}${seed}`,
  ].join('\n');
}

/** Renders the full reports of failed clauses (with `--strict`, of noticed ones too), at most `limit`; empty without failures. */
export function renderFailures(record: RunRecord, { color }: Screen, limit = 10): string {
  const causes = groupByCause(record).filter(
    ({ primary }) => primary.verdict === 'failed' || isStrict(record),
  );
  const shown = causes
    .slice(0, limit)
    .map(({ primary }) => `${renderFailure(createFailureReport(record, primary), { color })}\n`);
  const hidden = causes.length - shown.length;
  if (hidden > 0)
    shown.push(`and ${formatCount(hidden, 'more cause')}: see ${getReportDirectory(record)}/index.html\n`);
  return shown.join('\n');
}
