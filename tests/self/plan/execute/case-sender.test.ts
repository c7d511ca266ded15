import { describe, expect, it } from 'vitest';
import { createCaseSender } from '../../../../plan/execute/case-sender.ts';
import { createPlanQueue } from '../../../../plan/execute/plan-queue.ts';
import type { Case } from '../../../../spec/openapi/case.ts';
import { budget, createFakeClient } from '../library.ts';
import { createCase } from '../schedule/create-case.ts';

const cases = (count: number): Case[] => Array.from({ length: count }, (_, index) => createCase(`c${index}`));

interface Circumstances {
  requests?: number;
  requestsPerSend?: number;
  signal?: AbortSignal;
  isGone?: () => boolean;
  rateLimitError?: () => string | undefined;
  limitedOperations?: () => readonly string[];
}

function create({ requests = 10, isGone = () => false, signal, ...options }: Circumstances = {}) {
  const client = createFakeClient(() => ({ status: 200 }), options);
  const positions: number[] = [];
  const collected: number[] = [];
  const sender = createCaseSender(
    { client, budget: { ...budget, requests, concurrency: 1 }, signal },
    isGone,
    async (theCase, position) => {
      positions.push(position);
      return { ...theCase, description: 'renewed' };
    },
    ({ id }) => collected.push(id),
  );
  const sendAll = async (list: readonly Case[], limit: number): Promise<number[]> => {
    const ids: number[] = [];
    for await (const exchange of sender.send(list, () => limit)) ids.push(exchange.id);
    return ids;
  };
  return { client, positions, collected, sender, sendAll };
}

describe('the sender of cases', () => {
  it('renews each case, and numbers the exchanges from 1', async () => {
    const { client, positions, collected, sender, sendAll } = create();
    expect(await sendAll(cases(3), 10)).toEqual([1, 2, 3]);
    expect((await sender.sendOne(createCase('d')))?.id).toBe(4);
    expect(positions).toEqual([1, 2, 3, 4]);
    expect(collected).toEqual([1, 2, 3, 4]);
    expect(client.sent.map(({ id, description }) => [id, description])).toEqual(
      ['c0', 'c1', 'c2', 'd'].map((id) => [id, 'renewed']),
    );
    expect(sender.countRequests()).toBe(4);
  });

  it('stops at the limit of the call, and at that of the budget for single cases', async () => {
    const { sender, sendAll } = create({ requests: 4 });
    expect(await sendAll(cases(5), 3)).toEqual([1, 2, 3]);
    expect(sender.hasBudget(3)).toBe(false);
    expect(sender.hasBudget(4)).toBe(true);
    expect((await sender.sendOne(createCase('d')))?.id).toBe(4);
    expect(await sender.sendOne(createCase('e'))).toBeUndefined();
  });

  it('counts retries, and requests that the client sent before', async () => {
    const { sender, sendAll } = create({ requestsPerSend: 3 });
    expect(await sendAll(cases(9), 7)).toEqual([1, 2, 3]);
    expect(sender.countRequests()).toBe(9);
    const { client } = create();
    for (const theCase of cases(2)) await client.send(theCase, 0);
    const later = createCaseSender(
      { client, budget: { ...budget, requests: 3 }, signal: undefined },
      () => false,
      async (theCase) => theCase,
    );
    expect(later.countRequests()).toBe(2);
    await later.sendOne(createCase('a'));
    expect(await later.sendOne(createCase('b'))).toBeUndefined();
  });

  it('stops if the run is aborted, the target is gone or limits the rate', async () => {
    const aborted = new AbortController();
    aborted.abort();
    for (const circumstances of [
      { signal: aborted.signal },
      { isGone: () => true },
      { rateLimitError: () => 'rate limit' },
    ])
      expect(await create(circumstances).sendAll(cases(2), 9)).toEqual([]);
    const { signal } = new AbortController();
    expect(await create({ signal }).sendAll(cases(2), 9)).toEqual([1, 2]);
  });
});

describe('an operation whose rate is limited', () => {
  it('gets no cases, and those of others are sent without a gap', async () => {
    const { client, sendAll, sender } = create({ limitedOperations: () => ['b'] });
    const [one, two] = ['a', 'b'].map((operation) => ({ ...createCase(operation), operation }));
    if (!one || !two) throw new Error('two cases');
    expect(await sendAll([one, two, one], 2)).toEqual([1, 2]);
    expect(client.sent.map(({ operation }) => operation)).toEqual(['a', 'a']);
    expect(await sender.sendOne(two)).toBeUndefined();
  });
});

describe('the queue of a plan', () => {
  it('takes at most as many cases as it has, and each once', () => {
    const plan = createPlanQueue();
    const [a, b, c, d] = cases(4);
    if (!a || !b || !c || !d) throw new Error('four cases');
    expect([...plan.take(3)]).toEqual([]);
    plan.add([a, b, c]);
    expect(plan.countLeft()).toBe(3);
    expect([...plan.take(2)]).toEqual([a, b]);
    expect(plan.countLeft()).toBe(1);
    plan.add([d]);
    expect([...plan.take(9)]).toEqual([c, d]);
    expect(plan.countLeft()).toBe(0);
    expect(plan.cases).toEqual([a, b, c, d]);
  });

  it('takes no case that was not requested, and none if it is to take less than one', () => {
    const plan = createPlanQueue();
    plan.add(cases(3));
    const taken = plan.take(3);
    taken.next();
    taken.next(); // the first case counts as taken now
    expect(plan.countLeft()).toBe(2);
    expect([...plan.take(-1)]).toEqual([]);
  });

  it('is complete once that is declared', () => {
    const plan = createPlanQueue();
    expect(plan.isComplete()).toBe(false);
    plan.complete();
    expect(plan.isComplete()).toBe(true);
  });
});
