import { testClauses } from './clause-tests.ts';

/**
 * Sent: every seed message, one request for each feature that the schema allows (`plan/cases/positive.ts`,
 * `positive-parameters.ts`), and random valid messages (`plan/cases/exploration.ts`). Checked: each gets a documented
 * success response.
 */
testClauses('valid requests');
