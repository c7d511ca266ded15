import type { Verdict } from '../spec/clauses/verdict.ts';

/**
 * Gives the test of a clause the result of its verdict.
 * @param skip marks the test as skipped with a note; vitest's version does not return
 * @throws an error without a stack trace for a failure: the defect is in the target, not in a line of this suite
 */
export function settleTest(verdict: Verdict, text: string, skip: (note: string) => void): void {
  if (verdict === 'failed' || verdict === 'error') {
    const error = new Error(text);
    error.stack = text;
    throw error;
  }
  if (verdict !== 'passed') skip(`${verdict}${text && `: ${text}`}`);
}
