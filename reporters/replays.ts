import { createHash } from 'node:crypto';
import type { Case } from '../spec/openapi/case.ts';
import { quoteShell } from './curl.ts';
import { toSafeJson } from './printable.ts';
import type { RecordedResult, Replay, RunRecord } from './record.ts';
import { findCounterexample, findExchanges } from './record-queries.ts';
import { type StoredReplay, toStoredCase } from './replay-format.ts';

/** The options that a replay needs to reach the same target. */
const targetOptions =
  /^--(target|contract|fixtures|header|ca|proxy|allow-[a-z]+|operation|robustness|timeout|fault|variant)(=|$)/;

/** The path of a clause's replay, relative to the report folder: readable, and unique by a digest of the id. */
export function createReplayPath(clause: string): string {
  const words = clause.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const digest = createHash('sha256').update(clause).digest('hex').slice(0, 8);
  return `replays/${words.replace(/^-|-$/g, '').slice(0, 60).replace(/-$/, '')}-${digest}.json`;
}

/** The replay of a failed or noticed clause; undefined if no request shows the failure. */
export function createReplay(record: RunRecord, result: RecordedResult): Replay | undefined {
  if (result.verdict !== 'failed' && result.verdict !== 'noticed') return undefined;
  const cases = selectCases(record, result);
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

/** The cases that show a failure, in the order in which they were sent. */
function selectCases(record: RunRecord, result: RecordedResult): Case[] {
  const ids = result.findings[0]?.exchanges ?? [];
  const counterexample = findCounterexample(record, result);
  // A finding of several exchanges is not shrunk: their sequence is the smallest one known.
  if (counterexample && new Set(ids).size <= 1) return [counterexample.exchange.case];
  return findExchanges(record, ids).map((exchange) => exchange.case);
}

/** The replay files of a run: path relative to the report folder, and text. */
export function createReplayFiles(record: RunRecord): { file: string; text: string }[] {
  return record.results.flatMap((result) => {
    const replay = createReplay(record, result);
    if (!replay) return [];
    const stored: StoredReplay = { ...replay, cases: replay.cases.map(toStoredCase) };
    return [{ file: createReplayPath(result.clause.id), text: `${toSafeJson(stored, 2)}\n` }];
  });
}

/** The report folder as the user gave it. */
export function getReportDirectory(record: RunRecord): string {
  const option = record.arguments.find((argument) => argument.startsWith('--report-dir='));
  return option?.slice('--report-dir='.length).replace(/\/+$/, '') || 'reports';
}

/** The command that replays a clause; without a replay, the command that repeats the run. */
export function formatReplayCommand(record: RunRecord, result: RecordedResult): string {
  if (!createReplay(record, result)) return formatRunCommand(record);
  const replay = `--replay=${getReportDirectory(record)}/${createReplayPath(result.clause.id)}`;
  const hasTarget = record.arguments.some((argument) => argument.startsWith('--target='));
  const target = hasTarget || record.target.name === 'reference' ? [] : [`--target=${record.target.name}`];
  const options = record.arguments.filter((argument) => targetOptions.test(argument));
  return ['npm test --', ...[replay, ...target, ...options].map(quoteShell)].join(' ');
}

/** The command that repeats the run. */
export function formatRunCommand(record: RunRecord): string {
  const hasSeed = record.arguments.some((argument) => argument.startsWith('--seed='));
  const options = hasSeed ? record.arguments : [...record.arguments, `--seed=${record.seed}`];
  return ['npm test --', ...options.map(quoteShell)].join(' ');
}
