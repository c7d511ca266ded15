import { groupByCause } from './causes.ts';
import { summarizeConsumers } from './consumers.ts';
import { createFailureReports, type FailureReport } from './failure-report.ts';
import { createFence, formatCode } from './markdown.ts';
import { capitalize, formatCount, formatNumber } from './printable.ts';
import type { RunRecord } from './record.ts';
import { countVerdicts, formatSource, groupByFamily, verdicts } from './record-queries.ts';
import { renderFailure } from './render-failure.ts';
import { formatRunCommand } from './replays.ts';
import { decideOutcome } from './run-outcome.ts';
import { listUntestedOperations } from './untested-operations.ts';
import { groupUnverified } from './unverified-groups.ts';

/** Maximum numbers of entries: GitHub rejects a job summary of more than 1 MiB. */
const limits = { failures: 20, unjudged: 50, untested: 50, groups: 30, parameters: 100 };

/** Renders the run as `summary.md`, which is also GitHub's job summary. */
export function renderSummary(record: RunRecord): string {
  const reports = createFailureReports(record, limits.failures);
  const hidden = groupByCause(record).length - reports.length;
  const { status, description } = decideOutcome(record);
  return [
    `# Conformance ${status}`,
    '',
    // The description of an error may quote the target.
    status === 'error' ? formatCode(description) : `${capitalize(description)}.`,
    '',
    ...formatUntested(record),
    ...formatFacts(record),
    '',
    ...formatVerdictTable(record),
    '',
    ...formatUnverified(record),
    ...formatParameterSources(record),
    ...formatConsumers(record),
    ...(reports.length > 0 ? ['## Findings', ''] : []),
    ...reports.flatMap(formatDetails),
    ...(hidden > 0 ? [`and ${formatCount(hidden, 'more cause')}: see \`index.html\``, ''] : []),
    ...formatUnjudged(record),
  ].join('\n');
}

function formatFacts(record: RunRecord): string[] {
  const { target, contract, suite, seed, requests, durationMs } = record;
  const server = [target.server, target.version]
    .filter((header) => header !== undefined)
    .map(formatCode)
    .join(' ');
  return [
    `- target: ${[target.name, ...(target.url === target.name ? [] : [target.url])].map(formatCode).join(' ')} ${server}`.trimEnd(),
    `- contract: ${formatCode(`${contract.title} ${contract.version}`)} (${formatCode(contract.file)})`,
    `- suite: ${formatCode(`${suite.name} ${suite.version}`)}, seed ${seed}, ${formatCount(requests, 'request')} in ${(durationMs / 1000).toFixed(1)} s`,
    ...(record.complete ? [] : ['- **incomplete**: the run ended before all planned requests were sent']),
    ...record.notes.map((note) => `- note: ${formatCode(note)}`),
    `- repeat: ${formatCode(formatRunCommand(record))}`,
  ];
}

/** The operations without a judged success response. */
function formatUntested(record: RunRecord): string[] {
  const untested = listUntestedOperations(record);
  if (untested.length === 0) return [];
  const lines = untested.slice(0, limits.untested).map(({ operation, reason, remedy, lastRejection }) => {
    const parts = [reason, lastRejection, remedy].filter((part) => part !== undefined && part !== '');
    return `- ${formatCode(operation)}: ${parts.map((part) => formatCode(part ?? '')).join(' → ')}`;
  });
  const hidden = untested.length - lines.length;
  const more = hidden > 0 ? [`- and ${formatCount(hidden, 'more operation')}`] : [];
  return ['## Operations without a judged success response', '', ...lines, ...more, ''];
}

/** Where the values of path parameters came from. */
function formatParameterSources({ operations }: RunRecord): string[] {
  const rows = operations.flatMap(({ operation, pathParameters = [] }) =>
    pathParameters.map(({ parameter, bindings, reason }) => {
      const sources = [...bindings, ...(reason === undefined ? [] : [reason])].map(formatCode).join(', ');
      return `| ${formatCode(operation)} | ${formatCode(parameter)} | ${sources} |`;
    }),
  );
  if (rows.length === 0) return [];
  const hidden = rows.length - limits.parameters;
  return [
    ...['## Where ids come from', '', '| operation | parameter | values |', '| :-- | :-- | :-- |'],
    ...rows.slice(0, limits.parameters),
    ...(hidden > 0 ? [`| and ${formatCount(hidden, 'more')} | | |`] : []),
    '',
  ];
}

/** The unverified clauses by remedy. */
function formatUnverified(record: RunRecord): string[] {
  const groups = groupUnverified(record);
  if (groups.length === 0) return [];
  const rows = groups.slice(0, limits.groups).map(({ reason, remedy, results }) => {
    const advice = remedy === undefined ? '' : formatCode(remedy);
    return `| ${formatNumber(results.length)} | ${formatCode(reason)} | ${advice} |`;
  });
  return ['## Unverified', '', '| clauses | reason | remedy |', '| --: | :-- | :-- |', ...rows, ''];
}

/** What consumers do with the responses of the run. */
function formatConsumers(record: RunRecord): string[] {
  const lines = summarizeConsumers(record).map((line) => `- ${formatCode(line)}`);
  return lines.length === 0 ? [] : ['## Consumers', '', ...lines, ''];
}

function formatVerdictTable(record: RunRecord): string[] {
  const row = (label: string, totals: RunRecord['totals']) =>
    `| ${label} | ${verdicts.map((verdict) => (totals[verdict] === 0 ? '·' : formatNumber(totals[verdict]))).join(' | ')} |`;
  return [
    `| | ${verdicts.join(' | ')} |`,
    `| :-- | ${verdicts.map(() => '--:').join(' | ')} |`,
    ...groupByFamily(record.results).map(({ family, results }) => row(family, countVerdicts(results))),
    row('**all**', record.totals),
  ];
}

function formatDetails(report: FailureReport): string[] {
  const text = renderFailure(report);
  const fence = createFence(text, 3);
  const title = `${report.verdict} ${report.clause.level}: ${escapeHtml(report.title)}`;
  return [
    '<details>',
    `<summary>${title} — <code>${escapeHtml(report.source.location)}</code></summary>`,
    '',
    `${fence}text`,
    text,
    fence,
    '',
    '</details>',
    '',
  ];
}

function formatUnjudged(record: RunRecord): string[] {
  const unjudged = record.results.filter(
    ({ verdict }) => verdict === 'unverified' || verdict === 'error' || verdict === 'waived',
  );
  if (unjudged.length === 0) return [];
  const rows = unjudged.slice(0, limits.unjudged).map((result) => {
    const { clause, verdict, reason } = result;
    return `| ${verdict} | ${formatCode(clause.id)} | ${formatCode(formatSource(record, result))} | ${formatCode(reason ?? '')} |`;
  });
  const hidden = unjudged.length - rows.length;
  return [
    '## Not judged',
    '',
    '| verdict | clause | source | reason |',
    '| :-- | :-- | :-- | :-- |',
    ...rows,
    ...(hidden > 0 ? ['', `and ${formatCount(hidden, 'more clause')}`] : []),
    '',
  ];
}

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
