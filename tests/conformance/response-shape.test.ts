import { testClauses } from './clause-tests.ts';

/**
 * Sent: valid requests (`plan/cases/positive.ts`).
 * Checked: every keyword of the schema of a success response, at every location (`oracles/judge-shape.ts`).
 */
testClauses('response shape');
