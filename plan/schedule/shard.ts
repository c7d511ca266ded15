import type { Case } from '../../spec/openapi/case.ts';

/** Part `index` (from 1) of `count`. */
export interface Shard {
  index: number;
  count: number;
}

/** A shard's part of the items; all without a shard. Each item belongs to exactly one shard. */
export function* selectShard<T>(items: Iterable<T>, shard: Shard | undefined): Generator<T> {
  let position = 0;
  for (const item of items) {
    if (!shard || position % shard.count === shard.index - 1) yield item;
    position += 1;
  }
}

/**
 * Selects a shard's part of a plan. Suite rules compare the exchanges of their cases with each other, so the first
 * shard gets all of these cases. Undefined, at which the caller can pause, is kept.
 */
export function* selectPlanShard(
  plan: Iterable<Case | undefined>,
  shard: Shard | undefined,
): Generator<Case | undefined> {
  let position = 0;
  for (const planned of plan) {
    if (!planned || !shard) {
      yield planned;
      continue;
    }
    const index = planned.role?.startsWith('semantics:') ? 1 : (position % shard.count) + 1;
    if (index === shard.index) yield planned;
    position += 1;
  }
}
