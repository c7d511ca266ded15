import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseRecording } from '../http/har/parse-recording.ts';
import { UsageError } from '../http/usage-error.ts';
import { toPrintable } from '../reporters/printable.ts';
import type { RunRecord } from '../reporters/record.ts';
import type { RecordedExchange } from '../spec/openapi/exchange.ts';

/**
 * Reads the exchanges of recordings, with ids in the order of the files.
 * @throws UsageError for an unusable file
 */
export const readRecordings = (files: readonly string[]): RecordedExchange[] =>
  files.flatMap(readRecording).map((exchange, index) => ({ ...exchange, id: index + 1 }));

/**
 * Replaces each folder by the recordings in it, in the order of their names.
 * @throws UsageError for a path that does not exist, or a folder without recordings
 */
export function listRecordings(path: string): string[] {
  if (!explain(path, () => statSync(path)).isDirectory()) return [path];
  const names = readdirSync(path).filter((name) => /\.(har|jsonl?|ndjson)(\.gz)?$/.test(name));
  if (names.length > 0) return names.sort().map((name) => join(path, name));
  throw new UsageError(
    `judge: ${toPrintable(path, 200)} has no recordings (.har, .jsonl, .json, or .gz of them).`,
  );
}

const readRecording = (path: string): RecordedExchange[] =>
  explain(path, () => parseRecording(readFileSync(path)));

/** @throws UsageError with the path, if the action fails */
function explain<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    const reason =
      cause instanceof UsageError
        ? cause.message
        : `the file cannot be read (${cause instanceof Error && 'code' in cause ? cause.code : cause})`;
    throw new UsageError(`judge: ${toPrintable(path, 200)}: ${reason}`, { cause });
  }
}

/** The time of recorded exchanges, and their number. */
export function summarizeTimes(
  exchanges: readonly RecordedExchange[],
): Pick<RunRecord, 'startedAt' | 'durationMs' | 'requests'> {
  const from = exchanges.reduce((first, { startedAt }) => Math.min(first, startedAt), Date.now());
  const until = exchanges.reduce((last, each) => Math.max(last, each.startedAt + each.durationMs), from);
  return { startedAt: new Date(from).toISOString(), durationMs: until - from, requests: exchanges.length };
}
