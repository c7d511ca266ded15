import { accessSync, constants, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from '../http/usage-error.ts';
import { tell } from '../reporters/failure-report.ts';
import { renderStory } from '../reporters/failure-text.ts';
import { counted } from '../reporters/printable.ts';
import type { RunRecord } from '../reporters/record.ts';
import { outcomeOf } from '../reporters/run-outcome.ts';
import type { Family } from '../spec/clauses/clause.ts';
import type { Verdict } from '../spec/clauses/verdict.ts';
import { watchOn } from './console-progress.ts';
import { readDeviations, refuseOverwriting, waived, writeDeviations } from './known-failures-file.ts';
import type { Options } from './options.ts';
import { runConformance, type Watcher } from './run-conformance.ts';
import { selected, selector, testName } from './selection.ts';

/** A clause as its test sees it. */
export interface ClauseTest {
  operation: string;
  family: Family;
  name: string;
  verdict: Verdict;
  /** Why it is skipped, or the whole story of its failure. */
  text: string;
}

/** What a run came to. */
export interface Conducted {
  record: RunRecord;
  tests: ClauseTest[];
  /** 1 where a MUST is not met; else 2 where something could not be judged; else 0. */
  status: number;
}

/**
 * Sends everything, judges, and writes the reports. Who aborts the signal ends the sending, not the honesty: what was
 * observed until then is judged and reported.
 * @throws UsageError and ContractError before anything is sent.
 */
export async function conduct(options: Options, signal?: AbortSignal): Promise<Conducted> {
  const folder = resolve(options.reportDir);
  const record = await observed(options, folder, signal);
  const { writeReports } = await import('../reporters/write.ts'); // not needed before the first request
  await writeReports(record, folder).catch((cause) => refuse(folder, cause));
  draftDeviations(options.writeDeviations, record, options.strict);
  const tests = record.judgements.map((judgement) => clauseTest(record, judgement));
  return { record, tests, status: { failed: 1, error: 2, passed: 0 }[outcomeOf(record).word] };
}

/** Whether the reports can be written is known before anything is sent. */
function prepare(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (cause) {
    refuse(folder, cause);
  }
}

/** @throws UsageError where the file system refuses; otherwise what was thrown. */
function refuse(folder: string, cause: unknown): never {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (typeof code !== 'string') throw cause;
  throw new UsageError(
    `--report-dir: the reports cannot be written to ${folder} (${code}): name a folder that can be written to.`,
    { cause },
  );
}

async function observed(
  options: Options,
  folder: string,
  signal: AbortSignal | undefined,
): Promise<RunRecord> {
  selector(options.testNamePattern); // a bad pattern is told before anything is loaded
  const deviations = readDeviations(options.deviations);
  refuseOverwriting(options.writeDeviations);
  const watch = watchOn(process.stderr, process.env);
  try {
    const onStart: Watcher['onStart'] = (...started) => {
      prepare(folder);
      watch.onStart?.(...started);
    };
    const record = await runConformance(options, process.env, {
      ...watch,
      onStart,
      ...(signal && { signal }),
    });
    return waived(selected(record, options.testNamePattern), deviations, options);
  } finally {
    watch.end();
  }
}

function draftDeviations(path: string | undefined, record: RunRecord, strict: boolean): void {
  if (path === undefined) return;
  const count = writeDeviations(path, record, strict);
  console.error(`${path}: ${counted(count, 'known deviation')}, each to be given a reason`);
}

function clauseTest(record: RunRecord, judgement: RunRecord['judgements'][number]): ClauseTest {
  const { clause, verdict, reason = '' } = judgement;
  const fails = verdict === 'failed' || verdict === 'error';
  const text = verdict === 'failed' ? renderStory(tell(record, judgement)) : reason;
  return {
    operation: clause.operation,
    family: clause.family,
    name: testName(clause),
    verdict,
    text: fails && text === '' ? verdict : text,
  };
}
