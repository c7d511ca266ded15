import { accessSync, constants, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from '../http/usage-error.ts';
import { createFailureReport } from '../reporters/failure-report.ts';
import { formatCount } from '../reporters/printable.ts';
import type { RecordedResult, RunRecord } from '../reporters/record.ts';
import { renderFailure } from '../reporters/render-failure.ts';
import { decideOutcome } from '../reporters/run-outcome.ts';
import type { Family } from '../spec/clauses/clause.ts';
import type { Verdict } from '../spec/clauses/verdict.ts';
import { createConsoleProgress } from './console-progress.ts';
import { findConsumers, readWithConsumers } from './consumers/read-with-consumers.ts';
import { readKnownFailures, rejectOverwriting, writeKnownFailures } from './known-failures-file.ts';
import type { Options } from './parse-options.ts';
import { type RunListener, runConformance } from './run-conformance.ts';
import { createClauseFilter, formatTestName, selectResults } from './select-clauses.ts';
import { waiveKnownFailures } from './waive-known-failures.ts';

/** The result of a clause, as a vitest test reports it. */
export interface ClauseTest {
  operation: string;
  family: Family;
  name: string;
  verdict: Verdict;
  /** The failure report, or the reason why the test is skipped. */
  text: string;
}

/** Creates the record from which the reports are written: by a run, or from recorded exchanges. */
export type RecordCreator = (
  options: Options,
  env: NodeJS.ProcessEnv,
  listener: RunListener,
) => Promise<RunRecord>;

export interface RunResult {
  record: RunRecord;
  tests: ClauseTest[];
  /** Exit status: 1 if a MUST clause failed, else 2 if something could not be judged, else 0. */
  status: number;
}

/**
 * Runs the suite and writes the reports. If the signal is aborted, the run ends early: what was received until then is
 * judged and reported.
 * @throws UsageError and ContractError before the first request.
 */
export async function runAndReport(
  options: Options,
  signal?: AbortSignal,
  createRecord: RecordCreator = runConformance,
): Promise<RunResult> {
  const folder = resolve(options.reportDir);
  const record = await recordRun(options, folder, signal, createRecord);
  // imported later, because only the reports need it
  const { writeReports } = await import('../reporters/write-reports.ts');
  await writeReports(record, folder).catch((cause) => rejectReportFolder(folder, cause));
  if (options.writeDeviations !== undefined) {
    const count = writeKnownFailures(options.writeDeviations, record, options.strict);
    console.error(
      `${options.writeDeviations}: ${formatCount(count, 'known failure')} written. Add a reason to each.`,
    );
  }
  const tests = record.results.map((result) => createClauseTest(record, result));
  return { record, tests, status: { failed: 1, error: 2, passed: 0 }[decideOutcome(record).status] };
}

async function recordRun(
  options: Options,
  folder: string,
  signal: AbortSignal | undefined,
  createRecord: RecordCreator,
): Promise<RunRecord> {
  createClauseFilter(options.testNamePattern); // throws for an invalid pattern before the contract is loaded
  const knownFailures = readKnownFailures(options.deviations);
  rejectOverwriting(options.writeDeviations);
  const consumers = findConsumers(options.sdk);
  const progress = createConsoleProgress(process.stderr, process.env);
  try {
    const onStart: RunListener['onStart'] = (...started) => {
      createReportFolder(folder);
      progress.onStart?.(...started);
    };
    const listener = { ...progress, onStart, ...(signal && { signal }) };
    const record = await createRecord(options, process.env, listener);
    const waived = waiveKnownFailures(selectResults(record, options.testNamePattern), knownFailures, options);
    return readWithConsumers(waived, consumers, signal);
  } finally {
    progress.end();
  }
}

/** Creates the report folder before the first request: otherwise a run could end without a place for its reports. */
function createReportFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (cause) {
    rejectReportFolder(folder, cause);
  }
}

/** Throws a UsageError for an error of the file system, and any other error unchanged. */
function rejectReportFolder(folder: string, cause: unknown): never {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (typeof code !== 'string') throw cause;
  throw new UsageError(
    `--report-dir: the reports cannot be written to ${folder} (${code}). Choose a writable folder.`,
    { cause },
  );
}

function createClauseTest(record: RunRecord, result: RecordedResult): ClauseTest {
  const { clause, verdict, reason = '' } = result;
  const isFailure = verdict === 'failed' || verdict === 'error';
  const text = verdict === 'failed' ? renderFailure(createFailureReport(record, result)) : reason;
  return {
    operation: clause.operation,
    family: clause.family,
    name: formatTestName(clause),
    verdict,
    text: isFailure && text === '' ? verdict : text,
  };
}
