import { describe, inject, test } from 'vitest';
import type { Family } from '../../spec/clauses/clause.ts';

/** A failure without a stack: what went wrong is on the target, not in a line of this suite. */
function failure(text: string): Error {
  const error = new Error(text);
  error.stack = text;
  return error;
}

/** One test for each clause of a family, by operation. It sends nothing: everything was sent before. */
export function testClauses(family: Family): void {
  const own = inject('tests').filter((one) => one.family === family);
  if (own.length === 0) test.skip(`no clause of the family "${family}" is in this run`);
  for (const operation of new Set(own.map((one) => one.operation))) {
    const tests = own.filter((one) => one.operation === operation);
    describe(operation || 'the contract', () => {
      describe(family, () => {
        for (const { name, verdict, text } of tests) {
          test(name, ({ skip }) => {
            if (verdict === 'failed' || verdict === 'error') throw failure(text);
            if (verdict !== 'passed') skip(`${verdict}${text && `: ${text}`}`);
          });
        }
      });
    });
  }
}
