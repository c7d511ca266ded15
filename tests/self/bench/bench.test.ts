import { expect, test } from 'vitest';
import { compareWith } from '../../../bench/compare.ts';
import { absolute, type Measure, ratio } from '../../../bench/measure.ts';
import { median } from '../../../bench/median.ts';
import { sampleOf } from '../../../bench/peers/sample.ts';

const results = (machine: string, ...measures: Measure[]) => ({ date: '', machine, node: 'v20', measures });

test('the median of an even number is between the two in the middle', () => {
  expect(median([9, 1, 4, 2])).toBe(3);
  expect(median([5, 1, 2])).toBe(2);
});

test('a sample of faults has some of every family', () => {
  const all = new Set(sampleOf('all').map(({ family }) => family));
  const some = sampleOf('60');
  expect(some).toHaveLength(60);
  expect(new Set(some.map(({ family }) => family))).toEqual(all);
});

test('a sample of faults is one of those that any run can fail for', () => {
  expect(sampleOf('all').filter(({ rare, notice, full }) => rare || notice || full)).toEqual([]);
});

test('a number of faults that is none is refused', () => {
  expect(() => sampleOf('many')).toThrow('--faults');
});

test.each([
  ['a ratio that fell by more than the tolerance', ratio('a', 0.3, '', 'more'), 0.5, true],
  ['a ratio that fell by less', ratio('a', 0.45, '', 'more'), 0.5, false],
  ['a ratio that grew where less is better', ratio('a', 1.5, '', 'less'), 1, true],
  ['an absolute number, however bad', absolute('a', 1, 's', 'more'), 100, false],
])('%s: regressed is %4$s', (_, now, before, regressed) => {
  const [comparison] = compareWith(results('m', now), results('m', { ...now, value: before }));
  expect(comparison?.regressed).toBe(regressed);
});

test('absolute numbers of another machine are not compared', () => {
  const now = absolute('a', 1, 's', 'less');
  expect(compareWith(results('one', now), results('other', now))[0]?.change).toBeUndefined();
});
