import { expect, it } from 'vitest';
import { selectRules } from '../../../spec/clauses/rules.ts';
import { contract } from './exchange.ts';

it.each([true, false])('an empty body is rejected if the body is required: %s', (required) => {
  const [created] = contract.operations;
  if (!created?.body) throw new Error('the operation has no body');
  const names = selectRules({ ...created, body: { ...created.body, required } }, true).map(
    ({ name }) => name,
  );
  expect(names.includes('robustness:empty-body')).toBe(required);
  expect(names).toContain('robustness:nul');
});
