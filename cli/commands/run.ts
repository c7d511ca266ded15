import { appendFileSync } from 'node:fs';
import type { RunRecord } from '../../reporters/record.ts';
import { renderFailures } from '../../reporters/terminal.ts';
import { renderTerminalSummary } from '../../reporters/terminal-summary.ts';
import { getInterruptSignal } from '../interruption.ts';
import type { Options } from '../parse-options.ts';
import { loadVitest, reportTests } from '../report-tests.ts';
import { type RecordCreator, runAndReport } from '../run-and-report.ts';
import { runConformance } from '../run-conformance.ts';
import { runCommandWithHooks } from '../run-hooks.ts';
import { getScreen } from '../screen.ts';
import { isGitHubActions, stopWorkflowCommands } from '../workflow-commands.ts';

/** The default command: runs the suite. */
export const run = (options: Options): Promise<number> =>
  runCommandWithHooks(options, (prepared) => runAndPrint(prepared, runConformance));

/**
 * Creates a record, writes the reports, and prints the summary; with `--reporter`, vitest reports one test for each
 * clause. Returns the exit status.
 */
export async function runAndPrint(options: Options, createRecord: RecordCreator): Promise<number> {
  const resume = isGitHubActions() ? stopWorkflowCommands() : undefined;
  const hasReporter = options.reporter.length > 0;
  // loaded first, because without vitest no test would report the result of the run
  const vitest = hasReporter ? await loadVitest() : undefined;
  const { record, tests, status } = await runAndReport(options, getInterruptSignal(), createRecord);
  const ranTests = vitest === undefined || (await reportTests(vitest, tests, options));
  // with a reporter, vitest prints the failures
  const failures = hasReporter ? '' : renderFailures(record, getScreen());
  console.log([failures, renderTerminalSummary(record, getScreen())].filter(Boolean).join('\n'));
  resume?.();
  if (isGitHubActions()) await reportToGitHub(record);
  return ranTests ? status : 2;
}

async function reportToGitHub(record: RunRecord): Promise<void> {
  const [{ renderAnnotations }, { renderSummary }] = await Promise.all([
    import('../../reporters/annotations.ts'),
    import('../../reporters/summary.ts'),
  ]);
  const { GITHUB_STEP_SUMMARY: file, GITHUB_WORKSPACE } = process.env;
  const directory = process.cwd();
  const workspace = { repository: GITHUB_WORKSPACE ?? directory, directory };
  process.stdout.write(renderAnnotations(record, workspace));
  if (file) appendFileSync(file, `${renderSummary(record)}\n`);
}
