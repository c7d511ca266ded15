import type { Verdict } from '../spec/clauses/verdict.ts';

/**
 * Ends the test of a clause with the result of its verdict.
 * @param skip marks the test as skipped; the function of vitest does not return
 * @throws an error without a stack trace for a failure, because the defect is in the target and in no line of this
 * suite
 */
export function settleTest(verdict: Verdict, text: string, skip: (note: string) => void): void {
  if (verdict === 'failed' || verdict === 'error') {
    const error = new Error(text);
    error.stack = text;
    throw error;
  }
  if (verdict !== 'passed') skip(`${verdict}${text && `: ${text}`}`);
}
