import { expect, test } from 'vitest';
import { explainNoResponse, isTimeout, isUnavailable } from '../../../../plan/verdicts/availability.ts';
import type { TransportFailureKind } from '../../../../spec/openapi/exchange.ts';
import { createExchange, type FakeResponse } from '../library.ts';
import { createCase } from '../schedule/create-case.ts';

const failure = (kind: TransportFailureKind, answered = false): FakeResponse => ({
  ...{ kind, message: `${kind}!`, answered },
});

test.each<[string, FakeResponse, unavailable: boolean, timeout: boolean, explanation: string | undefined]>([
  ['a success', { status: 201 }, false, false, undefined],
  ['a server error', { status: 500 }, false, false, undefined],
  ['503', { status: 503 }, true, false, 'status 503'],
  ['429', { status: 429 }, true, false, 'status 429'],
  ['a refused connection', failure('refused'), true, false, 'refused!'],
  ['a timeout before the response', failure('headers timeout'), true, true, 'headers timeout!'],
  ['a timeout within the response', failure('body timeout', true), false, true, 'body timeout!'],
  ['a broken response', failure('protocol', true), false, false, 'protocol!'],
  ['an aborted request', failure('aborted'), false, false, undefined],
])('%s', (_, response, unavailable, timeout, explanation) => {
  const exchange = createExchange(1, createCase('a'), response);
  expect(isUnavailable(exchange)).toBe(unavailable);
  expect(isTimeout(exchange)).toBe(timeout);
  expect(explainNoResponse(exchange)).toBe(explanation);
});
