import type { RuleFailure } from '../suite.ts';

/** The failure of a rule that expects another status. */
export const createStatusFailure = (status: number, expected: string): RuleFailure => ({
  ...{ location: 'status', expected, received: { words: `status ${status}` } },
});
