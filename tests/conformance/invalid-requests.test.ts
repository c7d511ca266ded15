import { testClauses } from './clause-tests.ts';

/**
 * Asked: valid bodies, each changed in one place so that one clause of the request is violated (`plan/violate.ts`).
 * Asserted: each is refused.
 */
testClauses('invalid requests');
