import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Shard, selectPlanShard, selectShard } from '../../../../plan/schedule/shard.ts';
import type { Case } from '../../../../spec/openapi/case.ts';
import { createCase } from './create-case.ts';

const allShards = (count: number): Shard[] =>
  Array.from({ length: count }, (_, position) => ({ index: position + 1, count }));

const shardCounts = fc.integer({ min: 1, max: 6 });

describe('selectShard', () => {
  it('divides the items: each belongs to exactly one shard, and the shards have equal sizes', () => {
    fc.assert(
      fc.property(fc.nat(40), shardCounts, (length, count) => {
        const items = [...Array(length).keys()];
        const shards = allShards(count).map((shard) => [...selectShard(items, shard)]);
        expect(shards.flat().sort((a, b) => a - b)).toEqual(items);
        const sizes = shards.map((shard) => shard.length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('keeps the order', () => {
    expect([...selectShard('abcdefg', { index: 2, count: 3 })]).toEqual(['b', 'e']);
  });

  it('selects everything without a shard', () => {
    expect([...selectShard('abc', undefined)]).toEqual(['a', 'b', 'c']);
  });
});

describe('selectPlanShard', () => {
  const plans = fc
    .array(fc.constantFrom('pause', 'plain', 'semantics:a', 'errors:b'), { maxLength: 30 })
    .map((roles) =>
      roles.map((role, position): Case | undefined =>
        role === 'pause' ? undefined : createCase(String(position), role === 'plain' ? {} : { role }),
      ),
    );

  it('divides the cases: each belongs to exactly one shard', () => {
    fc.assert(
      fc.property(plans, shardCounts, (plan, count) => {
        const ids = allShards(count).flatMap((shard) =>
          [...selectPlanShard(plan, shard)].flatMap((each) => each?.id ?? []),
        );
        expect(ids.sort()).toEqual(plan.flatMap((each) => each?.id ?? []).sort());
      }),
    );
  });

  it('gives the cases of semantic rules to the first shard', () => {
    fc.assert(
      fc.property(plans, shardCounts, (plan, count) => {
        for (const shard of allShards(count).slice(1))
          for (const each of selectPlanShard(plan, shard)) expect(each?.role).not.toBe('semantics:a');
      }),
    );
  });

  it('keeps the order, and gives each shard as many of the other cases', () => {
    const roles = ['semantics:a', undefined, 'errors:b', undefined, 'semantics:a', undefined, undefined];
    const plan = roles.map((role, position) =>
      createCase(String(position), role === undefined ? {} : { role }),
    );
    const select = (shard?: Shard) => [...selectPlanShard(plan, shard)].map((each) => each?.id);
    expect(allShards(2).map(select)).toEqual([
      ['0', '2', '4', '6'],
      ['1', '3', '5'],
    ]);
    expect(select()).toEqual(plan.map(({ id }) => id));
  });

  it('gives every shard the pauses', () => {
    fc.assert(
      fc.property(plans, shardCounts, (plan, count) => {
        const pauses = plan.filter((each) => each === undefined);
        for (const shard of allShards(count))
          expect([...selectPlanShard(plan, shard)].filter((each) => each === undefined)).toEqual(pauses);
      }),
    );
  });
});
