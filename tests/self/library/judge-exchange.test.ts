import { describe, expect, test } from 'vitest';
import {
  type Contract,
  judgeExchange,
  loadContract,
  type ObservedBody,
  UsageError,
} from '../../../library/index.ts';

const contract: Contract = await loadContract('docs/examples/openapi.yaml');
const request = { method: 'get', url: 'https://lamps.example/api/lamps/7?fresh' };
const lamp = { id: 7, name: 'Desk lamp', watts: 40 };

const judge = (body: ObservedBody, status = 200, headers = {}) =>
  judgeExchange(contract, { request, response: { status, headers, body } });

describe('judgeExchange', () => {
  test('passes a response that satisfies the contract, and names the clauses that it is evidence for', () => {
    const { operation, passed, judged, failures } = judge(lamp);
    expect({ operation, passed, failures }).toEqual({ operation: 'getLamp', passed: true, failures: [] });
    expect(judged).toContain('getLamp/200/name:minLength');
  });

  test('reports each violated clause with its line, the expected and the received value', () => {
    const { passed, failures } = judge({ ...lamp, name: '' });
    expect(passed).toBe(false);
    expect(failures).toHaveLength(1);
    const [failure] = failures;
    expect(failure).toMatchObject({ clause: 'getLamp/200/name:minLength', level: 'MUST' });
    expect(failure?.source).toMatch(/^docs\/examples\/openapi\.yaml:\d+$/);
    for (const part of ['FAILED MUST', 'minLength: 1', 'GET https://lamps.example', '>   "name": ""'])
      expect(failure?.message).toContain(part);
    expect(failure?.message).not.toMatch(/^(found|replay|curl)/m);
  });

  const type = { 'content-type': 'application/json' };
  test.each([
    ['a value', lamp, {}],
    ['a text', JSON.stringify(lamp), type],
    ['bytes', Buffer.from(JSON.stringify(lamp)), new Headers(type)],
    ['a text with header pairs', JSON.stringify(lamp), Object.entries(type)],
  ])('reads %s', (_, body, headers) => {
    expect(judge(body, 200, headers)).toMatchObject({ passed: true, failures: [] });
    expect(judge(body, 200, headers).judged).toContain('getLamp/200/id:type');
  });

  test('reports an undocumented status', () => {
    const violated = (status: number) => judge(undefined, status).failures.map(({ clause }) => clause);
    expect(violated(202)).toContain('getLamp/protocol:status');
    expect(violated(418)).toContain('getLamp/protocol:error-status');
  });

  test('shows no credentials', () => {
    const headers = { authorization: 'Bearer hunter2', cookie: ['a=hunter2'] };
    const { failures } = judgeExchange(contract, {
      request: { ...request, headers },
      response: { status: 200, headers: { 'set-cookie': 'a=hunter2' }, body: {} },
    });
    expect(failures.length).toBeGreaterThan(0);
    expect(JSON.stringify(failures)).not.toContain('hunter2');
  });

  test('finds the operation by its id, and rejects requests of no operation', () => {
    const response = { status: 200, body: lamp };
    expect(judgeExchange(contract, { request, response, operation: 'GET /lamps/{id}' }).passed).toBe(true);
    const judgeOther = (url: string, operation?: string) => () =>
      judgeExchange(contract, { request: { method: 'GET', url }, response, ...(operation && { operation }) });
    expect(judgeOther('/lights/7')).toThrow(UsageError);
    expect(judgeOther('/lamps/7', 'getLmap')).toThrow('Did you mean getLamp?');
  });
});
