import { expect, it } from 'vitest';
import { createRuleCases } from '../../../../plan/cases/rule-requests.ts';
import type { RuleRequest, SuiteRule } from '../../../../suites/suite.ts';
import { createContext, createSuite } from '../library.ts';

const createRule = (request: Partial<RuleRequest>): SuiteRule => ({
  ...{ name: 'semantics:known', level: 'MUST', schemaPointer: '#/paths', description: 'it is known' },
  unverifiedReason: 'nothing was sent',
  requests: () => [
    { role: 'semantics:known', kind: 'valid', description: 'a book', body: { title: 'Emma' }, ...request },
  ],
});

it.each<[Partial<RuleRequest>, string[], string | undefined]>([
  [{}, ['books:create/semantics:known'], undefined],
  [{ kind: 'invalid', rejectedPointer: '/title' }, [], 'Emma'],
  [{ kind: 'probe', credentials: 'none' }, [], undefined],
])('a request that a rule needs: %j', async (request, covers, after) => {
  const suite = createSuite({ rules: [createRule(request)] });
  const [first, ...others] = createRuleCases(await createContext('books:create', { suites: [suite] }));
  expect(others).toEqual([]);
  expect(first?.covers).toEqual(covers);
  expect(first?.violation?.after).toBe(after);
  expect(first?.request.credentials).toBe(request.credentials ?? 'access');
  expect(first?.request.body).toEqual({ json: { title: 'Emma' } });
});
