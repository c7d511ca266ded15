import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Clock } from '../../../http/clock.ts';
import type { Rate } from '../../../http/rate-limiter.ts';
import { createPace, type Pace } from '../../../http/rate-limiter.ts';

/** A clock that stands still until someone sleeps; every sleep lasts a little longer, as real ones do. */
function fakeClock(lateness = 0): Clock {
  let now = 0;
  return {
    now: () => now,
    sleep: async (ms) => {
      now += ms + lateness;
    },
  };
}

const { signal } = new AbortController();
const paceOf = (clock: Clock, rate?: Rate, waitMs = 60_000): Pace =>
  createPace({ rate, waitMs, clock, signal });

async function timesOf(pace: Pace, clock: Clock, count: number): Promise<number[]> {
  const times: number[] = [];
  await Promise.all(Array.from({ length: count }, () => pace.turn().then(() => times.push(clock.now()))));
  return times;
}

describe('a pace', () => {
  test('never lets more than the rate into any window, and is not much slower', async () => {
    const cases = fc.asyncProperty(
      fc.integer({ min: 1, max: 50 }),
      fc.constantFrom(1000, 60_000),
      fc.nat(20),
      async (requests, perMs, lateness) => {
        const clock = fakeClock(lateness);
        const times = await timesOf(paceOf(clock, { requests, perMs }), clock, requests * 3);
        for (const [index, time] of times.entries()) {
          expect((times[index + requests] ?? Number.POSITIVE_INFINITY) - time).toBeGreaterThanOrEqual(perMs);
        }
        const steps = times.length - 1;
        expect(times.at(-1) ?? 0).toBeLessThanOrEqual(steps * ((perMs / requests) * 1.1 + lateness));
      },
    );
    await fc.assert(cases, { numRuns: 40 });
  });

  test('lets requests go in the order in which they asked', async () => {
    const clock = fakeClock();
    const pace = paceOf(clock, { requests: 1, perMs: 1000 });
    const order: number[] = [];
    await Promise.all([1, 2, 3, 4].map((nth) => pace.turn().then(() => order.push(nth))));
    expect(order).toEqual([1, 2, 3, 4]);
  });

  test('without a rate does not wait', async () => {
    const clock = fakeClock();
    expect(await timesOf(paceOf(clock), clock, 5)).toEqual([0, 0, 0, 0, 0]);
  });

  test('waits out pauses, which count once for all who wait', async () => {
    const clock = fakeClock();
    const pace = paceOf(clock, undefined, 5000);
    expect([pace.pause(3000), pace.pause(2000), pace.pause(4000)]).toEqual([true, true, true]);
    expect(await timesOf(pace, clock, 2)).toEqual([4000, 4000]);
    expect(pace.paused()).toBe(4000);
    expect(pace.pause(1001)).toBe(false);
    expect(pace.pause(1000)).toBe(true);
  });

  test('that was too fast slows down, within reason', () => {
    const pace = paceOf(fakeClock(), { requests: 60, perMs: 60_000 });
    pace.slow();
    expect(pace.interval()).toBeCloseTo(1575);
    for (let times = 0; times < 20; times += 1) pace.slow();
    expect(pace.interval()).toBe(6000);
  });

  test('slower than that already stays as it is', () => {
    const pace = paceOf(fakeClock(), { requests: 1, perMs: 60_000 });
    pace.slow();
    expect(pace.interval()).toBe(63_000);
  });
});
