import type { FixtureVariable } from './fixtures.ts';
import { customerSessions } from './polar/customer-sessions/suite.ts';
import type { Suite } from './suite.ts';

/** The suites of all operations that have one. */
export const suites: readonly Suite[] = [customerSessions];

/** The fixtures of all suites. */
export const fixtureVariables: readonly FixtureVariable[] = suites.flatMap((suite) => suite.fixtureVariables);
