import { describe, expect, it } from 'vitest';
import { judgeExchange } from '../../../oracles/judge-exchange.ts';
import { createOperationModel, type OperationModel } from '../../../spec/clauses/operation-model.ts';
import type { Json, JsonObject } from '../../../spec/json.ts';
import type { Case } from '../../../spec/openapi/case.ts';
import type { TransportFailure } from '../../../spec/openapi/exchange.ts';
import type { HeaderList } from '../../../spec/openapi/request.ts';
import { createExchange } from '../plan/library.ts';
import { createCase } from '../plan/schedule/create-case.ts';
import { createDocument, loadDocument } from '../spec/create-document.ts';
import { createModel } from '../spec/create-model.ts';
import type { Outcome } from './exchange.ts';
import { findFinding, judgeResponse, type ResponseSummary } from './judge-response.ts';

const typed = (type: string): HeaderList => [['content-type', type]];
const describeContent = (...types: string[]): JsonObject =>
  Object.fromEntries(types.map((type) => [type, { schema: { type: 'integer' } }]));

describe('the media type of a response', () => {
  it.each<[Outcome, string[], string, string]>([
    ['pass', ['*/*'], 'image/png', 'POST'],
    ['pass', ['image/*'], 'image/png', 'POST'],
    ['fail', ['image/*'], 'images/png', 'POST'],
    ['fail', ['image/*'], 'text/plain', 'POST'],
    ['pass', ['text/plain', 'text/csv'], 'text/csv', 'POST'],
    ['fail', ['text/plain'], 'text/plaintext', 'POST'],
    ['undecided', [], 'text/plain', 'POST'],
    ['undecided', ['text/csv'], 'text/plain', 'HEAD'],
  ])('is %s for %j and %s: %s', async (outcome, types, type, method) => {
    const content = describeContent(...types);
    const model = await createModel({ responses: { 200: { description: 'OK', content } } });
    const response = { status: 200, headers: typed(type), method };
    expect(judgeResponse(model, 'protocol:media-type', {}, response)).toBe(outcome);
  });

  it.each<[Outcome, string | undefined, string]>([
    ['fail', 'application/json', '200:type'],
    ['fail', undefined, '200:type'],
    ['fail', 'application/problem+json', '200(application/problem+json):type'],
    ['undecided', 'application/problem+json', '200:type'],
    ['undecided', 'application/hal+json', '200:type'],
  ])('selects the schema of the body: %s for %s and %s', async (outcome, type, clause) => {
    const content = describeContent('text/plain', 'application/json', 'application/problem+json');
    const model = await createModel({ responses: { 200: { description: 'OK', content } } });
    const headers = type === undefined ? [] : typed(type);
    const response = { status: 200, headers, body: { json: { value: 'x' } } };
    expect(judgeResponse(model, clause, {}, response)).toBe(outcome);
  });
});

describe('a response that does not end in time', () => {
  it.each<[string, TransportFailure['kind'], boolean]>([
    ['application/json', 'body timeout', true],
    ['application/x-ndjson', 'body timeout', false],
    ['text/event-stream; charset=utf-8', 'body timeout', false],
    ['text/event-stream', 'headers timeout', true],
  ])('with the documented media type %s and a %s: fails %s', async (type, kind, isBlamed) => {
    const content = describeContent('application/json', type);
    const model = await createModel({ responses: { 200: { description: 'OK', content } } });
    const { response: _, ...sent } = createExchange(1, createCase('x', { operation: 'a' }), { status: 200 });
    const exchange = { ...sent, failure: { kind, message: kind, answered: kind === 'body timeout' } };
    const target = { credentialsAccepted: true, requestAccepted: true };
    const found = judgeExchange(model, exchange, target).filter(({ finding }) => finding);
    expect(found.map(({ clause }) => clause)).toEqual(isBlamed ? ['a/protocol:answered'] : []);
  });
});

describe('the `status` of problem details', () => {
  const problem = typed('application/problem+json; charset=utf-8');
  it.each<[Outcome, HeaderList, Json]>([
    ['pass', problem, { status: 404 }],
    ['fail', problem, { status: 400 }],
    ['undecided', problem, {}],
    ['undecided', problem, { status: '400' }],
    ['undecided', problem, 400],
    ['undecided', typed('application/json'), { status: 400 }],
  ])('is judged by the status of the response: %s for %j and %j', async (outcome, headers, value) => {
    const content = describeContent('application/problem+json');
    const model = await createModel({ responses: { 404: { description: 'No such thing', content } } });
    const response = { status: 404, headers, body: { json: { value } } };
    expect(judgeResponse(model, 'protocol:problem-status', {}, response)).toBe(outcome);
  });

  it('has a clause only if the document describes problem details', async () => {
    const model = await createModel({});
    expect(model.clauses.filter(({ id }) => id.endsWith('protocol:problem-status'))).toEqual([]);
  });
});

