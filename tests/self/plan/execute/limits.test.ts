import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  explorationLimit,
  limitConfirmed,
  limitUnjudged,
  reserveToConfirm,
  searchLimit,
} from '../../../../plan/execute/limits.ts';

const budgets = fc
  .tuple(fc.nat(5000), fc.nat(5000))
  .map(([spent, left]) => ({ requests: spent + left, spent, left }));

test('exploration leaves a fifth of the remaining requests to shrinking, at most 200', () => {
  fc.assert(
    fc.property(budgets, ({ requests, spent, left }) => {
      const reserved = requests - explorationLimit({ requests }, spent);
      expect(reserved).toBe(left > 1000 ? 200 : Math.ceil(left / 5));
    }),
  );
});

test('exploration ends within the budget, and not before what was spent', () => {
  fc.assert(
    fc.property(budgets, ({ requests, spent }) => {
      const limit = explorationLimit({ requests }, spent);
      expect(limit).toBeGreaterThanOrEqual(spent);
      expect(limit).toBeLessThanOrEqual(requests);
    }),
  );
});

test.each([
  [100, 40, 70],
  [100, 41, 71],
  [100, 100, 100],
  [100, 120, 120],
])('of a limit of %d after %d requests, cases beyond the plan end at %d', (limit, spent, end) => {
  expect(limitUnjudged(limit, spent)).toBe(end);
});

test.each([
  [90, 9, 60],
  [1000, 100, 100],
  [6000, 600, 600],
])(
  'of %d requests, %d are reserved for confirmation, and at most %d confirm',
  (requests, reserved, limit) => {
    expect(reserveToConfirm({ requests }, 5)).toBe(5);
    expect(reserveToConfirm({ requests }, 9999)).toBe(reserved);
    expect(limitConfirmed({ requests })).toBe(limit);
  },
);

test.each([
  [300, 5, 20],
  [300, 10, 10],
  [300, 40, 3],
])(
  'with %d planned requests for %d operations, %d search for an accepted one of each',
  (plan, count, limit) => {
    expect(searchLimit({ plan }, count)).toBe(limit);
  },
);
