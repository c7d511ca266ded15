import { testClauses } from './clause-tests.ts';

/**
 * Sent: invalid requests (`plan/cases/negative.ts`), and ids of customers that do not exist. Checked: the 422 response
 * has the documented shape, and `detail`, `msg`, `type`, `loc` and `input` are correct (`oracles/rules/errors.ts`).
 */
testClauses('errors');
