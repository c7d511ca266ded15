import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Clock } from '../../../http/clock.ts';
import { createRateLimiter, type Rate, type RateLimiter } from '../../../http/rate-limiter.ts';

/**
 * A clock that advances only when `sleep` is called. Each sleep lasts `lateness` longer than requested, as real sleeps
 * do.
 */
function createFakeClock(lateness = 0): Clock {
  let now = 0;
  return {
    now: () => now,
    sleep: async (ms) => {
      now += ms + lateness;
    },
  };
}

const { signal } = new AbortController();
const createLimiter = (clock: Clock, rate?: Rate, maxPausedMs = 60_000): RateLimiter =>
  createRateLimiter({ rate, maxPausedMs, clock, signal });

async function recordTimes(limiter: RateLimiter, clock: Clock, count: number): Promise<number[]> {
  const times: number[] = [];
  await Promise.all(
    Array.from({ length: count }, () => limiter.acquire().then(() => times.push(clock.now()))),
  );
  return times;
}

describe('a rate limiter', () => {
  test('never exceeds the rate in any window, and is at most 10 % slower', async () => {
    const cases = fc.asyncProperty(
      fc.integer({ min: 1, max: 50 }),
      fc.constantFrom(1000, 60_000),
      fc.nat(20),
      async (requests, perMs, lateness) => {
        const clock = createFakeClock(lateness);
        const times = await recordTimes(createLimiter(clock, { requests, perMs }), clock, requests * 3);
        for (const [index, time] of times.entries()) {
          expect((times[index + requests] ?? Number.POSITIVE_INFINITY) - time).toBeGreaterThanOrEqual(perMs);
        }
        const steps = times.length - 1;
        expect(times.at(-1) ?? 0).toBeLessThanOrEqual(steps * ((perMs / requests) * 1.1 + lateness));
      },
    );
    await fc.assert(cases, { numRuns: 40 });
  });

  test('grants requests in the order of their calls', async () => {
    const clock = createFakeClock();
    const limiter = createLimiter(clock, { requests: 1, perMs: 1000 });
    const order: number[] = [];
    await Promise.all([1, 2, 3, 4].map((nth) => limiter.acquire().then(() => order.push(nth))));
    expect(order).toEqual([1, 2, 3, 4]);
  });

  test('does not wait where no rate is set', async () => {
    const clock = createFakeClock();
    expect(await recordTimes(createLimiter(clock), clock, 5)).toEqual([0, 0, 0, 0, 0]);
  });

  test('waits for the end of pauses, and counts overlapping pauses once', async () => {
    const clock = createFakeClock();
    const limiter = createLimiter(clock, undefined, 5000);
    expect([limiter.pauseFor(3000), limiter.pauseFor(2000), limiter.pauseFor(4000)]).toEqual([
      true,
      true,
      true,
    ]);
    expect(await recordTimes(limiter, clock, 2)).toEqual([4000, 4000]);
    expect(limiter.totalPausedMs()).toBe(4000);
    expect(limiter.pauseFor(1001)).toBe(false);
    expect(limiter.pauseFor(1000)).toBe(true);
  });

  test('slows down to an interval of at most 6 seconds', () => {
    const limiter = createLimiter(createFakeClock(), { requests: 60, perMs: 60_000 });
    limiter.slowDown();
    expect(limiter.intervalMs()).toBeCloseTo(1575);
    for (let times = 0; times < 20; times += 1) limiter.slowDown();
    expect(limiter.intervalMs()).toBe(6000);
  });

  test('does not slow down further where the interval is longer already', () => {
    const limiter = createLimiter(createFakeClock(), { requests: 1, perMs: 60_000 });
    limiter.slowDown();
    expect(limiter.intervalMs()).toBe(63_000);
  });
});
