import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDifference, isSameValue, isVolatile } from '../../../../oracles/resources/compare-values.ts';
import type { Json } from '../../../../spec/json.ts';

describe('isSameValue', () => {
  it('accepts what was sent, whatever it is', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => isSameValue(value as Json, value as Json)));
  });

  it('accepts texts in other cases, with trimmed and collapsed white space', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'B', ' ', 'é', '7') });
    fc.assert(fc.property(text, (sent) => isSameValue(sent, sent.trim().replace(/ +/g, ' ').toUpperCase())));
  });

  it.each([
    ['2026-01-05T10:00:00+01:00', '2026-01-05T09:00:00.000Z'],
    ['2026-01-05T09:00:00.1234567Z', '2026-01-05T09:00:00.123Z'],
    ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00Z'],
    ['https://EXAMPLE.com', 'https://example.com/'],
    ['Zoe\u0308', 'Zo\u00eb'],
    [12, '12'],
    [null, undefined],
    [
      ['b', 'a'],
      ['a', 'b', 'c'],
    ],
    [
      { a: 1, secret: 2 },
      { a: 1, b: 2 },
    ],
  ])('accepts %j as %j', (sent, received) => {
    expect(isSameValue(sent, received)).toBe(true);
  });

  it.each([
    ['Zoë', 'Zo?'],
    ['Zoë', 'Zo'],
    ['2026-01-05T10:00:00+01:00', '2026-01-05T10:00:00Z'],
    ['https://example.com/a', 'https://example.com/b'],
    [12.34, 12.3],
    [null, ''],
    ['a', undefined],
    [['a'], []],
    [{ a: 1 }, { a: 2 }],
    [false, true],
  ])('does not accept %j as %j', (sent, received) => {
    expect(isSameValue(sent, received)).toBe(false);
  });
});

describe('findDifference', () => {
  it('returns the first property with another value', () => {
    const difference = findDifference({ a: 1, b: 2, c: 3 }, { a: 1, b: 3, c: 4 });
    expect(difference).toEqual({ name: 'b', before: 2, after: 3 });
  });

  it('leaves out volatile properties, and those that are not compared', () => {
    expect(
      findDifference({ updated_at: 1, viewCount: 1, b: 1 }, { b: 2 }, (name) => name !== 'b'),
    ).toBeUndefined();
  });

  it.each(['title', 'stock', 'created_by', 'counterfeit'])('compares %s', (name) => {
    expect(isVolatile(name)).toBe(false);
  });
});
