import { resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { outcomeOf } from '../../reporters/outcome.ts';
import { counted } from '../../reporters/printable.ts';
import type { RunRecord } from '../../reporters/record.ts';
import { tell } from '../../reporters/story.ts';
import { renderStory } from '../../reporters/story-text.ts';
import { writeReports } from '../../reporters/write.ts';
import type { Family } from '../../spec/clause.ts';
import { ContractError } from '../../spec/contract-error.ts';
import type { Verdict } from '../../spec/verdict.ts';
import { type Options, parseOptions } from '../../target/options.ts';
import { UsageError } from '../../target/usage-error.ts';
import { interruption } from '../interruption.ts';
import { watchOn } from './console.ts';
import { readDeviations, refuseOverwriting, waived, writeDeviations } from './deviations.ts';
import { runConformance } from './run.ts';
import { selected, testName } from './selection.ts';

/** A clause as its test sees it. */
export interface ClauseTest {
  operation: string;
  family: Family;
  name: string;
  verdict: Verdict;
  /** Why it is skipped, or the whole story of its failure. */
  text: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** The arguments of the launcher; not given when vitest is started without it. */
    argv: string[];
    tests: ClauseTest[];
    /** What the launcher ends with, and what it prints before. */
    ending: { status: number; record?: RunRecord };
  }
}

/** Sends everything before any test judges: the tests are the clauses, with what was observed of each. */
export default async function setup(project: TestProject): Promise<void> {
  const { argv } = project.getProvidedContext();
  try {
    const options = parseOptions(argv ?? [], process.env);
    const record = await conduct(options);
    await writeReports(record, resolve(options.reportDir));
    draftDeviations(options.writeDeviations, record, options.strict);
    project.provide(
      'tests',
      record.judgements.map((judgement) => clauseTest(record, judgement)),
    );
    project.provide('ending', { status: statusOf(record), record });
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof ContractError)) throw error;
    console.error(error.message);
    process.exitCode = 2;
    project.provide('tests', []);
    project.provide('ending', { status: 2 });
  }
}

/** Ctrl-C ends the sending, not the honesty: what was observed until then is judged and reported. */
async function conduct(options: Options): Promise<RunRecord> {
  const deviations = readDeviations(options.deviations);
  refuseOverwriting(options.writeDeviations);
  const watch = watchOn(process.stderr, process.env);
  try {
    const record = await runConformance(options, process.env, { ...watch, signal: interruption() });
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

/** 1 where a MUST is not met; else 2 where something could not be judged; else 0. */
const statusOf = (record: RunRecord): number => ({ failed: 1, error: 2, passed: 0 })[outcomeOf(record).word];

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
