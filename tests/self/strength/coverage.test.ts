import { describe, expect, it } from 'vitest';
import { parseOptions } from '../../../cli/parse-options.ts';
import { resolveContract } from '../../../cli/resolve-contract.ts';
import { collectClauses } from '../../../cli/select-clauses.ts';
import type { Clause } from '../../../spec/clauses/clause.ts';
import { createOperationModel } from '../../../spec/clauses/operation-model.ts';
import { createBrokenResponses } from '../../strength/broken-responses.ts';
import { measureCoverage } from '../../strength/coverage.ts';
import { knownOverlaps } from '../../strength/known-overlaps.ts';
import { sampleEvenly } from '../../strength/sample-evenly.ts';

const contract = await resolveContract(parseOptions([], {}));
const clauses = collectClauses(contract, contract.operations, true);
const [operation] = contract.operations;
if (!operation) throw new Error('the document has no operation');
const model = createOperationModel(contract, operation, false);
const responses = createBrokenResponses(contract, model);

const hasKnownOverlap = (id: string): boolean => knownOverlaps.some(({ clause }) => clause.test(id));

describe('a response that violates one clause', () => {
  it('exists for every schema clause of the responses', () => {
    const schemaClauses = model.clauses.filter(({ id, keyword }) => keyword && /\/(201|422)[/:]/.test(id));
    const violated = new Set(responses.map(({ clause }) => clause));
    expect(schemaClauses.length).toBeGreaterThan(100);
    expect(schemaClauses.filter(({ id }) => !violated.has(id)).map(({ id }) => id)).toEqual([]);
  });

  it('is found by that clause, unless an overlap is known', () => {
    const missed = responses.filter(({ clause, failed }) => !failed.includes(clause));
    expect(missed.filter(({ clause }) => !hasKnownOverlap(clause))).toEqual([]);
    expect(responses.filter(({ failed }) => failed.length === 0)).toEqual([]);
  });

  it('is found by no other schema clause, unless an overlap is known', () => {
    const ambiguous = responses.filter(
      ({ clause, failed }) =>
        failed.some((id) => id !== clause && !/errors:/.test(id)) && !hasKnownOverlap(clause),
    );
    expect(ambiguous).toEqual([]);
  });
});

describe('a known overlap', () => {
  it.each(knownOverlaps)('matches a MUST clause and has a reason: $clause', ({ clause, reason }) => {
    expect(clauses.some(({ id, level }) => level === 'MUST' && clause.test(id))).toBe(true);
    expect(reason).not.toBe('');
  });
});

describe('coverage', () => {
  const createClause = (id: string, level: Clause['level'] = 'MUST'): Clause => ({
    ...{ id, level, family: 'protocol', operation: 'a', description: 'something' },
  });

  it('reports how each MUST clause finds faults', () => {
    const all = [
      createClause('a/one'),
      createClause('a/two'),
      createClause('a/201:schema'),
      createClause('a/none'),
      createClause('a/may', 'MAY'),
    ];
    const failedByFault = [['a/one', 'a/two'], ['a/one'], []];
    expect(measureCoverage(all, failedByFault).map(({ clause, status }) => `${clause} ${status}`)).toEqual([
      'a/one alone',
      'a/two with others',
      'a/201:schema explained',
      'a/none uncovered',
    ]);
  });
});

describe('sampleEvenly', () => {
  it('spreads the sample over the list', () => {
    expect(sampleEvenly([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 5)).toEqual([0, 2, 4, 6, 8]);
    expect(sampleEvenly([1, 2], 5)).toEqual([1, 2]);
  });
});
