import { createHash } from 'node:crypto';
import type { Case } from '../spec/openapi/case.ts';
import { listCauseKeys } from './causes.ts';
import { quoteShell } from './curl.ts';
import { type Evidence, findEvidence } from './evidence.ts';
import { getInvocation } from './invocation.ts';
import { toSafeJson } from './printable.ts';
import type { RecordedResult, Replay, RunRecord } from './record.ts';
import { findExchanges } from './record-queries.ts';
import { type StoredReplay, toStoredCase } from './replay-format.ts';

/** The options that a replay needs to send to the same target. */
const targetOptions =
  /^--(target|contract|api-version|fixtures|header|ca|proxy|allow-[a-z]+|operation|robustness|timeout|fault|variant)(=|$)/;

/**
 * Returns the path of a replay, relative to the report folder: readable words, and a digest of the clause id which
 * makes it unique. For causes other than the first, the digest includes the cause.
 */
export function createReplayPath(
  { clause: { id: clause }, findings }: RecordedResult,
  cause?: string,
): string {
  const words = clause.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const isFirst = cause === undefined || findings[0] === undefined || findings[0].cause === cause;
  const digest = createHash('sha256')
    .update(isFirst ? clause : `${clause}\n${cause}`)
    .digest('hex')
    .slice(0, 8);
  return `replays/${words.replace(/^-|-$/g, '').slice(0, 60).replace(/-$/, '')}-${digest}.json`;
}

/** The replay of a failed or noticed clause and one of its causes; undefined if no request shows the failure. */
export function createReplay(record: RunRecord, result: RecordedResult, cause?: string): Replay | undefined {
  if (result.verdict !== 'failed' && result.verdict !== 'noticed') return undefined;
  const cases = selectCases(record, findEvidence(record, result, cause));
  if (cases.length === 0) return undefined;
  const { suite, contract, target, seed } = record;
  const { title, version } = contract;
  return {
    suite: suite.version,
    contract: { title, version },
    target: target.name,
    seed,
    clause: result.clause.id,
    cases,
  };
}

/** Selects the cases that show a failure, in the order of sending. */
function selectCases(record: RunRecord, { finding, exchange }: Evidence): Case[] {
  const ids = new Set(finding?.exchanges);
  // A finding of several exchanges is not shrunk, so the smallest known sequence is that of its exchanges.
  if (exchange?.delivery) return []; // the API has sent the request
  if (ids.size <= 1) return finding && exchange ? withSources(record, [exchange.case]) : [];
  return withSources(
    record,
    findExchanges(record, ids).map((each) => each.case),
  );
}

/** Adds the cases whose responses have the ids that the cases of a scenario use. */
function withSources(record: RunRecord, cases: readonly Case[]): Case[] {
  const needed = new Set(cases.flatMap(({ step }) => step?.bindings.map(({ source }) => source) ?? []));
  const missing = [...needed].filter((id) => !cases.some((each) => each.id === id));
  const sources = record.exchanges.filter((each) => missing.includes(each.case.id)).map((each) => each.case);
  return sources.length === 0 ? [...cases] : withSources(record, [...sources, ...cases]);
}

/** The replay files of a run: path relative to the report folder, and text. */
export function createReplayFiles(record: RunRecord): { file: string; text: string }[] {
  return record.results.flatMap((result) =>
    listCauseKeys(result).flatMap((cause) => {
      const replay = createReplay(record, result, cause);
      if (!replay) return [];
      const stored: StoredReplay = { ...replay, cases: replay.cases.map(toStoredCase) };
      return [{ file: createReplayPath(result, cause), text: `${toSafeJson(stored, 2)}\n` }];
    }),
  );
}

/** Returns the report folder as the user typed it. */
export function getReportDirectory(record: RunRecord): string {
  const option = record.arguments.find((argument) => argument.startsWith('--report-dir='));
  return option?.slice('--report-dir='.length).replace(/\/+$/, '') || 'reports';
}

/** Formats the command that replays a clause. Without a replay, it is the command that repeats the run. */
export function formatReplayCommand(record: RunRecord, result: RecordedResult, cause?: string): string {
  if (!createReplay(record, result, cause)) return formatRunCommand(record);
  const replay = `--replay=${getReportDirectory(record)}/${createReplayPath(result, cause)}`;
  const hasTarget = record.arguments.some((argument) => argument.startsWith('--target='));
  const target = hasTarget || record.target.name === 'reference' ? [] : [`--target=${record.target.name}`];
  const options = record.arguments.filter((argument) => targetOptions.test(argument));
  return [getInvocation(), ...[replay, ...target, ...options].map(quoteShell)].join(' ');
}

/** The options of a run that change which test an export is. */
const exportOptions = /^--(target|contract|api-version|config|allow-references|operation|robustness)(=|$)/;

/** Formats the command that writes a failure as a test; undefined for one that several requests show. */
export function formatExportCommand(
  record: RunRecord,
  result: RecordedResult,
  cause?: string,
): string | undefined {
  if (createReplay(record, result, cause)?.cases.length !== 1) return undefined;
  const file = `${getReportDirectory(record)}/${createReplayPath(result, cause)}`;
  const options = record.arguments.filter((argument) => exportOptions.test(argument));
  return [getInvocation(), 'export', ...[file, ...options].map(quoteShell)].join(' ');
}

/** The command that repeats the run. */
export function formatRunCommand(record: RunRecord): string {
  const isDeliveries = record.arguments[0]?.startsWith('--') === false;
  const hasSeed = isDeliveries || record.arguments.some((argument) => argument.startsWith('--seed='));
  const options = hasSeed ? record.arguments : [...record.arguments, `--seed=${record.seed}`];
  return [getInvocation(), ...options.map(quoteShell)].join(' ');
}
