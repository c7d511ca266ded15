import type { TestProject } from 'vitest/node';
import type { ClauseTest } from '../../cli/run-and-report.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The clauses of the run with their verdicts. */
    tests: ClauseTest[];
  }
}

/**
 * Provides the results of the run to the tests. The launcher has executed the run already. If vitest was started
 * without the launcher, the run is executed here, with the options of the environment.
 */
export default async function setup(project: TestProject): Promise<void> {
  const { tests } = project.getProvidedContext();
  if (tests) return;
  const [{ runAndReport }, { parseOptions }] = await Promise.all([
    import('../../cli/run-and-report.ts'),
    import('../../cli/parse-options.ts'),
  ]);
  const result = await runAndReport(parseOptions([], process.env));
  project.provide('tests', result.tests);
}
