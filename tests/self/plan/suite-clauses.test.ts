import { expect, it } from 'vitest';
import { createTestedOperation, listClauses } from '../../../plan/suite-clauses.ts';
import type { OwnRule, SuiteRule } from '../../../suites/suite.ts';
import { createSuite, loadLibrary } from './library.ts';

const contract = await loadLibrary();
const rule: SuiteRule = {
  ...{ name: 'semantics:shelved', level: 'SHOULD', schemaPointer: '#/paths', description: 'it is shelved' },
  unverifiedReason: 'no book was shelved',
};
const suite = createSuite({ rules: [rule] });
const ownRule: OwnRule = {
  ...{ name: 'rule:price', level: 'MUST', description: 'it has a price', origin: 'config.ts: rules' },
  operations: new Set(['books:list']),
  judge: () => 'pass',
};

const create = (full = false) =>
  contract.operations.map((operation) =>
    createTestedOperation(contract, operation, { suites: [suite], ownRules: [ownRule] }, full),
  );

it('a suite adds its rules to the clauses of its operation', () => {
  const clauses = listClauses(contract, create());
  expect([...clauses.keys()]).toEqual(['', ...contract.operations.map(({ id }) => id)]);
  const own = [...clauses.values()].flatMap((list) => list()).filter(({ id }) => id.includes('semantics:'));
  expect(own).toEqual([
    {
      ...{ id: 'books:create/semantics:shelved', level: 'SHOULD', family: 'semantics' },
      ...{ operation: 'books:create', schemaPointer: '#/paths', origin: 'the library as observed' },
      description: 'it is shelved',
    },
  ]);
  expect(
    clauses
      .get('')?.()
      .every(({ family }) => family === 'contract'),
  ).toBe(true);
});

it('a rule of the user is a clause of the operations that it names', () => {
  const clauses = [...listClauses(contract, create()).values()].flatMap((list) => list());
  expect(clauses.filter(({ id }) => id.includes('rule:'))).toEqual([
    {
      ...{ id: 'books:list/rule:price', level: 'MUST', family: 'semantics', operation: 'books:list' },
      ...{ schemaPointer: '#/paths/~1books/get', origin: 'config.ts: rules', description: 'it has a price' },
    },
  ]);
});

it('the errors of an operation are strict if its suite says so, and no others', () => {
  const strict = create().filter(({ model }) => model.strictErrors);
  expect(strict.map(({ model }) => model.operation.id)).toEqual(['books:create']);
  expect(strict.map((each) => each.suite)).toEqual([suite]);
});

it('rules that could harm a target are clauses only if they are wanted', () => {
  const listHarmful = (full: boolean) =>
    [...listClauses(contract, create(full)).values()]
      .flatMap((list) => list())
      .filter(({ id }) => id.endsWith('robustness:large-body'));
  expect(listHarmful(false)).toEqual([]);
  expect(listHarmful(true).length).toBeGreaterThan(0);
});
