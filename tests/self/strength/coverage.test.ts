import { describe, expect, it } from 'vitest';
import { parseOptions } from '../../../cli/options.ts';
import { clausesOf } from '../../../cli/selection.ts';
import { contractOf } from '../../../cli/session.ts';
import type { Clause } from '../../../spec/clauses/clause.ts';
import { createOperationModel } from '../../../spec/clauses/operation-model.ts';
import { brokenAnswers } from '../../strength/answers.ts';
import { coverageOf, reasons } from '../../strength/coverage.ts';
import { spread } from '../../strength/sample.ts';

const contract = await contractOf(parseOptions([], {}));
const clauses = clausesOf(contract, contract.operations, true);
const [operation] = contract.operations;
if (!operation) throw new Error('the document has one operation');
const subject = createOperationModel(contract, operation, false);
const answers = brokenAnswers(contract, subject);

const isReasoned = (id: string): boolean => reasons.some(({ clause }) => clause.test(id));

describe('an answer that breaks one clause', () => {
  it('is there for every clause of the answers’ shape', () => {
    const shape = subject.clauses.filter(({ id, keyword }) => keyword && /\/(201|422)[/:]/.test(id));
    const broken = new Set(answers.map(({ clause }) => clause));
    expect(shape.length).toBeGreaterThan(100);
    expect(shape.filter(({ id }) => !broken.has(id)).map(({ id }) => id)).toEqual([]);
  });

  it('is found by that clause, but where there is a reason', () => {
    const missed = answers.filter(({ clause, failed }) => !failed.includes(clause));
    expect(missed.filter(({ clause }) => !isReasoned(clause))).toEqual([]);
    expect(answers.filter(({ failed }) => failed.length === 0)).toEqual([]);
  });

  it('is found by nothing of its shape beside, but where there is a reason', () => {
    const crowded = answers.filter(
      ({ clause, failed }) =>
        failed.some((id) => id !== clause && !/errors:/.test(id)) && !isReasoned(clause),
    );
    expect(crowded).toEqual([]);
  });
});

describe('the reasons why no fault is found by one clause alone', () => {
  it.each(reasons)('speak of MUST clauses that there are: $clause', ({ clause, why }) => {
    expect(clauses.some(({ id, level }) => level === 'MUST' && clause.test(id))).toBe(true);
    expect(why).not.toBe('');
  });
});

describe('coverage', () => {
  const clause = (id: string, level: Clause['level'] = 'MUST'): Clause => ({
    ...{ id, level, family: 'protocol', operation: 'a', description: 'something' },
  });

  it('tells how each MUST clause finds a fault', () => {
    const all = [
      clause('a/one'),
      clause('a/two'),
      clause('a/201:schema'),
      clause('a/none'),
      clause('a/may', 'MAY'),
    ];
    const shown = [['a/one', 'a/two'], ['a/one'], []];
    expect(coverageOf(all, shown).map(({ clause: id, how }) => `${id} ${how}`)).toEqual([
      'a/one alone',
      'a/two in company',
      'a/201:schema reasoned',
      'a/none open',
    ]);
  });

  it('takes an even sample', () => {
    expect(spread([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 5)).toEqual([0, 2, 4, 6, 8]);
    expect(spread([1, 2], 5)).toEqual([1, 2]);
  });
});
