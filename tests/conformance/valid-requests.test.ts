import { testClauses } from './clause-tests.ts';

/**
 * Sent: every seed message, then with each feature that its schema allows (`plan/cases/positive.ts`, `positive-parameters.ts`), then random valid messages (`plan/cases/exploration.ts`).
 * Checked: each is answered with a documented success.
 */
testClauses('valid requests');
