import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { TestModule, Vitest } from 'vitest/node';
import type { RunRecord } from '../../reporters/record.ts';
import { storiesText, summaryText, wantsColor } from '../../reporters/terminal.ts';
import { type ClauseTest, conduct } from '../execute-run.ts';
import { interruption, ownSignals } from '../interruption.ts';
import type { Options } from '../options.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Sends and judges, lets vitest tell it as tests, and ends with the verdict. */
export async function run(options: Options): Promise<number> {
  const resume = onGitHub() ? withoutCommands() : undefined;
  const { record, tests, status } = await conduct(options, interruption());
  // Who has interrupted a run waits for its end: the reports are written by now, and tell more than vitest does.
  const isTold = !interruption().aborted || options.reporter.length > 0;
  const isSound = !isTold || (await test(options, tests));
  const stories = options.reporter.length > 0 ? '' : storiesText(record, screen()); // vitest's reporters tell them too
  console.log([stories, summaryText(record, screen())].filter(Boolean).join('\n'));
  resume?.();
  if (onGitHub()) await tellGitHub(record);
  return isSound ? status : 2;
}

/** Runs one test for each clause; false where vitest itself came to grief. */
async function test({ reporter, testNamePattern }: Options, tests: ClauseTest[]): Promise<boolean> {
  const { createVitest } = await import('vitest/node'); // takes a second, and a bad option is told before
  const vitest = await createVitest('test', {
    ...{ root, watch: false, run: true, project: ['conformance'] },
    cache: false, // nothing is written but the reports
    reporters: reporter.length > 0 ? [...reporter] : [{}], // ours, unless others are asked for
    ...(testNamePattern !== undefined && { testNamePattern: new RegExp(testNamePattern) }),
  });
  ownSignals();
  try {
    vitest.provide('tests', tests);
    const { testModules } = await vitest.start();
    return !failedItself(vitest, testModules);
  } finally {
    await vitest.close();
  }
}

function screen() {
  const { stdout, env } = process;
  const { columns = 100, rows = 40, isTTY } = stdout;
  return { color: wantsColor(env, isTTY), columns, rows };
}

/** Whether a test file could not be loaded, or vitest came to grief: then its tests say nothing. */
function failedItself(vitest: Vitest, modules: readonly TestModule[]): boolean {
  const errors = [
    ...vitest.state.getUnhandledErrors(),
    ...modules.flatMap((module) => module.errors().map(({ message }) => message)),
  ];
  for (const error of errors) console.error(`The suite itself failed: ${error}`);
  return errors.length > 0;
}

const onGitHub = (): boolean => process.env.GITHUB_ACTIONS === 'true';

/** Lines that quote the target could be commands to GitHub's runner: it is told to take none until called. */
function withoutCommands(): () => void {
  const word = randomUUID();
  console.log(`::stop-commands::${word}`);
  return () => console.log(`::${word}::`);
}

async function tellGitHub(record: RunRecord): Promise<void> {
  const [{ annotations }, { summary }] = await Promise.all([
    import('../../reporters/annotations.ts'),
    import('../../reporters/summary.ts'),
  ]);
  process.stdout.write(annotations(record));
  const { GITHUB_STEP_SUMMARY: file } = process.env;
  if (file) appendFileSync(file, `${summary(record)}\n`);
}
