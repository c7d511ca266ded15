import { describe, expect, it } from 'vitest';
import { tellingFirst } from '../../../plan/schedule/by-coverage-gain.ts';
import type { Clause, Family } from '../../../spec/clauses/clause.ts';
import type { Case } from '../../../spec/openapi/exchange.ts';

const clause = (family: Family, keyword: string): Clause => ({
  ...{ id: `op/${family}:${keyword}`, level: 'MUST', family, operation: 'op', description: keyword, keyword },
});
const clauses = [
  ...['type', 'format', 'required'].map((keyword) => clause('invalid requests', keyword)),
  ...['none', 'unknown'].map((keyword) => clause('authentication', keyword)),
  clause('robustness', 'nul'),
];

/** A case for one clause, named after it. */
const one = (family: Family, keyword: string, more = ''): Case => ({
  ...{ id: `${keyword}${more}`, operation: 'op', kind: 'probe', description: keyword },
  request: { method: 'POST', path: '/', headers: [], credentials: 'access' },
  covers: [`op/${family}:${keyword}`],
});

const order = (...cases: Case[]): string[] => [...tellingFirst(clauses)(cases)].map(({ id }) => id);

describe('cases in the order in which they tell most', () => {
  it('take each family once before any twice', () => {
    const cases = [
      ...[
        one('invalid requests', 'type'),
        one('invalid requests', 'format'),
        one('invalid requests', 'required'),
      ],
      ...[one('authentication', 'none'), one('authentication', 'unknown'), one('robustness', 'nul')],
    ];
    const [first, second, third, ...others] = order(...cases);
    expect([first, second, third]).toEqual(['type', 'none', 'nul']);
    expect(new Set(others)).toEqual(new Set(['format', 'required', 'unknown']));
  });

  it('take another keyword before the same once more', () => {
    expect(
      order(
        one('invalid requests', 'type'),
        one('invalid requests', 'type', ' again'),
        one('invalid requests', 'format'),
      ),
    ).toEqual(['type', 'format', 'type again']);
  });

  it('keep their order where all tell the same, and none is lost', () => {
    const same = ['a', 'b', 'c'].map((name) => one('robustness', 'nul', name));
    expect(order(...same)).toEqual(['nula', 'nulb', 'nulc']);
  });

  it('go on where an earlier call ended', () => {
    const put = tellingFirst(clauses);
    expect([...put([one('authentication', 'none')])]).toHaveLength(1);
    const [next] = put([one('authentication', 'unknown'), one('robustness', 'nul')]);
    expect(next?.id).toBe('nul');
  });
});
