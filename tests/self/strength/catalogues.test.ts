import { describe, expect, it } from 'vitest';
import { findCatalogue } from '../../strength/catalogues.ts';
import { listOperations, matchesClause } from '../../strength/clause-patterns.ts';
import { runFaultTrial } from '../../strength/fault-trial.ts';

describe('a pattern of clauses', () => {
  it.each([
    [['a/request/query.limit:maximum'], 'a/request/query.limit:maximum', true],
    [['a/request/query.limit:maximum'], 'a/request/queryxlimit:maximum', false],
    [['a/request*:accept*'], 'a/request@B/name:accepts-null', true],
    [['*/protocol:allow'], 'b/protocol:allow', true],
    [['*/protocol:allow'], 'b/protocol:allow-list', false],
    [['a/200:schema', 'a/200/items/-:type'], 'a/200/items/-:type', true],
    [[], 'a/200:schema', false],
  ])('%j describes %s: %s', (patterns, clause, expected) => {
    expect(matchesClause(patterns, clause)).toBe(expected);
  });

  it('names the operations that a trial needs', () => {
    expect(listOperations(['a/200:schema', 'a/200:type', 'b/404:type'])).toEqual(['a', 'b']);
    expect(listOperations(['a/200:schema', '*/protocol:allow'])).toBeUndefined();
  });
});

describe('the catalogue of the bookshop', () => {
  const catalogue = findCatalogue('bookshop');

  it.each(['bookshop/query:limit-not-checked', 'bookshop/shape:title-missing'])(
    'is tried by its name: %s is found within 100 requests',
    async (id) => {
      const { found, after } = await runFaultTrial(catalogue, await catalogue.loadContract(), id, 1);
      expect(found).toBe(true);
      expect(after).toBeLessThanOrEqual(100);
    },
  );

  it('is not found under another name', () => {
    expect(() => findCatalogue('library')).toThrow(
      'unknown reference "library": type customer-sessions, bookshop, or styles',
    );
  });
});
