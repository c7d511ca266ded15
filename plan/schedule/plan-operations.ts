import type { Case } from '../../spec/openapi/case.ts';
import type { PlanContext } from '../context.ts';
import { planOperation } from './plan-operation.ts';
import { roundRobin } from './round-robin.ts';
import { type Shard, selectPlanShard } from './shard.ts';

/**
 * Plans the cases of all operations, or those of one shard, in the order of sending: one case of each operation in
 * turn, so that a small budget covers something of each operation. Each operation gets an equal share of `limit`. The
 * caller can pause wherever undefined is yielded.
 * @param collectCut is called with the cases of an operation that its share leaves out
 */
export function planOperations(
  contexts: ReadonlyMap<string, PlanContext>,
  shard: Shard | undefined,
  limit: number,
  collectCut: (cases: readonly Case[]) => void = () => {},
): Generator<Case | undefined> {
  const share = Math.ceil(limit / Math.max(1, contexts.size));
  return roundRobin(
    [...contexts.values()].map((context) =>
      selectPlanShard(planOperation(context, share, collectCut), shard),
    ),
  );
}

/** All planned cases in the order of sending. */
export function listPlannedCases(
  contexts: ReadonlyMap<string, PlanContext>,
  shard: Shard | undefined,
): readonly Case[] {
  return [...planOperations(contexts, shard, Number.POSITIVE_INFINITY)].filter((each) => each !== undefined);
}

/** The first planned case, without planning the others. */
export function planFirstCase(contexts: ReadonlyMap<string, PlanContext>): Case | undefined {
  for (const each of planOperations(contexts, undefined, Number.POSITIVE_INFINITY))
    if (each !== undefined) return each;
  return undefined;
}
