import { expect, test } from 'vitest';
import { compareResults } from '../../../bench/compare-results.ts';
import { absolute, type Measure, ratio } from '../../../bench/measure.ts';
import { median } from '../../../bench/median.ts';
import { sampleFaults } from '../../../bench/peers/sample-faults.ts';
import { faults } from '../../../reference/faults.ts';

const results = (machine: string, ...measures: Measure[]) => ({ date: '', machine, node: 'v20', measures });

test('the median of an even number of values is the mean of the two middle values', () => {
  expect(median([9, 1, 4, 2])).toBe(3);
  expect(median([5, 1, 2])).toBe(2);
});

test('a sample of faults includes every family', () => {
  const all = new Set(sampleFaults(faults, 'all').map(({ family }) => family));
  const sample = sampleFaults(faults, '60');
  expect(sample).toHaveLength(60);
  expect(new Set(sample.map(({ family }) => family))).toEqual(all);
});

test('faults that do not fail every run are not sampled', () => {
  expect(
    sampleFaults(faults, 'all').filter(({ rare, noticeOnly, fullOnly }) => rare || noticeOnly || fullOnly),
  ).toEqual([]);
});

test('a sample size that is not a number is rejected', () => {
  expect(() => sampleFaults(faults, 'many')).toThrow('--faults');
});

test.each([
  ['a ratio that decreased by more than the tolerance', ratio('a', 0.3, '', 'more'), 0.5, true],
  ['a ratio that decreased by less than the tolerance', ratio('a', 0.45, '', 'more'), 0.5, false],
  ['a ratio that increased although less is better', ratio('a', 1.5, '', 'less'), 1, true],
  ['an absolute value that is much worse', absolute('a', 1, 's', 'more'), 100, false],
])('%s: regressed is %4$s', (_, now, before, regressed) => {
  const [comparison] = compareResults(results('m', now), results('m', { ...now, value: before }));
  expect(comparison?.regressed).toBe(regressed);
});

test('absolute values of different machines are not compared', () => {
  const now = absolute('a', 1, 's', 'less');
  expect(compareResults(results('one', now), results('other', now))[0]?.change).toBeUndefined();
});
