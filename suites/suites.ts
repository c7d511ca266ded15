import type { ApiKnowledge } from './api-knowledge.ts';
import type { FixtureVariable } from './fixtures.ts';
import { customerSessions } from './polar/customer-sessions/suite.ts';
import type { ApiVersion, Suite } from './suite.ts';

/** The suites of all operations that have one. */
export const suites: readonly Suite[] = [customerSessions];

/** The fixtures of all suites. */
export const fixtureVariables: readonly FixtureVariable[] = suites.flatMap((suite) => suite.fixtureVariables);

/** The APIs of which the suites know more than one operation. */
export const apis: readonly ApiKnowledge[] = suites.flatMap(({ api }) => api ?? []);

/** The versions of the API whose documents can be derived from the shipped one, by the suites that know them. */
export const apiVersions: readonly ApiVersion[] = suites.flatMap(
  (suite) => suite.apiVersions?.versions ?? [],
);
