import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { takeFirst, takeWhile } from '../../../../plan/schedule/take.ts';

describe('takeFirst', () => {
  it('returns the first items and leaves the rest in the iterator', () => {
    fc.assert(
      fc.property(fc.array(fc.nat()), fc.integer({ min: -2, max: 12 }), (items, count) => {
        const iterator = items.values();
        const first = [...takeFirst(iterator, count)];
        expect(first).toEqual(items.slice(0, Math.max(0, count)));
        expect([...first, ...iterator]).toEqual(items);
      }),
    );
  });
});

describe('takeWhile', () => {
  it('ends at the first item that must not be taken', () => {
    fc.assert(
      fc.property(fc.array(fc.nat()), fc.nat(12), (items, limit) => {
        let taken = 0;
        const prefix = [...takeWhile(items, () => taken++ < limit)];
        expect(prefix).toEqual(items.slice(0, limit));
      }),
    );
  });

  it('decides anew before each item', () => {
    const items = takeWhile([1, 2, 3], () => !isClosed);
    let isClosed = false;
    expect(items.next().value).toBe(1);
    isClosed = true;
    expect(items.next().done).toBe(true);
  });
});
