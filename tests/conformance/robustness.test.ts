import { testClauses } from './clause-tests.ts';

/**
 * Sent: unusual but valid JSON that every public server receives sooner or later (`plan/cases/probes/robustness.ts`).
 * Checked: no server error, no timeout, and no internal details in the response.
 */
testClauses('robustness');
