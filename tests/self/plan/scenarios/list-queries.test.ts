import { describe, expect, it } from 'vitest';
import { selectByBound } from '../../../../plan/scenarios/list-queries.ts';
import type { Json } from '../../../../spec/json.ts';
import type { Parameter } from '../../../../spec/openapi/contract.ts';
import type { RangeBound } from '../../../../spec/openapi/range-bounds.ts';

const createBound = (values: Partial<RangeBound>): RangeBound => {
  const parameter: Parameter = {
    ...{ name: 'bound', in: 'query', required: false, pointer: '#', style: 'form', explode: true },
    ...{ allowReserved: false, allowEmptyValue: false, examples: [], schema: true, schemaPointer: '#' },
  };
  const common = { name: 'bound', parameter, schema: true, property: 'value', margin: 0 };
  return { ...common, side: 'lower', type: 'integer', ...values };
};
const money = { type: 'string', pattern: '^(0|[1-9][0-9]*)\\.[0-9]{2}$' } as const;

describe('selectByBound', () => {
  const select = (bound: Partial<RangeBound>, ...values: Json[]) =>
    selectByBound(
      createBound(bound),
      values.map((value) => ({ value })),
    ).map(({ query, wanted }) => [query.bound, ...wanted.map(({ value }) => value)]);

  it.each<[title: string, bound: Partial<RangeBound>, values: Json[], expected: Json]>([
    ['between two values', {}, [1, 9, 3], [[6, 9]]],
    ['beyond a single one', {}, [4, 4], [[5]]],
    ['the value above the widest gap, which is selected', { includes: true }, [1, 9, 3], [[9, 9]]],
    ['the value above the widest gap, which is not selected', { includes: false }, [1, 9, 3, 11], [[9, 11]]],
    ['the value below it', { includes: true, side: 'upper' }, [1, 9, 3], [[3, 1]]],
    ['beyond a single one, and its own', { includes: true }, [4], [[5], [4, 4]]],
    ['beyond a single one, which is not selected', { includes: false }, [4], [[5]]],
    ['a day', { type: 'date', includes: true }, ['2026-01-01', '2026-01-09'], [['2026-01-09', '2026-01-09']]],
    [
      'a time, which is not compared exactly',
      { type: 'date-time', includes: true, margin: 2000 },
      ['2026-01-01T00:00:00Z', '2026-01-03T00:00:00Z'],
      [['2026-01-02T00:00:00Z', '2026-01-03T00:00:00Z']],
    ],
    [
      'decimals, one of them between texts of other lengths',
      { type: 'decimal', schema: money },
      ['240.00', '10.00', '1200.00'],
      [
        ['720.00', '1200.00'],
        ['9.00', '10.00'],
      ],
    ],
    ['decimals of one value', { type: 'decimal', schema: money }, ['5.00'], [['6.00'], ['20.00']]],
    ['no values', {}, [], []],
    ['values of another type', {}, ['4'], []],
  ])('selects by %s', (_, bound, values, expected) => {
    expect(select(bound, ...values)).toEqual(expected);
  });
});
