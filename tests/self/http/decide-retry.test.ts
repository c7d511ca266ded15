import { describe, expect, test } from 'vitest';
import { decideRetry, parseRetryAfter } from '../../../http/decide-retry.ts';
import type { SendResult } from '../../../http/read-response.ts';

describe('Retry-After', () => {
  const now = Date.UTC(2026, 5, 1, 12, 0, 0);
  const waits: readonly (readonly [value: string | undefined, ms: number | undefined])[] = [
    [undefined, undefined],
    ['7', 7000],
    ['0', 100],
    ['Mon, 01 Jun 2026 12:00:30 GMT', 31_000],
    ['Mon, 01 Jun 2026 11:00:00 GMT', 100],
    ['soon', undefined],
    ['-1', undefined],
    ['1e9', undefined],
    ['99999999999999', undefined],
  ];
  for (const [value, ms] of waits) {
    test(`${value} is a pause of ${ms} ms`, () => {
      expect(parseRetryAfter(value === undefined ? [] : [['retry-after', value]], now)).toBe(ms);
    });
  }
});

test('a date in Retry-After is relative to the Date of the response', () => {
  const headers = [
    ['retry-after', 'Mon, 01 Jun 2026 12:00:30 GMT'],
    ['date', 'Mon, 01 Jun 2026 12:00:20 GMT'],
  ] as const;
  expect(parseRetryAfter(headers, 0)).toBe(11_000);
});

describe('a retry', () => {
  const response = (status: number, headers: [string, string][] = []): SendResult => ({
    response: { status, headers, body: Buffer.alloc(0) },
  });
  const failure = (kind: 'reset' | 'refused' | 'headers timeout' | 'tls', answered = false): SendResult => ({
    failure: { kind, message: '', answered },
  });
  const retries: readonly (readonly [
    description: string,
    result: SendResult,
    attempts: number,
    hasAnswered: boolean,
    afterMs: number | undefined,
  ])[] = [
    ['429', response(429), 1, true, 1000],
    ['429 for the third time', response(429), 3, true, 4000],
    ['429 with Retry-After', response(429, [['retry-after', '3']]), 5, true, 3000],
    ['503', response(503), 1, true, 250],
    ['503 for the third time', response(503), 3, true, undefined],
    ['500', response(500), 1, true, undefined],
    ['201', response(201), 1, true, undefined],
    ['a reset before a response', failure('reset'), 1, true, 0],
    ['a second reset before a response', failure('reset'), 2, true, 100],
    ['a reset within a response', failure('reset', true), 1, true, undefined],
    ['a connection refused by a target that has answered before', failure('refused'), 1, true, 250],
    ['a connection refused by a target that has never answered', failure('refused'), 1, false, undefined],
    ['a timeout', failure('headers timeout'), 1, true, undefined],
    ['a TLS failure', failure('tls'), 1, true, undefined],
  ];
  for (const [description, result, attempts, hasAnswered, afterMs] of retries) {
    test(`after ${description} ${afterMs === undefined ? 'is not made' : `follows in ${afterMs} ms`}`, () => {
      expect(decideRetry(result, attempts, hasAnswered, 0)?.afterMs).toBe(afterMs);
    });
  }
});
