import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundRobin } from '../../../../plan/schedule/round-robin.ts';

const streams = fc.array(fc.array(fc.integer({ min: 1 }), { maxLength: 6 }), { maxLength: 5 });

describe('roundRobin', () => {
  it('takes one item of each stream per round, and loses none', () => {
    fc.assert(
      fc.property(streams, (lists) => {
        const longest = Math.max(0, ...lists.map(({ length }) => length));
        const rounds = Array.from({ length: longest }, (_, round) =>
          lists.filter(({ length }) => length > round).map((list) => list[round]),
        );
        expect([...roundRobin(lists.map((list) => list.values()))]).toEqual(rounds.flat());
      }),
    );
  });

  it('passes pauses on without ending the turn of their stream', () => {
    const paused = [undefined, 1, undefined, undefined, 3].values();
    expect([...roundRobin([paused, [2].values()])]).toEqual([undefined, 1, 2, undefined, undefined, 3]);
  });

  it('reads no further than its consumer', () => {
    const endless = (function* () {
      for (let count = 0; ; count += 1) yield count;
    })();
    const items = roundRobin([endless]);
    items.next();
    expect(endless.next().value).toBe(1);
  });
});
