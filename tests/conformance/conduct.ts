import { resolve } from 'node:path';
import { outcomeOf } from '../../reporters/outcome.ts';
import { counted } from '../../reporters/printable.ts';
import type { RunRecord } from '../../reporters/record.ts';
import { tell } from '../../reporters/story.ts';
import { renderStory } from '../../reporters/story-text.ts';
import type { Family } from '../../spec/clause.ts';
import type { Verdict } from '../../spec/verdict.ts';
import type { Options } from '../../target/options.ts';
import { watchOn } from './console.ts';
import { readDeviations, refuseOverwriting, waived, writeDeviations } from './deviations.ts';
import { runConformance } from './run.ts';
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
  const record = await observed(options, signal);
  const { writeReports } = await import('../../reporters/write.ts'); // not needed before the first request
  await writeReports(record, resolve(options.reportDir));
  draftDeviations(options.writeDeviations, record, options.strict);
  const tests = record.judgements.map((judgement) => clauseTest(record, judgement));
  return { record, tests, status: { failed: 1, error: 2, passed: 0 }[outcomeOf(record).word] };
}

async function observed(options: Options, signal: AbortSignal | undefined): Promise<RunRecord> {
  selector(options.testNamePattern); // a bad pattern is told before anything is loaded
  const deviations = readDeviations(options.deviations);
  refuseOverwriting(options.writeDeviations);
  const watch = watchOn(process.stderr, process.env);
  try {
    const record = await runConformance(options, process.env, { ...watch, ...(signal && { signal }) });
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
