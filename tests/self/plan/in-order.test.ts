import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inOrder } from '../../../plan/execute/in-order.ts';

/** Lets other work go on so many times: later items may end before earlier ones. */
async function turns(count: number): Promise<void> {
  for (let left = count; left > 0; left -= 1) await Promise.resolve();
}

async function collect<T>(results: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of results) all.push(one);
  return all;
}

describe('work on many items', () => {
  it('gives its results in the order of the items, however long each takes', () => {
    const property = fc.asyncProperty(
      fc.array(fc.nat(20)),
      fc.integer({ min: 1, max: 8 }),
      async (delays, concurrency) => {
        const results = inOrder(delays.entries(), concurrency, async ([place, delay]) => {
          await turns(delay);
          return place;
        });
        expect(await collect(results)).toEqual(delays.map((_, place) => place));
      },
    );
    return fc.assert(property);
  });

  it('is never done on more at once than allowed', async () => {
    let [now, most] = [0, 0];
    const work = async (): Promise<void> => {
      now += 1;
      most = Math.max(most, now);
      await turns(3);
      now -= 1;
    };
    await collect(inOrder(Array.from({ length: 40 }), 3, work));
    expect(most).toBe(3);
  });

  it('takes no item that there is no place for', async () => {
    let taken = 0;
    const items = (function* () {
      for (;;) yield taken++;
    })();
    for await (const one of inOrder(items, 2, async (item) => item)) if (one === 9) break;
    expect(taken).toBeLessThanOrEqual(10 + 8);
  });

  it('goes on beside one that is slow, up to four windows ahead', async () => {
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
    const first = inOrder(Array.from({ length: 40 }).keys(), 2, work).next();
    await turns(100);
    expect(started).toHaveLength(8);
    release();
    expect(await first).toEqual({ done: false, value: 0 });
  });

  it('hands on what a worker throws', async () => {
    const failing = inOrder([1, 2], 2, () => Promise.reject(new Error('out of order')));
    await expect(collect(failing)).rejects.toThrow('out of order');
  });
});
