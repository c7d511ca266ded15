import { describe, expect, it } from 'vitest';
import { judgeExchange } from '../../../oracles/judge-exchange.ts';
import type { OperationModel } from '../../../spec/clauses/operation-model.ts';
import type { Json, JsonObject } from '../../../spec/json.ts';
import type { Case } from '../../../spec/openapi/case.ts';
import type { Exchange } from '../../../spec/openapi/exchange.ts';
import { createExchange, type FakeResponse } from '../plan/library.ts';
import { createCase } from '../plan/schedule/create-case.ts';
import { createModel, json } from '../spec/create-model.ts';
import type { Outcome } from './exchange.ts';
import { findFinding, judgeResponse } from './judge-response.ts';

const respond = (parts: Partial<Case>, response: FakeResponse): Exchange =>
  createExchange(1, createCase('x', { operation: 'a', ...parts }), response);

/** The clauses of the operation that fail for an exchange, or those that pass. */
const listClauses = (model: OperationModel, exchange: Exchange, verdict: 'failed' | 'passed'): string[] =>
  judgeExchange(model, exchange, { credentialsAccepted: true, requestAccepted: true })
    .filter(({ finding }) => (finding !== undefined) === (verdict === 'failed'))
    .map(({ clause }) => clause.slice('a/'.length));

const book: JsonObject = { type: 'object', required: ['title'], properties: { title: { type: 'string' } } };

describe('the response to a probe of', () => {
  it.each([
    ['another path', 'protocol:other-paths', false],
    ['another method', 'protocol:other-methods', false],
    ['another media type', 'protocol:other-media-type', true],
  ])('%s is judged by the schemas of the operation: %s, %s', async (_, role, isJudged) => {
    const error = { description: 'Error', content: json(book) };
    const model = await createModel({ responses: { 200: { description: 'OK' }, '4XX': error } });
    const failed = listClauses(model, respond({ role }, { status: 404, json: {} }), 'failed');
    expect(failed.includes('4XX/title:required')).toBe(isJudged);
  });
});

describe('an invalid body', () => {
  it.each<[string, number, string[], string[]]>([
    ['/books/{id}', 422, ['errors:refused'], []],
    ['/books/{id}', 400, [], ['errors:refused']],
    ['/books/{id}', 404, [], []], // the resource does not exist
    ['/books/{id}', 410, [], ['errors:refused']],
    ['/settings', 404, [], ['errors:refused']],
    ['/settings', 200, [], []], // reported by the violated clause
    ['/settings', 299, [], []],
    ['/settings', 300, [], ['errors:refused']],
    ['/settings', 499, [], ['errors:refused']],
    ['/settings', 500, [], []], // reported by protocol:no-server-error
    ['/settings', 429, [], []],
  ])('to %s that gets %d', async (path, status, passed, failed) => {
    const detail = { properties: { detail: { type: 'array' } } };
    const responses = { 200: { description: 'OK' }, 422: { description: 'Invalid', content: json(detail) } };
    const model = await createModel({ requestBody: { content: json(book) }, responses }, path, true);
    const violation = { clauses: [], instancePointer: '', keyword: 'type', description: 'not an object' };
    const exchange = respond({ kind: 'invalid', violation }, { status });
    const select = (ids: string[]) => ids.filter((id) => id === 'errors:refused');
    expect(select(listClauses(model, exchange, 'passed'))).toEqual(passed);
    expect(select(listClauses(model, exchange, 'failed'))).toEqual(failed);
  });
});

it.each<[string, JsonObject]>([
  ['msg', { loc: ['body', 'title'], msg: '' }],
  ['loc', { loc: ['body', 'pages'] }],
  ['input', { loc: ['body', 'title'], input: 'other' }],
])('a finding about the errors of a rejection is located at its entry: %s', async (member, error) => {
  const detail = { properties: { detail: { type: 'array' } } };
  const responses = { 422: { description: 'Invalid', content: json(detail) } };
  const model = await createModel({ requestBody: { content: json(book) }, responses });
  const violation = { clauses: [], instancePointer: '/title', keyword: 'type', description: 'a number' };
  const request = { method: 'POST', path: '/books', headers: [], credentials: 'access' as const };
  const theCase: Partial<Case> = {
    kind: 'invalid',
    violation,
    request: { ...request, body: { json: { title: 1 } } },
  };
  const value = { detail: [{ loc: ['body', 'title'], msg: 'no', input: 1 }, error] };
  const clause = member === 'loc' ? 'errors:loc-resolves' : `errors:${member}`;
  const finding = findFinding(model, clause, theCase, { status: 422, body: { json: { value } } });
  expect(finding?.location).toEqual({ body: `/detail/1/${member}` });
});

it.each<[Outcome, Json]>([
  ['fail', { type: 'string' }],
  ['pass', { enum: ['None', 'Some'] }],
  ['pass', { type: 'string', example: 'None' }],
])('the text None is %s where the document has %j', async (outcome, genre) => {
  const content = json({ type: 'object', properties: { genre } });
  const model = await createModel({ responses: { 200: { description: 'OK', content } } });
  const value: Json = { genre: 'None' };
  const body = { json: { value }, text: JSON.stringify(value) };
  expect(judgeResponse(model, 'robustness:missing-values', {}, { status: 200, body })).toBe(outcome);
});

describe('a valid request', () => {
  const clause = 'a/request/title:accepts-empty';
  it.each<[string, number, string, string[]]>([
    ['/books/{id}', 404, clause, []], // the resource may be gone
    ['/books/{id}', 410, clause, []],
    ['/books/{id}', 400, clause, ['request/title:accepts-empty']],
    ['/books/{id}', 404, 'a/request:accepted', ['request:accepted']],
    ['/books', 404, clause, ['request/title:accepts-empty']],
    ['/books', 431, clause, []], // the head was too long for the server
    ['/books', 404, 'a/request/query.after:accepted', []], // the query has a cursor to which nothing belongs
  ])('to %s that gets %d for %s', async (path, status, covered, expected) => {
    const responses = { 200: { description: 'OK' }, 404: { description: 'Missing' } };
    const model = await createModel({ requestBody: { content: json(book) }, responses }, path);
    const exchange = respond({ kind: 'valid', covers: [covered] }, { status });
    const failed = listClauses(model, exchange, 'failed');
    expect(failed.filter((name) => name.startsWith('request'))).toEqual(expected);
  });

  it('whose path is longer than HTTP recommends to support is not judged by its rejection', async () => {
    const model = await createModel({ responses: { 200: { description: 'OK' } } }, '/books');
    const covers = ['a/request/query.title:accepts-longest'];
    const { request } = createCase('x');
    const send = (length: number) => {
      const path = `/books?title=${'x'.repeat(length)}`;
      return listClauses(
        model,
        respond({ kind: 'valid', covers, request: { ...request, path } }, { status: 400 }),
        'failed',
      );
    };
    expect(send(9000)).not.toContain('request/query.title:accepts-longest');
    expect(send(100)).toContain('request/query.title:accepts-longest');
  });
});
