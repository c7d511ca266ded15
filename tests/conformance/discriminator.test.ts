import { testClauses } from './clause-tests.ts';

/**
 * Sent: valid requests for every kind of customer (`plan/cases/positive.ts`). Checked: the discriminator property is
 * present, has a known value, and the schema that it selects is satisfied (`oracles/select-branches.ts`).
 */
testClauses('discriminator');
