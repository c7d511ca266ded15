import { expect, it } from 'vitest';
import { mergeRecords } from '../../../reporters/merge-records.ts';
import type { RunRecord } from '../../../reporters/record.ts';
import type { Verdict } from '../../../spec/clauses/verdict.ts';
import { createRecord } from './sample-record.ts';

const record = createRecord();

const createShard = (verdict: Verdict, more: Partial<RunRecord> = {}): RunRecord => ({
  ...record,
  results: record.results.slice(0, 1).map((result) => ({ ...result, verdict, found: 1, observed: 2 })),
  ...more,
});

it.each<[Verdict, Verdict, Verdict]>([
  ['passed', 'unverified', 'passed'],
  ['passed', 'waived', 'waived'],
  ['waived', 'noticed', 'noticed'],
  ['noticed', 'error', 'error'],
  ['error', 'failed', 'failed'],
])('a clause that is %s in one shard and %s in another is %s', (one, other, merged) => {
  for (const [first, second] of [[one, other] as const, [other, one] as const]) {
    const { results, totals } = mergeRecords([createShard(first), createShard(second)]);
    expect(results).toMatchObject([{ verdict: merged, found: 2, observed: 4 }]);
    expect(totals[merged]).toBe(1);
  }
});

it('exchanges of different shards get different ids, which findings keep', () => {
  const { exchanges, results } = mergeRecords([record, record]);
  const ids = new Set(exchanges.map(({ id }) => id));
  expect(ids.size).toBe(2 * record.exchanges.length);
  const listShown = ({ results: all }: Pick<RunRecord, 'results'>, known: ReadonlySet<number>) =>
    all
      .flatMap(({ findings }) => findings.flatMap((finding) => finding.exchanges))
      .filter((id) => known.has(id));
  const shown = listShown(record, new Set(record.exchanges.map(({ id }) => id)));
  expect(new Set(listShown({ results }, ids)).size).toBe(2 * new Set(shown).size);
});

it('an incomplete shard, a problem, and an obstacle in every shard are kept', () => {
  const blocked = { operations: [{ operation: 'a', tries: 1, obstacle: { reason: 'no' } }] };
  const exercised = { operations: [{ operation: 'a', tries: 2 }] };
  const merged = mergeRecords([
    createShard('passed', { ...blocked, notes: ['shard 1 of 2: x', 'kept'] }),
    createShard('passed', { ...exercised, notes: ['kept'], complete: false, problem: 'late' }),
  ]);
  expect(merged).toMatchObject({ complete: false, problem: 'shard 2: late', notes: ['kept'] });
  expect(merged.operations).toEqual([{ operation: 'a', tries: 3 }]);
  const sources = (bindings: string[]) => [
    { operation: 'a', tries: 1, pathParameters: [{ parameter: 'id', bindings }] },
  ];
  const createBound = (...bindings: string[]) => createShard('passed', { operations: sources(bindings) });
  const bound = mergeRecords([createBound(), createBound('x of b'), createBound('x of b', 'y of b')]);
  expect(bound.operations).toEqual([
    { operation: 'a', tries: 3, pathParameters: [{ parameter: 'id', bindings: ['x of b', 'y of b'] }] },
  ]);
  const { operations } = mergeRecords([createShard('passed', blocked), createShard('passed', blocked)]);
  expect(operations).toEqual([{ operation: 'a', tries: 2, obstacle: { reason: 'no' } }]);
});
