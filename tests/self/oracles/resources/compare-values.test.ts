import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  findDifference,
  hasSameFlags,
  isSameValue,
  isVolatile,
} from '../../../../oracles/resources/compare-values.ts';
import type { Json, JsonObject } from '../../../../spec/json.ts';

describe('isSameValue', () => {
  it('accepts every value as it was sent', () => {
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
    ['2026-01-05 10:00:00+01:00', '2026-01-05T09:00:00Z'],
    ['2026-01-05T09:00:00.999Z', '2026-01-05T09:00:00Z'],
    ['https://EXAMPLE.com', 'https://example.com/'],
    ['https://example.com/a', 'HTTPS://EXAMPLE.com/a/'],
    ['a \n b', 'A b'],
    [[], [1]],
    [{}, { a: 1 }],
    [1.5, '1.50'],
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
    ['2026-01-05T09:00:01Z', '2026-01-05T09:00:00Z'],
    ['2026-01-05T09:00:00Z', 'later'],
    ['x2026-01-05T09:00:00Z', '2026-01-05T09:00:00.000Z'],
    ['https://example.com/a', 'a'],
    [['a', 'b'], ['a']],
    [['a'], 'a'],
    [{ a: 1 }, 'a'],
    ['', 0],
    ['', false],
    [0, null],
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

  it.each(['title', 'stock', 'created_by', 'counterfeit', 'format', 'discount'])('compares %s', (name) => {
    expect(isVolatile(name)).toBe(false);
  });
});

describe('isVolatile', () => {
  it.each(['updated_at', 'viewCount', 'at', 'next-url', 'ETag', 'API2Token'])('%s', (name) => {
    expect(isVolatile(name)).toBe(true);
  });
});

describe('a date without a time', () => {
  it.each<[string, Json, boolean]>([
    ['due_date', '2026-01-31', false],
    ['startDate', '2026-01-31', false],
    ['due_date', '2026-01-31T00:00:00Z', true],
    ['due_date', null, true],
    ['due_date', 'on 2026-01-31', true],
    ['due_date', 20260131, true],
    ['last_date', '2026-01-31', true],
    ['modifiedDate', '2026-01-31', true],
    ['date_count', '2026-01-31', true],
  ])('may change at any time under %s and %j: %s', (name, value, expected) => {
    expect(isVolatile(name, value)).toBe(expected);
  });
});

describe('hasSameFlags', () => {
  it.each<[JsonObject, JsonObject, boolean]>([
    [{ status: 1 }, { status: 2 }, false],
    [{ isDeleted: false }, { isDeleted: true }, false],
    [{ removed_at: null }, { removed_at: 1 }, false],
    [{ ARCHIVED: 1 }, { ARCHIVED: 2 }, false],
    [{ state: 1, title: 'a' }, { state: 1, title: 'b' }, true],
    [{}, { active: true }, false],
  ])('of %j and %j: %s', (before, after, expected) => {
    expect(hasSameFlags(before, after)).toBe(expected);
  });
});
