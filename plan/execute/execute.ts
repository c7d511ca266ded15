import { setImmediate } from 'node:timers/promises';
import type { Case } from '../../spec/openapi/exchange.ts';
import type { PlanContext } from '../context.ts';
import { planOf } from '../schedule/plan-operation.ts';
import type { Shard } from '../schedule/streams.ts';
import { type Conduct, type Conducted, createCourse, few } from './execution.ts';

/**
 * Carries out the plan of every operation, explores with what is left, and shrinks what exploration found. The first few
 * cases are sent before the rest of the plan is made: a large document takes seconds, and a target that is not there none.
 */
export async function conduct(input: Conduct): Promise<Conducted> {
  const { contexts, shard, allowance, signal } = input;
  const cases = casesInTurn(contexts, shard, allowance.requests * (shard?.count ?? 1));
  const course = createCourse(input);
  const opening = readyCases(cases, few);
  course.add(opening);
  for (const count of opening.length > 0 ? [1, opening.length - 1] : []) {
    await course.plan(count);
    if (course.isHopeless()) return course.end();
  }
  for (const one of cases) {
    if (one) course.add([one]);
    await setImmediate(); // a signal is heard
    if (signal?.aborted) return course.end();
  }
  const planned = course.close();
  await course.plan(few - opening.length);
  if (course.isHopeless()) return course.end();
  await course.plan(planned.findLastIndex(({ subcases }) => subcases) + 1 - few); // all that may have to be asked in parts
  await course.followUp();
  await course.plan(planned.length);
  if (!course.isHopeless()) await course.explore();
  await course.shrinkAll();
  return course.end();
}

/** The cases that take no time to make, so many at most. The plan goes on afterwards. */
function readyCases(plan: Iterator<Case | undefined>, most: number): Case[] {
  const ready: Case[] = [];
  for (let next = plan.next(); next.value; next = plan.next()) {
    ready.push(next.value);
    if (ready.length === most) break;
  }
  return ready;
}

/** The plans of all operations, or a shard's part of them, in the order of sending; of each no more than its share of `most`. */
export function plannedCases(
  contexts: ReadonlyMap<string, PlanContext>,
  shard: Shard | undefined,
  most = Number.POSITIVE_INFINITY,
): readonly Case[] {
  return [...casesInTurn(contexts, shard, most)].filter((one) => one !== undefined);
}

function casesInTurn(
  contexts: ReadonlyMap<string, PlanContext>,
  shard: Shard | undefined,
  most: number,
): Generator<Case | undefined> {
  const share = Math.ceil(most / Math.max(1, contexts.size));
  return inTurn([...contexts.values()].map((context) => ofShard(planOf(context, share), shard)));
}

/** Questions of meaning are compared with each other: all of them go to the first shard. */
function* ofShard(cases: Iterable<Case | undefined>, shard: Shard | undefined): Generator<Case | undefined> {
  let position = 0;
  for (const one of cases) {
    if (!one) {
      yield one;
      continue;
    }
    const together = one.role?.startsWith('semantics:') ?? false;
    const index = together ? 1 : (position % (shard?.count ?? 1)) + 1;
    if (!shard || index === shard.index) yield one;
    position += 1;
  }
}

/** One case of each operation in turn, so that a budget which ends early has asked something of all. */
function* inTurn(plans: readonly Iterator<Case | undefined>[]): Generator<Case | undefined> {
  let open = plans;
  while (open.length > 0) {
    const more: Iterator<Case | undefined>[] = [];
    for (const plan of open) {
      let next = plan.next();
      for (; !next.done && !next.value; next = plan.next()) yield undefined;
      if (next.done) continue;
      more.push(plan);
      yield next.value;
    }
    open = more;
  }
}
