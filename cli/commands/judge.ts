import { readFileSync } from 'node:fs';
import { parseRecording } from '../../http/har/parse-recording.ts';
import { redactRecorded } from '../../http/har/redact-recorded.ts';
import { UsageError } from '../../http/usage-error.ts';
import { judgeTraffic, type TrafficJudgement } from '../../plan/judge-traffic.ts';
import { createRedactor } from '../../redaction/redactor.ts';
import { formatCount, toPrintable } from '../../reporters/printable.ts';
import type { RunRecord } from '../../reporters/record.ts';
import { createRecordHeader } from '../../reporters/record-header.ts';
import { countVerdicts } from '../../reporters/record-queries.ts';
import type { RecordedExchange } from '../../spec/openapi/exchange.ts';
import { parseUrl } from '../../spec/parse-url.ts';
import { suites } from '../../suites/suites.ts';
import { formatArguments } from '../format-arguments.ts';
import { locateResult } from '../locate-clause.ts';
import { createOwnRules } from '../own-rules.ts';
import type { Options } from '../parse-options.ts';
import { collectSchemes } from '../read-credentials.ts';
import { resolveContract } from '../resolve-contract.ts';
import { selectOperations } from '../select-operations.ts';
import { runAndPrint } from './run.ts';

/** `judge`: judges recorded exchanges, writes the reports of a run, and prints its summary. */
export const judge = (options: Options): Promise<number> => runAndPrint(options, judgeFiles);

/** @throws UsageError for an unusable file, or if no exchange belongs to an operation of the contract */
async function judgeFiles(options: Options): Promise<RunRecord> {
  const contract = await resolveContract(options);
  const operations = selectOperations(contract, options);
  const recorded = options.judge
    .flatMap(readRecording)
    .map((exchange, index) => ({ ...exchange, id: index + 1 }));
  const exchanges = redactRecorded(recorded, [...collectSchemes(contract).values()], createRedactor());
  const ownRules = createOwnRules(options.configured, contract);
  const judgement = judgeTraffic({ contract, operations, suites, ownRules, exchanges });
  if (judgement.exchanges.length === 0) throw new UsageError(explainNoExchange(options.judge, exchanges));
  const results = judgement.results.map((result) => locateResult(contract, result));
  const from = exchanges.reduce(
    (first, { startedAt }) => Math.min(first, startedAt),
    Number.POSITIVE_INFINITY,
  );
  const until = exchanges.reduce((last, each) => Math.max(last, each.startedAt + each.durationMs), 0);
  const origin = parseUrl(judgement.exchanges[0]?.sent.url ?? '')?.origin ?? '';
  return {
    ...createRecordHeader(contract),
    target: { name: origin, url: origin },
    seed: 0,
    startedAt: new Date(from).toISOString(),
    durationMs: until - from,
    requests: exchanges.length,
    complete: true,
    notes: describeCoverage(judgement),
    totals: countVerdicts(results),
    results,
    operations: judgement.coverage,
    counterexamples: [],
    exchanges: judgement.exchanges,
    arguments: formatArguments(options),
  };
}

function readRecording(path: string): RecordedExchange[] {
  try {
    return parseRecording(readFileSync(path));
  } catch (cause) {
    const reason =
      cause instanceof UsageError
        ? cause.message
        : `the file cannot be read (${cause instanceof Error && 'code' in cause ? cause.code : cause})`;
    throw new UsageError(`judge: ${toPrintable(path, 200)}: ${reason}`, { cause });
  }
}

function explainNoExchange(files: readonly string[], exchanges: readonly RecordedExchange[]): string {
  if (exchanges.length === 0)
    return `judge: ${files.join(', ')}: no exchange is recorded. Record some traffic first.`;
  const paths = listPaths(exchanges);
  return `judge: none of the ${formatCount(exchanges.length, 'exchange')} belongs to an operation of the contract. Their paths are ${paths}. Give the contract of this server with --contract.`;
}

const MAX_PATHS = 5;

/** Returns the methods and paths of the first exchanges, without their query. */
function listPaths(exchanges: readonly RecordedExchange[]): string {
  const paths = [
    ...new Set(exchanges.map(({ sent }) => `${sent.method} ${parseUrl(sent.url)?.pathname ?? sent.url}`)),
  ];
  const shown = paths.slice(0, MAX_PATHS).map((path) => toPrintable(path, 100));
  return [...shown, ...(paths.length > MAX_PATHS ? [`${paths.length - MAX_PATHS} more`] : [])].join(', ');
}

/** Describes which operations, statuses and paths the recording covers. */
function describeCoverage({ exchanges, unused, unmatched, coverage }: TrafficJudgement): string[] {
  const statuses = [...new Set(exchanges.flatMap(({ response }) => response?.status ?? []))].sort();
  const all = coverage.length + unused.length;
  return [
    `${formatCount(exchanges.length, 'exchange')} of ${coverage.length} of ${formatCount(all, 'operation')}, with the statuses ${statuses.join(', ')}${unused.length === 0 ? '' : `; without any: ${unused.slice(0, 10).join(', ')}${unused.length > 10 ? ' …' : ''}`}`,
    ...(unmatched.length === 0
      ? []
      : [`${formatCount(unmatched.length, 'exchange')} of other paths, not judged: ${listPaths(unmatched)}`]),
  ];
}
