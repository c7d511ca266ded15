import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { TestModule, Vitest } from 'vitest/node';
import type { RunRecord } from '../../reporters/record.ts';
import { renderFailures, shouldUseColor } from '../../reporters/terminal.ts';
import { renderTerminalSummary } from '../../reporters/terminal-summary.ts';
import { getInterruptSignal, handleSignals } from '../interruption.ts';
import type { Options } from '../parse-options.ts';
import { type ClauseTest, runAndReport } from '../run-and-report.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The default command: runs the suite, reports the clauses as vitest tests, and prints the summary. */
export async function run(options: Options): Promise<number> {
  const resume = isGitHubActions() ? stopWorkflowCommands() : undefined;
  const { record, tests, status } = await runAndReport(options, getInterruptSignal());
  const hasReporter = options.reporter.length > 0;
  // After an interrupt the user waits for the end, and the reports are already written.
  const skipsTests = getInterruptSignal().aborted && !hasReporter;
  const ranTests = skipsTests || (await runTests(options, tests));
  const failures = hasReporter ? '' : renderFailures(record, getScreen()); // the vitest reporters print them too
  console.log([failures, renderTerminalSummary(record, getScreen())].filter(Boolean).join('\n'));
  resume?.();
  if (isGitHubActions()) await reportToGitHub(record);
  return ranTests ? status : 2;
}

/** Runs one vitest test for each clause. Returns false if vitest itself failed. */
async function runTests({ reporter, testNamePattern }: Options, tests: ClauseTest[]): Promise<boolean> {
  const { createVitest } = await import('vitest/node'); // takes a second to load
  const vitest = await createVitest('test', {
    ...{ root, watch: false, run: true, project: ['conformance'] },
    cache: false, // a run writes only its reports
    reporters: reporter.length > 0 ? [...reporter] : [{}], // `{}`: a reporter that prints nothing
    ...(testNamePattern !== undefined && { testNamePattern: new RegExp(testNamePattern) }),
  });
  handleSignals();
  try {
    vitest.provide('tests', tests);
    const { testModules } = await vitest.start();
    return !printSuiteErrors(vitest, testModules);
  } finally {
    await vitest.close();
  }
}

function getScreen() {
  const { stdout, env } = process;
  const { columns = 100, rows = 40, isTTY } = stdout;
  return { color: shouldUseColor(env, isTTY), columns, rows };
}

/** Prints errors of vitest or of loading a test file, and returns whether there were any. */
function printSuiteErrors(vitest: Vitest, modules: readonly TestModule[]): boolean {
  const errors = [
    ...vitest.state.getUnhandledErrors(),
    ...modules.flatMap((module) => module.errors().map(({ message }) => message)),
  ];
  for (const error of errors) console.error(`The suite itself failed: ${error}`);
  return errors.length > 0;
}

const isGitHubActions = (): boolean => process.env.GITHUB_ACTIONS === 'true';

/**
 * Makes GitHub's runner ignore workflow commands until the returned function is called: printed text of the target could
 * contain commands.
 */
function stopWorkflowCommands(): () => void {
  const token = randomUUID();
  console.log(`::stop-commands::${token}`);
  return () => console.log(`::${token}::`);
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
