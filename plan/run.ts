import type { Case } from '../spec/message.ts';
import type { PlanContext } from './context.ts';
import { type Conduct, type Conducted, createCourse, few } from './course.ts';
import { planOf } from './plan.ts';
import type { Shard } from './streams.ts';

/** Carries out the plan of every operation, explores with what is left, and shrinks what exploration found. */
export async function conduct(input: Conduct): Promise<Conducted> {
  const planned = plannedCases(
    input.contexts,
    input.shard,
    input.allowance.requests * (input.shard?.count ?? 1),
  );
  const course = createCourse(input, planned);
  await course.plan(1);
  if (course.isHopeless()) return course.end();
  await course.plan(few - 1);
  if (course.isHopeless()) return course.end();
  await course.plan(planned.findLastIndex(({ parts }) => parts) + 1 - few); // all that may have to be asked in parts
  await course.followUp();
  await course.plan(planned.length);
  if (!course.isHopeless()) await course.explore();
  await course.shrinkAll();
  return course.end();
}

/** The plans of all operations, or a shard's part of them, in the order of sending; of each no more than its share of `most`. */
export function plannedCases(
  contexts: ReadonlyMap<string, PlanContext>,
  shard: Shard | undefined,
  most = Number.POSITIVE_INFINITY,
): readonly Case[] {
  const share = Math.ceil(most / Math.max(1, contexts.size));
  return interleaved([...contexts.values()].map((context) => shardOf(planOf(context, share), shard)));
}

/** Questions of meaning are compared with each other: all of them go to the first shard. */
function shardOf(cases: readonly Case[], shard: Shard | undefined): readonly Case[] {
  if (!shard) return cases;
  const together = ({ role }: Case) => role?.startsWith('semantics:') ?? false;
  return cases.filter((one, position) =>
    together(one) ? shard.index === 1 : position % shard.count === shard.index - 1,
  );
}

/** One case of each operation in turn, so that a budget which ends early has asked something of all. */
function interleaved(lists: readonly (readonly Case[])[]): Case[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, position) =>
    lists.flatMap((list) => list[position] ?? []),
  ).flat();
}
