import { testClauses } from './clause-tests.ts';

/**
 * Asked: every known body as it is, then with each thing that the schema allows (`plan/accept.ts`); then any valid body (`plan/explore.ts`).
 * Asserted: each is answered with a documented success.
 */
testClauses('valid requests');
