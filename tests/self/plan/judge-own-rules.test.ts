import { expect, it } from 'vitest';
import { judgeOwnRules } from '../../../plan/judge-own-rules.ts';
import type { Case } from '../../../spec/openapi/case.ts';
import type { OwnRule } from '../../../suites/suite.ts';
import { createExchange, type FakeResponse, refusedConnection } from './library.ts';
import { createCase } from './schedule/create-case.ts';

const createRule = (name: string, judge: OwnRule['judge']): OwnRule => ({
  ...{ name: `rule:${name}`, level: 'MUST', description: `the rule ${name}`, origin: 'a test' },
  operations: new Set(['books:list']),
  judge,
});

const rules = [
  createRule('passes', () => 'pass'),
  createRule('not-applicable', () => undefined),
  createRule('fails', (_, { status }) => `no, as the status is ${status}`),
  createRule('throws', () => {
    throw new TypeError('x is undefined');
  }),
  createRule('throws-text', () => {
    throw 'a text';
  }),
];

const judge = (response: FakeResponse, parts: Partial<Case> = {}) =>
  judgeOwnRules(rules, createExchange(7, createCase('a', { operation: 'books:list', ...parts }), response));

it('a rule passes, does not apply, fails in its words, or is an error itself', () => {
  expect(judge({ status: 200 })).toEqual([
    { clause: 'books:list/rule:passes' },
    {
      clause: 'books:list/rule:fails',
      finding: expect.objectContaining({
        cause: '200 rule:fails',
        exchanges: [7],
        expected: 'the rule fails',
        location: 'body',
        received: { words: 'no, as the status is 200' },
      }),
    },
    { clause: 'books:list/rule:throws', error: 'the rule failed, not the target: x is undefined' },
    { clause: 'books:list/rule:throws-text', error: 'the rule failed, not the target: a text' },
  ]);
});

it.each<[string, FakeResponse, Partial<Case>]>([
  ['no response', refusedConnection, {}],
  ['a target that is not available', { status: 503 }, {}],
  ['a request to another operation', { status: 200 }, { role: 'protocol:other-methods' }],
])('rules do not judge %s', (_, response, parts) => {
  expect(judge(response, parts)).toEqual([]);
});
