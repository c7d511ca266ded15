import { describe, expect, it } from 'vitest';
import { takeUnjudged } from '../../../../plan/schedule/take-unjudged.ts';
import type { Case } from '../../../../spec/openapi/case.ts';
import { createCase } from './create-case.ts';

const create = (id: string, ...covers: string[]): Case => createCase(id, { covers });
const listIds = (plans: readonly (readonly Case[])[], judged: readonly string[] = []): string[] =>
  [...takeUnjudged(plans, (_, clause) => judged.includes(clause))].map(({ id }) => id);

describe('the cases of clauses that no exchange has judged', () => {
  it('are taken from each operation in turn', () => {
    const plans = [
      [create('a1', 'a1'), create('a2', 'a2')],
      [create('b1', 'b1'), create('b2', 'b2')],
    ];
    expect(listIds(plans)).toEqual(['a1', 'b1', 'a2', 'b2']);
  });

  it('do not include those of judged clauses only', () => {
    const plans = [[create('one', 'one'), create('both', 'one', 'two'), create('none')]];
    expect(listIds(plans, ['one'])).toEqual(['both']);
  });

  it('include one case of each clause', () => {
    expect(listIds([[create('first', 'one'), create('second', 'one')]])).toEqual(['first']);
  });

  it('include those that violate the clause', () => {
    const violation = { clauses: ['one'], instancePointer: '/a', keyword: 'type', description: 'a is 1' };
    expect(listIds([[createCase('invalid', { kind: 'invalid', violation })]])).toEqual(['invalid']);
  });

  it('leave out a clause that is judged before its turn', () => {
    const judged: string[] = [];
    const taken = takeUnjudged([[create('first', 'one'), create('second', 'two')]], (_, clause) =>
      judged.includes(clause),
    );
    expect(taken.next().value?.id).toBe('first');
    judged.push('two');
    expect(taken.next().done).toBe(true);
  });
});
