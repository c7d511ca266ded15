import { expect, it } from 'vitest';
import { compareBySuiteRules, judgeSuiteRules } from '../../../../plan/execute/judge-suite-rules.ts';
import type { Case } from '../../../../spec/openapi/case.ts';
import type { ComparisonResult, RuleResult, SuiteRule } from '../../../../suites/suite.ts';
import { createContext, createExchange, createSuite } from '../library.ts';
import { createCase } from '../schedule/create-case.ts';

const createRule = (name: string, parts: Partial<SuiteRule>): SuiteRule => ({
  ...{ name: `semantics:${name}`, level: 'MUST', schemaPointer: '#/paths', description: name },
  unverifiedReason: 'nothing was sent',
  ...parts,
});
const failure = { location: 'body', expected: 'x', received: { words: 'y' } } as const;

/** A context with a rule for each result, and a rule of the user. */
async function createRulesContext(
  results: readonly RuleResult[],
  comparisons: readonly ComparisonResult[] = [],
) {
  const rules = [
    ...results.map((result, index) => createRule(`judge-${index}`, { judge: () => result })),
    ...comparisons.map((result, index) => createRule(`compare-${index}`, { compare: () => result })),
  ];
  const context = await createContext('books:create', { suites: [createSuite({ rules })] });
  const own = {
    name: 'rule:own',
    level: 'MUST',
    description: '',
    origin: '',
    operations: new Set<string>(),
  } as const;
  return { ...context, ownRules: [{ ...own, judge: () => 'pass' }] };
}

const createBook = (id: number, parts: Partial<Case> = {}) =>
  createExchange(id, createCase(`case ${id}`, { operation: 'books:create', ...parts }), { status: 201 });

it('an exchange is judged by the rules of the suite, and by those of the user', async () => {
  const context = await createRulesContext(['pass', undefined, failure]);
  const passed = { clause: 'books:create/semantics:judge-0' };
  const failed = {
    clause: 'books:create/semantics:judge-2',
    finding: expect.objectContaining({ ...failure, exchanges: [1] }),
  };
  expect(judgeSuiteRules(context, createBook(1))).toEqual([
    ...[passed, failed],
    { clause: 'books:create/rule:own' },
  ]);
  expect(judgeSuiteRules(context, createBook(1, { suiteOnly: true }))).toEqual([passed, failed]);
});

it('a comparison is shown by the first exchange if it passes, else by the first that it names', async () => {
  const context = await createRulesContext(
    ['pass'],
    ['pass', undefined, { ...failure, exchanges: [2, 1] }, { ...failure, exchanges: [9] }],
  );
  const exchanges = [createBook(1), createBook(2)];
  expect(compareBySuiteRules(context, exchanges)).toEqual([
    { exchange: exchanges[0], observation: { clause: 'books:create/semantics:compare-0' } },
    {
      exchange: exchanges[1],
      observation: {
        clause: 'books:create/semantics:compare-2',
        finding: expect.objectContaining({ ...failure, exchanges: [2, 1] }),
      },
    },
  ]);
});

it('an operation without a suite has no rules of one', async () => {
  const context = await createContext('books:create');
  expect(judgeSuiteRules(context, createBook(1))).toEqual([]);
  expect(compareBySuiteRules(context, [createBook(1)])).toEqual([]);
});
