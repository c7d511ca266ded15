import { testClauses } from './clause-tests.ts';

/**
 * Sent: a valid request with each kind of invalid credentials (`plan/cases/probes/authentication.ts`).
 * Checked: each is rejected with a challenge, and the response contains no token (`oracles/rules/authentication.ts`).
 */
testClauses('authentication');
