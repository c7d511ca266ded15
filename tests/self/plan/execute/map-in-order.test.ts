import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mapInOrder } from '../../../../plan/execute/map-in-order.ts';

/** Awaits this many microtasks, so that items finish in another order than they started. */
async function wait(turns: number): Promise<void> {
  for (let left = turns; left > 0; left -= 1) await Promise.resolve();
}

async function collect<T>(results: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const result of results) all.push(result);
  return all;
}

describe('mapInOrder', () => {
  it('yields the results in the order of the items, however long each takes', () => {
    const property = fc.asyncProperty(
      fc.array(fc.nat(20)),
      fc.integer({ min: 1, max: 8 }),
      async (delays, concurrency) => {
        const results = mapInOrder(delays.entries(), concurrency, async ([position, delay]) => {
          await wait(delay);
          return position;
        });
        expect(await collect(results)).toEqual(delays.map((_, position) => position));
      },
    );
    return fc.assert(property);
  });

  it('has never more items in flight than the concurrency', async () => {
    let [inFlight, most] = [0, 0];
    const work = async (): Promise<void> => {
      inFlight += 1;
      most = Math.max(most, inFlight);
      await wait(3);
      inFlight -= 1;
    };
    await collect(mapInOrder(Array.from({ length: 40 }), 3, work));
    expect(most).toBe(3);
  });

  it('takes items only as they can start, so that the caller can stop', async () => {
    let taken = 0;
    const items = (function* () {
      for (;;) yield taken++;
    })();
    for await (const result of mapInOrder(items, 2, async (item) => item)) if (result === 9) break;
    expect(taken).toBeLessThanOrEqual(10 + 8);
  });

  it('starts other items during a slow one, up to four times the concurrency ahead', async () => {
    let release = (): void => {};
    const slow = new Promise<void>((resolve) => {
      release = resolve;
    });
    const started: number[] = [];
    const work = async (item: number): Promise<number> => {
      started.push(item);
      if (item === 0) await slow;
      return item;
    };
    const first = mapInOrder(Array.from({ length: 40 }).keys(), 2, work).next();
    await wait(100);
    expect(started).toHaveLength(8);
    release();
    expect(await first).toEqual({ done: false, value: 0 });
  });

  it('rejects with the error of an item', async () => {
    const failing = mapInOrder([1, 2], 2, () => Promise.reject(new Error('out of order')));
    await expect(collect(failing)).rejects.toThrow('out of order');
  });
});
