import { testClauses } from './clause-tests.ts';

/**
 * Asked: what valid requests asked, of every kind of customer.
 * Asserted: the tag is present, known, and its schema alone judges the value (`oracles/branch.ts`).
 */
testClauses('discriminator');
