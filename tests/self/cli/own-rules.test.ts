import { expect, test } from 'vitest';
import type { Rule, RuleExchange } from '../../../cli/extensions.ts';
import { createOwnRules } from '../../../cli/own-rules.ts';
import { judgeOwnRules } from '../../../plan/judge-own-rules.ts';
import type { Exchange } from '../../../spec/openapi/exchange.ts';
import type { OwnRule } from '../../../suites/suite.ts';
import { loadSampleContract } from './sample-contract.ts';

const contract = await loadSampleContract();

const create = (rule: Partial<Rule>): OwnRule[] =>
  createOwnRules(
    { source: 'config.ts: ', rules: [{ id: 'a', description: 'a is b', judge: () => 'pass', ...rule }] },
    contract,
  );

const createExchange = (status: number, value = { a: 1 }): Exchange => ({
  id: 1,
  case: {
    ...{ id: 'c', operation: 'things:create', kind: 'valid', description: '', covers: [] },
    request: { method: 'POST', path: '/things', headers: [], credentials: 'none' },
  },
  sent: { method: 'POST', url: 'http://h/things', headers: [['X-A', '1']], body: '{"b":2}' },
  response: {
    status,
    headers: [
      ['Vary', 'a'],
      ['vary', 'b'],
    ],
    body: { text: JSON.stringify(value), bytes: 7, truncated: false, json: { value } },
  },
  ...{ startedAt: 0, durationMs: 1, attempts: 1 },
});

const judge = (rule: Partial<Rule>, status = 200) => judgeOwnRules(create(rule), createExchange(status));

test('a rule applies to the operations that it names', () => {
  const list = (operations?: Rule['operations']) => [...(create({ operations })[0]?.operations ?? [])];
  expect(list()).toEqual(['things:list', 'things:create', 'GET /things/{id}']);
  expect(list('things:*')).toEqual(['things:list', 'things:create']);
  expect(list(['POST /things', 'GET /things/{id}'])).toEqual(['things:create', 'GET /things/{id}']);
  expect(() => list('things:creat')).toThrow(
    'config.ts: rule a: the contract has no operation things:creat. Did you mean things:create?',
  );
});

test('a rule gets the request and the response, and may change its copy', () => {
  let seen: RuleExchange | undefined;
  const exchange = createExchange(201);
  judgeOwnRules(
    create({
      judge: (given) => {
        seen = structuredClone(given);
        Object.assign(given.response.body as object, { a: 2 });
        return 'pass';
      },
    }),
    exchange,
  );
  expect(seen).toEqual({
    operation: 'things:create',
    request: {
      method: 'POST',
      url: 'http://h/things',
      headers: { 'x-a': '1' },
      body: { b: 2 },
      isValid: true,
    },
    response: { status: 201, headers: { vary: 'a, b' }, body: { a: 1 } },
  });
  expect(exchange.response?.body.json?.value).toEqual({ a: 1 });
});

test.each<[Rule['statuses'], status: number, count: number]>([
  [undefined, 204, 1],
  [undefined, 404, 0],
  [[404], 404, 1],
  [['4XX', 200], 422, 1],
  [['4XX', 200], 200, 1],
  [['4XX', 200], 201, 0],
  [['2XX', '5XX'], 503, 0], // 503 means "later" and shows nothing
])('a rule for the statuses %j judges %i: %i', (statuses, status, count) => {
  expect(judge({ statuses }, status)).toHaveLength(count);
});

test('a rule passes, fails in words, or does not apply', () => {
  expect(judge({})).toEqual([{ clause: 'things:create/rule:a' }]);
  expect(judge({ judge: () => undefined })).toEqual([]);
  expect(judge({ judge: () => 'a is 1' })).toMatchObject([
    { clause: 'things:create/rule:a', finding: { expected: 'a is b', received: { words: 'a is 1' } } },
  ]);
});

test.each<[Partial<Rule>, message: string]>([
  [
    {
      judge: () => {
        throw new TypeError('x is undefined');
      },
    },
    'the rule failed, not the target: TypeError: x is undefined',
  ],
  [{ judge: (async () => 'pass') as unknown as Rule['judge'] }, 'it returned a promise; it must return'],
  [{ judge: (() => false) as unknown as Rule['judge'] }, 'it returned false; it must return'],
])('a rule that fails is an error of the rule: %#', (rule, message) => {
  const [observation] = judge(rule);
  expect(observation?.finding).toBeUndefined();
  expect(observation?.error).toContain(message);
});
