import { testClauses } from './clause-tests.ts';

/**
 * Sent: unusual but valid JSON, which every public server receives at some time (`plan/cases/probes/robustness.ts`).
 * Checked: no server error, no timeout, and no internal details in the response.
 */
testClauses('robustness');
