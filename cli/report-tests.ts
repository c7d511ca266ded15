import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestModule, Vitest } from 'vitest/node';
import { UsageError } from '../http/usage-error.ts';
import { handleSignals } from './interruption.ts';
import type { Options } from './parse-options.ts';
import type { ClauseTest } from './run-and-report.ts';

type VitestModule = typeof import('vitest/node');

/**
 * Loads vitest, which takes a second. The package does not install it, because only `--reporter` needs it.
 * @throws UsageError if it is not installed
 */
export async function loadVitest(): Promise<VitestModule> {
  try {
    return await import('vitest/node');
  } catch (cause) {
    throw new UsageError('--reporter needs vitest: npm install --save-dev vitest', { cause });
  }
}

/** The folder of the test files: that of the sources, or of the build that contains this module. */
const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Runs one vitest test for each clause. Returns false if vitest itself failed. */
export async function reportTests(
  { createVitest }: VitestModule,
  tests: ClauseTest[],
  { reporter, testNamePattern }: Options,
): Promise<boolean> {
  const vitest = await createVitest('test', {
    ...{ root, config: false, watch: false, run: true, name: 'conformance' },
    ...{ include: ['tests/conformance/*.test.{ts,js}'], exclude: [] },
    ...{ pool: 'threads', isolate: false, fileParallelism: false },
    cache: false, // a run writes only its reports
    reporters: [...reporter],
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

/** Prints errors of vitest or of loading a test file, and returns whether there were any. */
function printSuiteErrors(vitest: Vitest, modules: readonly TestModule[]): boolean {
  const errors = [
    ...vitest.state.getUnhandledErrors(),
    ...modules.flatMap((module) => module.errors().map(({ message }) => message)),
  ];
  for (const error of errors) console.error(`The suite itself failed: ${error}`);
  return errors.length > 0;
}
