import { testClauses } from './clause-tests.ts';

/**
 * Asked: JSON that few write and every server meets (`plan/probes.ts`).
 * Asserted: no server error, no hang, nothing of the inside is shown.
 */
testClauses('robustness');