describe('a rule of HTTP or JSON', () => {
  const json = typed('application/json');
  const other: Partial<Case> = { role: 'protocol:other-methods' };
  const trace: Partial<Case> = { role: 'robustness:trace' };
  it.each<[Outcome, string, ResponseSummary, Partial<Case>]>([
    ['fail', 'protocol:framing', { status: 205, body: { bytes: 1 } }, {}],
    ['pass', 'protocol:framing', { status: 205 }, {}],
    ['fail', 'protocol:no-server-error', { status: 500 }, {}],
    ['fail', 'protocol:no-server-error', { status: 501 }, {}],
    ['pass', 'protocol:no-server-error', { status: 501 }, trace],
    ['fail', 'protocol:no-server-error', { status: 502 }, other],
    ['fail', 'protocol:json', { status: 200, headers: json, body: { bytes: 1 } }, {}],
    ['fail', 'protocol:json', { status: 200, headers: json, body: { bytes: 1 } }, other],
    ['undecided', 'protocol:json', { status: 200, headers: json }, {}],
    ['undecided', 'protocol:json', { status: 200, headers: json }, other],
    ['undecided', 'protocol:json', { status: 204, headers: json }, {}],
    ['undecided', 'protocol:json', { status: 200, headers: json, method: 'HEAD' }, {}],
    ['undecided', 'protocol:json', { status: 200, headers: json, body: { isUnread: true } }, {}],
    ['undecided', 'protocol:json', { status: 200, headers: json, body: { isUnread: true, bytes: 1 } }, {}],
    ['undecided', 'protocol:json', { status: 200, headers: typed('application/jsonl') }, {}],
    ['pass', 'protocol:content-type', { status: 200, headers: json, body: { bytes: 1 } }, {}],
    ['fail', 'protocol:content-type', { status: 200, headers: typed(''), body: { bytes: 1 } }, {}],
    ['fail', 'protocol:date', { status: 499 }, {}],
    ['fail', 'protocol:allow', { status: 405 }, {}],
    ['undecided', 'protocol:allow', { status: 405, method: 'TRACE' }, {}],
    ['fail', 'protocol:allow', { status: 405, method: 'PUT', headers: [['allow', 'post']] }, {}],
    ['pass', 'protocol:allow', { status: 405, headers: [['allow', '']] }, {}],
    [
      'pass',
      'protocol:allow',
      { status: 405, method: 'PUT', headers: ['GET', 'POST'].map((one) => ['allow', one] as const) },
      {},
    ],
  ])('is %s: %s for %j %j', async (outcome, clause, response, parts) => {
    expect(judgeResponse(await createModel({}), clause, parts, response)).toBe(outcome);
  });
});

describe('credentials that suffice', () => {
  const alternatives: Json = [{ token: [] }, { key: [] }];
  const optional: Json = [{ token: [] }, {}];
  it.each<[Outcome, number]>([
    ['pass', 200],
    ['pass', 299],
    ['undecided', 300],
    ['undecided', 400],
    ['fail', 401],
    ['undecided', 402],
    ['fail', 403],
    ['undecided', 404],
    ['undecided', 500],
  ])('%s: a response with %d', async (outcome, status) => {
    for (const [rule, security] of [
      ['authentication:alternatives-accepted', alternatives],
      ['authentication:anonymous-accepted', optional],
    ] as const) {
      const model = await createModel({ security });
      expect(judgeResponse(model, rule, { role: rule }, { status }), rule).toBe(outcome);
      expect(judgeResponse(model, rule, { role: 'another' }, { status }), rule).toBe('undecided');
    }
  });
});

it('a 204 with a length has a finding', async () => {
  const model = await createModel({ responses: { 204: { description: 'done' } } });
  const judge = (status: number, headers: HeaderList) =>
    findFinding(model, 'protocol:no-content', {}, { status, headers });
  expect(judge(204, [['Content-Length', '0']])).toMatchObject({
    ...{ location: 'header content-length', expected: 'no such field with 204' },
    received: { words: '0' },
  });
  expect(judge(204, [])).toBeUndefined();
  expect(judge(200, [['Content-Length', '0']])).toBeUndefined();
  expect(judgeResponse(model, 'protocol:no-content', {}, { status: 204 })).toBe('pass');
  expect(judgeResponse(model, 'protocol:no-content', {}, { status: 200 })).toBe('undecided');
});

