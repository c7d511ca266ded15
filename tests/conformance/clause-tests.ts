import { describe, inject, test } from 'vitest';
import { settleTest } from '../../reporters/settle-test.ts';
import type { Family } from '../../spec/clauses/clause.ts';

/** Defines one test for each clause of a family, grouped by operation. All requests were sent in the global setup. */
export function testClauses(family: Family): void {
  const familyTests = inject('tests').filter((test) => test.family === family);
  if (familyTests.length === 0) test.skip(`no clause of the family "${family}" is in this run`);
  for (const operation of new Set(familyTests.map((test) => test.operation))) {
    const tests = familyTests.filter((test) => test.operation === operation);
    describe(operation || 'the contract', () => {
      describe(family, () => {
        for (const { name, verdict, text } of tests) {
          test(name, ({ skip }) => settleTest(verdict, text, skip));
        }
      });
    });
  }
}
