import { describe, inject, test } from 'vitest';
import type { Family } from '../../spec/clauses/clause.ts';

/** Creates an error without a stack trace: the defect is in the target, not in a line of this suite. */
function createFailure(text: string): Error {
  const error = new Error(text);
  error.stack = text;
  return error;
}

/** Defines one test for each clause of a family, grouped by operation. All requests were sent in the global setup. */
export function testClauses(family: Family): void {
  const familyTests = inject('tests').filter((test) => test.family === family);
  if (familyTests.length === 0) test.skip(`no clause of the family "${family}" is in this run`);
  for (const operation of new Set(familyTests.map((test) => test.operation))) {
    const tests = familyTests.filter((test) => test.operation === operation);
    describe(operation || 'the contract', () => {
      describe(family, () => {
        for (const { name, verdict, text } of tests) {
          test(name, ({ skip }) => {
            if (verdict === 'failed' || verdict === 'error') throw createFailure(text);
            if (verdict !== 'passed') skip(`${verdict}${text && `: ${text}`}`);
          });
        }
      });
    });
  }
}