describe('an undocumented status', () => {
  it.each<[string, number, boolean, Outcome, Outcome]>([
    ['/books', 404, false, 'undecided', 'fail'],
    ['/books', 404, true, 'fail', 'undecided'],
    ['/books/{id}', 404, false, 'undecided', 'pass'],
    ['/books', 399, false, 'fail', 'undecided'],
    ['/books', 400, false, 'undecided', 'fail'],
    ['/books', 499, false, 'undecided', 'fail'],
    ['/books', 500, false, 'undecided', 'undecided'],
    ['/books', 200, false, 'pass', 'undecided'],
  ])(
    '%s %d, strict errors: %s; protocol:status %s, protocol:error-status %s',
    async (path, status, isStrict, main, error) => {
      const model = await createModel({}, path, isStrict);
      const judge = (clause: string) => judgeResponse(model, clause, {}, { status });
      expect([judge('protocol:status'), judge('protocol:error-status')]).toEqual([main, error]);
    },
  );
});

describe('a probe with sufficient credentials', () => {
  const security: Json = [{ token: [] }, { key: [] }];
  const optional: Json = [{ token: [] }, {}];
  it.each<[Outcome, string, string, number]>([
    ['pass', 'authentication:alternatives-accepted', 'authentication:alternatives-accepted', 200],
    ['fail', 'authentication:alternatives-accepted', 'authentication:alternatives-accepted', 401],
    ['undecided', 'authentication:alternatives-accepted', 'authentication:alternatives-accepted', 404],
    ['undecided', 'authentication:alternatives-accepted', 'authentication:anonymous-accepted', 200],
    ['pass', 'authentication:anonymous-accepted', 'authentication:anonymous-accepted', 204],
    ['fail', 'authentication:anonymous-accepted', 'authentication:anonymous-accepted', 403],
    ['undecided', 'authentication:anonymous-accepted', 'authentication:anonymous-accepted', 300],
    ['undecided', 'authentication:anonymous-accepted', 'authentication:none', 401],
  ])('is %s for %s: %s gets %d', async (outcome, clause, role, status) => {
    const model = await createModel({ security: clause.includes('anonymous') ? optional : security });
    expect(judgeResponse(model, clause, { role }, { status })).toBe(outcome);
  });
});

describe('UUIDs of the path in upper case', () => {
  const createGet = async (method: string, ...schemas: Json[]): Promise<OperationModel> => {
    const parameters = schemas.map((schema, index) => ({
      ...{ name: `id${index}`, in: 'path', required: true, schema },
    }));
    const operation: Json = { operationId: 'a', parameters, responses: { 200: { description: 'OK' } } };
    const path = `/books${parameters.map(({ name }) => `/{${name}}`).join('')}`;
    const contract = await loadDocument(createDocument({}, { paths: { [path]: { [method]: operation } } }));
    const [loaded] = contract.operations;
    if (!loaded) throw new Error('the document has no operation');
    return createOperationModel(contract, loaded, false);
  };
  const uuid: Json = { type: 'string', format: 'uuid' };
  const rule = 'protocol:uuid-case';

  it.each<[Outcome, number]>([
    ['pass', 200],
    ['fail', 404],
    ['undecided', 403],
  ])('are %s for %d, like percent-encoded characters', async (outcome, status) => {
    const model = await createGet('get', uuid);
    const encoded = 'protocol:percent-encoding';
    const found = judgeResponse(model, encoded, { role: encoded }, { status }, { requestAccepted: true });
    expect(found).toBe(outcome);
  });

  it.each<[Outcome, number, Partial<Case>, boolean]>([
    ['pass', 200, { role: rule }, true],
    ['pass', 304, { role: rule }, true],
    ['pass', 399, { role: rule }, true],
    ['fail', 400, { role: rule }, true],
    ['fail', 410, { role: rule }, true],
    ['undecided', 403, { role: rule }, true],
    ['fail', 404, { role: rule }, true],
    ['fail', 422, { role: rule }, true],
    ['undecided', 404, { role: rule }, false],
    ['undecided', 429, { role: rule }, true],
    ['undecided', 500, { role: rule }, true], // `protocol:no-server-error` judges it
    ['undecided', 404, {}, true],
  ])('is %s for %d to %j, if a valid request was accepted: %s', async (outcome, status, parts, accepted) => {
    const model = await createGet('get', uuid);
    expect(judgeResponse(model, rule, parts, { status }, { requestAccepted: accepted })).toBe(outcome);
  });
});
