import type { TrafficJudgement } from '../plan/judge-traffic.ts';
import { formatCount, formatNumber, toPrintable } from '../reporters/printable.ts';
import type { RunRecord } from '../reporters/record.ts';
import { createRecordHeader } from '../reporters/record-header.ts';
import { countVerdicts } from '../reporters/record-queries.ts';
import type { TrafficCoverage } from '../spec/clauses/traffic-coverage.ts';
import type { Contract } from '../spec/openapi/contract.ts';
import { formatArguments } from './format-arguments.ts';
import { locateResult } from './locate-clause.ts';
import type { Options } from './parse-options.ts';

/** The target and the time of recorded traffic, and its number of requests. */
export type TrafficFacts = Pick<RunRecord, 'target' | 'startedAt' | 'durationMs' | 'requests'>;

/** Creates the record of judged traffic, from which the reports of a run are written. */
export function createTrafficRecord(
  contract: Contract,
  { results: judged, exchanges, operations, coverage }: TrafficJudgement,
  facts: TrafficFacts,
  options: Options,
): RunRecord {
  const results = judged.map((result) => locateResult(contract, result));
  return {
    ...createRecordHeader(contract),
    ...facts,
    seed: 0,
    complete: true,
    ...(coverage.clauses.covered === 0 && { problem: 'no exchange has a response that can be judged' }),
    notes: describeCoverage(coverage),
    totals: countVerdicts(results),
    results,
    operations,
    traffic: coverage,
    counterexamples: [],
    exchanges,
    arguments: formatArguments(options),
  };
}

/** Describes what the traffic covers of the contract. */
function describeCoverage({
  exchanges,
  statuses,
  operations,
  responses,
  parameters,
  clauses,
  unmatched,
}: TrafficCoverage): string[] {
  const ratio = ({ covered, total }: { covered: number; total: number }, noun: string): string =>
    `${formatNumber(covered)} of ${formatCount(total, noun)}`;
  const list = (label: string, missing: readonly string[]): string =>
    missing.length === 0
      ? ''
      : `; ${label}: ${missing.slice(0, 10).join(', ')}${missing.length > 10 ? ' …' : ''}`;
  return [
    `${formatCount(exchanges, 'exchange')} of ${ratio(operations, 'operation')}, with the statuses ${statuses.join(', ')}${list('without any', operations.missing)}`,
    `${ratio(clauses, 'clause')} judged by this traffic; it has ${ratio(responses, 'documented response')}${parameters.total === 0 ? '' : ` and ${ratio(parameters, 'parameter')}`}${list('never sent', parameters.missing)}`,
    ...(unmatched.exchanges === 0
      ? []
      : [
          `${formatCount(unmatched.exchanges, 'exchange')} of other paths, not judged: ${formatPaths(unmatched.paths)}`,
        ]),
  ];
}

const MAX_PATHS = 5;

/** Explains why no exchange could be judged; undefined if there was none. */
export const explainUnmatched = ({ unmatched }: TrafficCoverage): string | undefined =>
  unmatched.exchanges === 0
    ? undefined
    : `judge: none of the ${formatCount(unmatched.exchanges, 'exchange')} belongs to an operation of the contract. Their paths are ${formatPaths(unmatched.paths)}. Give the contract of this server with --contract.`;

function formatPaths(paths: readonly string[]): string {
  const shown = paths.slice(0, MAX_PATHS).map((path) => toPrintable(path, 100));
  return [...shown, ...(paths.length > MAX_PATHS ? [`${paths.length - MAX_PATHS} more`] : [])].join(', ');
}
