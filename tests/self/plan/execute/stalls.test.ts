import { describe, expect, it } from 'vitest';
import { createStallDetector } from '../../../../plan/execute/stalls.ts';
import type { Exchange, TransportFailure } from '../../../../spec/openapi/exchange.ts';
import { createExchange } from '../library.ts';
import { createCase } from '../schedule/create-case.ts';

const fail = (
  operation: string,
  startedAt: number,
  kind: TransportFailure['kind'] = 'headers timeout',
): Exchange => ({
  ...createExchange(1, createCase('x', { operation }), { kind, message: kind, answered: false }),
  ...{ startedAt, durationMs: 10 },
});

describe('a request without a response in time', () => {
  it.each<[boolean, string, Exchange]>([
    [true, 'another operation at the same time', fail('b', 109)],
    [true, 'another operation before', fail('b', 91)],
    [false, 'the same operation', fail('a', 105)],
    [false, 'another operation later', fail('b', 110)],
    [false, 'another operation earlier', fail('b', 90)],
    [false, 'another operation, whose body is missing', fail('b', 105, 'body timeout')],
    [false, 'another operation, whose connection was closed', fail('b', 105, 'reset')],
  ])('is shared: %s, with %s', (isShared, _, other) => {
    const stalls = createStallDetector();
    stalls.observe(other);
    stalls.observe(fail('a', 100));
    expect(stalls.isShared(fail('a', 100))).toBe(isShared);
    expect(stalls.isShared(fail('a', 100, 'body timeout'))).toBe(false);
  });

  it('is compared with the last 100', () => {
    const stalls = createStallDetector();
    for (let start = 0; start <= 1000; start += 10) stalls.observe(fail('b', start));
    expect(stalls.isShared(fail('a', 0))).toBe(false);
    expect(stalls.isShared(fail('a', 10))).toBe(true);
  });
});
