import { testClauses } from './clause-tests.ts';

/**
 * Asked: nothing.
 * Asserted: the document fits itself: examples, defaults, required names (`spec/defects.ts`).
 */
testClauses('contract');
