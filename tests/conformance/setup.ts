import type { TestProject } from 'vitest/node';
import type { ClauseTest } from '../../cli/execute-run.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The clauses, with what was observed of each. */
    tests: ClauseTest[];
  }
}

/**
 * Everything is sent before any test judges. The launcher has done so by now; where vitest was started without it, it is
 * done here, with options from the environment only.
 */
export default async function setup(project: TestProject): Promise<void> {
  const { tests } = project.getProvidedContext();
  if (tests) return;
  const [{ conduct }, { parseOptions }] = await Promise.all([
    import('../../cli/execute-run.ts'),
    import('../../cli/options.ts'),
  ]);
  const conducted = await conduct(parseOptions([], process.env));
  project.provide('tests', conducted.tests);
}
