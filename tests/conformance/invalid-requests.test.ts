import { testClauses } from './clause-tests.ts';

/**
 * Sent: valid messages with one mutation each, which violates one clause of the request (`plan/cases/negative.ts`,
 * `negative-parameters.ts`). Checked: each is rejected.
 */
testClauses('invalid requests');
