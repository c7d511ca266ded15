import { expect, test } from 'vitest';
import { explainUnsent } from '../../../../plan/execute/explain-unsent.ts';

type RunEnd = Parameters<typeof explainUnsent>[0];

const createEnd = (more: Partial<RunEnd> = {}, rateLimitError?: string): RunEnd => ({
  ...{ unsent: 3, planned: 9, isComplete: true, cases: 6, signal: undefined },
  ...{ isStopped: false, hasRequestsLeft: true },
  client: { stats: () => ({ requests: 6, answered: 6, ...(rateLimitError && { rateLimitError }) }) },
  ...more,
});
const timeout = AbortSignal.abort(new DOMException('late', 'TimeoutError'));

test.each<[reason: RegExp, remedy: string | undefined, isTimeout: boolean, RunEnd]>([
  [/time limit was reached after 6$/, 'raise --max-seconds', true, createEnd({ isStopped: true })],
  [/time limit was reached/, 'raise --max-seconds', true, createEnd({ isStopped: true, signal: timeout })],
  [/interrupted/, undefined, false, createEnd({ isStopped: true, signal: AbortSignal.abort('SIGINT') })],
  [/limits the rate/, 'lower --rate, or run again later', false, createEnd({}, 'too fast')],
  [/limit for requests/, 'raise --max-requests', false, createEnd({ hasRequestsLeft: false })],
  [/does not answer/, undefined, false, createEnd()],
])('a plan that was cut has the reason %s and the remedy %s', (reason, remedy, isTimeout, end) => {
  const unsent = explainUnsent(end);
  expect(unsent?.note).toMatch(/^3 of 9 planned cases were not sent: /);
  expect(unsent?.note).toMatch(reason);
  expect([unsent?.remedy, unsent?.isTimeout]).toEqual([remedy, isTimeout]);
});

test('a plan that was sent completely needs no reason, even if the run was stopped later', () => {
  expect(explainUnsent(createEnd({ unsent: 0, isStopped: true }))).toBeUndefined();
});

test('a plan that was not complete has no number', () => {
  expect(explainUnsent(createEnd({ isComplete: false }))?.note).toMatch(/^the other planned cases were not/);
});
