import { testClauses } from './clause-tests.ts';

/**
 * Asked: what valid requests asked.
 * Asserted: each keyword at each place of a success's body (`oracles/shape.ts`).
 */
testClauses('response shape');
