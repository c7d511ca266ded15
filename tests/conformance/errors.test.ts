import { testClauses } from './clause-tests.ts';

/**
 * Asked: what invalid requests asked, and names of nothing.
 * Asserted: the 422 has the documented shape, and what clients read of it is right: `detail`, `msg`, `type`, `loc`, `input` (`oracles/rules/errors.ts`).
 */
testClauses('errors');
