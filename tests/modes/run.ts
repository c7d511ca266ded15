import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createVitest, type TestModule, type Vitest } from 'vitest/node';
import { annotations } from '../../reporters/annotations.ts';
import type { RunRecord } from '../../reporters/record.ts';
import { summary } from '../../reporters/summary.ts';
import { summaryText, wantsColor } from '../../reporters/terminal.ts';
import type { Options } from '../../target/options.ts';
import { selector } from '../conformance/selection.ts';
import { ownSignals } from '../interruption.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Runs the suite in vitest, and ends with its verdict. */
export async function run(options: Options, argv: readonly string[]): Promise<number> {
  const { reporter, testNamePattern } = options;
  selector(testNamePattern); // told before anything is loaded
  const resume = onGitHub() ? withoutCommands() : undefined;
  const vitest = await createVitest('test', {
    ...{ root, watch: false, run: true, project: ['conformance'] },
    cache: false, // nothing is written but the reports
    reporters: reporter.length > 0 ? [...reporter] : [{}], // ours, unless others are asked for
    ...(testNamePattern !== undefined && { testNamePattern: new RegExp(testNamePattern) }),
  });
  try {
    ownSignals();
    vitest.provide('argv', [...argv]);
    const { testModules } = await vitest.start();
    const [project] = vitest.projects;
    const { status, record } = project?.getProvidedContext().ending ?? { status: 2 };
    if (record) console.log(summaryText(record, screen()));
    resume?.();
    if (record && onGitHub()) tellGitHub(record);
    return failedItself(vitest, testModules) ? 2 : status;
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

function tellGitHub(record: RunRecord): void {
  process.stdout.write(annotations(record));
  const { GITHUB_STEP_SUMMARY: file } = process.env;
  if (file) appendFileSync(file, `${summary(record)}\n`);
}
