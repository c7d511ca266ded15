import { testClauses } from './clause-tests.ts';

/**
 * Asked: a valid request under every kind of wrong credentials (`plan/probes.ts`).
 * Asserted: each is refused with a challenge, and nothing is handed out (`oracles/rules/authentication.ts`).
 */
testClauses('authentication');
