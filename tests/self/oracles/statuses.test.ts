import { describe, expect, it } from 'vitest';
import type { TargetState } from '../../../oracles/check-context.ts';
import { listUndocumentedStatuses } from '../../../oracles/undocumented-statuses.ts';
import type { Json, JsonObject } from '../../../spec/json.ts';
import type { Case } from '../../../spec/openapi/case.ts';
import { createCase } from '../plan/schedule/create-case.ts';
import { createModel } from '../spec/create-model.ts';
import type { Outcome } from './exchange.ts';
import { findFinding, judgeResponse } from './judge-response.ts';

const list = (...statuses: string[]): JsonObject =>
  Object.fromEntries(statuses.map((status) => [status, { description: status }]));

describe('the status of the response to a valid request', () => {
  const accepted = 'request:accepted';
  const valid: Partial<Case> = { kind: 'valid', covers: [`a/${accepted}`] };
  it.each<[Outcome, number, string[]]>([
    ['pass', 200, ['200']],
    ['pass', 204, ['2XX']],
    ['pass', 201, ['default']],
    ['fail', 400, ['default']],
    ['fail', 202, ['200']],
    ['fail', 200, ['200', '2XX'].slice(2)],
    ['pass', 303, ['200', '303']],
    ['pass', 304, ['3XX']],
    ['fail', 303, ['200']],
    ['fail', 302, ['default']],
    ['fail', 400, ['200', '400']],
    ['undecided', 401, ['200', '401']], // a login responds in this way to a wrong password
    ['undecided', 403, ['200', '403']],
    ['fail', 403, ['200', '4XX']],
    ['fail', 404, ['200', '404']],
    ['undecided', 409, ['200']],
    ['undecided', 412, ['200']],
    ['undecided', 423, ['200']],
    ['undecided', 429, ['200']],
    ['fail', 500, ['200', '500']],
  ])('is %s for %d if the document lists %j', async (outcome, status, documented) => {
    const model = await createModel({ responses: list(...documented) });
    expect(judgeResponse(model, accepted, valid, { status })).toBe(outcome);
  });

  it.each<[Outcome, number, string, Partial<Case>]>([
    ['undecided', 404, 'request/path.id:accepted', {}],
    ['undecided', 410, 'request/path.id:accepted', {}],
    ['fail', 400, 'request/path.id:accepted', {}],
    ['undecided', 404, 'request/query.q:accepted', {}],
    ['fail', 400, 'request/query.q:accepted', {}],
    ['undecided', 400, 'request/query.q:accepted', { mayBeRejected: true }],
    ['fail', 415, 'request/query.q:accepted', { mayBeRejected: true }], // there is no content to be unsupported
    ['fail', 411, 'request/query.q:accepted', { mayBeRejected: true }],
    ['pass', 200, 'request/query.q:accepted', { mayBeRejected: true }],
  ])('is %s for %d to another value: %s %j', async (outcome, status, clause, parts) => {
    const schema: Json = { enum: ['a', 'b'] };
    const parameters: Json = [
      { name: 'id', in: 'path', required: true, schema },
      { name: 'q', in: 'query', schema },
    ];
    const model = await createModel({ parameters }, '/books/{id}');
    const theCase: Partial<Case> = { kind: 'valid', covers: [`a/${clause}`], ...parts };
    expect(judgeResponse(model, clause, theCase, { status })).toBe(outcome);
  });
});

describe('a rejection of a valid request', () => {
  const accepted = 'request:accepted';
  const send = (path: string, headers: Case['request']['headers'] = []): Partial<Case> => ({
    ...{ kind: 'valid', covers: [`a/${accepted}`] },
    request: { method: 'POST', path, headers, credentials: 'access' },
  });
  const long = 'x'.repeat(8000);
  it.each<[Outcome, number, string, Partial<Case>]>([
    ['undecided', 414, 'any length', send('/books')],
    ['undecided', 431, 'any length', send('/books')],
    ['fail', 413, 'any length', send('/books')],
    ['fail', 400, 'a path of 8,000 octets', send(long)],
    ['undecided', 400, 'a path of 8,001 octets', send(`${long}x`)],
    ['undecided', 400, 'a path of 8,000 characters and more octets', send(`${long.slice(1)}é`)],
    ['fail', 400, 'a field of 8,000 octets', send('/books', [['X-A', long]])],
    [
      'undecided',
      400,
      'the second field of 8,001 octets',
      send('/books', [
        ['X-A', 'x'],
        ['X-B', `${long}x`],
      ]),
    ],
    ['fail', 399, 'a path of 8,001 octets', send(`${long}x`)],
    ['pass', 200, 'a path of 8,001 octets', send(`${long}x`)],
  ])('is %s: %d to %s', async (outcome, status, _, parts) => {
    expect(judgeResponse(await createModel({}), accepted, parts, { status })).toBe(outcome);
  });

  it.each<[Outcome, number, string[], string, string]>([
    ['undecided', 404, ['200'], '/books/{id}', 'request/query.q:accepted'],
    ['undecided', 410, ['200'], '/books/{id}', 'request/query.q:accepted'],
    ['fail', 404, ['200'], '/books/{id}', 'request:accepted'], // its seed message names a resource that exists
    ['fail', 403, ['200'], '/books/{id}', 'request/query.q:accepted'],
    ['fail', 404, ['200'], '/books', 'request/query.q:accepted'],
    ['undecided', 404, ['200', '404'], '/books', 'request/query.q:accepted'],
    ['undecided', 404, ['200', 'default'], '/books', 'request/query.q:accepted'],
    ['fail', 404, ['200', '404'], '/books', 'request/header.q:accepted'],
  ])(
    'is %s: %d, where %j are documented, at %s for %s',
    async (outcome, status, documented, path, clause) => {
      const schema: Json = { enum: ['a'] };
      const parameters: Json = [
        ...(path.includes('{') ? [{ name: 'id', in: 'path', required: true, schema }] : []),
        ...['query', 'header'].map((location) => ({ name: 'q', in: location, schema })),
      ];
      const model = await createModel({ parameters, responses: list(...documented) }, path);
      const parts: Partial<Case> = { kind: 'valid', covers: [`a/${clause}`] };
      expect(judgeResponse(model, clause, parts, { status })).toBe(outcome);
    },
  );
});

describe('the documented body of an error', () => {
  const responses: Json = {
    200: { description: 'OK' },
    '4XX': { description: 'An error', content: { 'application/json': { schema: { type: 'object' } } } },
  };
  const text = { text: '{' };
  it.each<[Outcome, number, string | undefined, object | undefined, boolean]>([
    ['undecided', 400, 'robustness:nan', text, false], // the parser may have rejected it, in its own format
    ['fail', 400, 'robustness:nan', text, true],
    ['fail', 400, 'robustness:nan', { json: {} }, false],
    ['fail', 400, 'robustness:nan', undefined, false],
    ['fail', 400, 'protocol:charset', text, false],
    ['fail', 400, undefined, text, false],
    ['undecided', 414, undefined, undefined, false],
    ['undecided', 431, undefined, undefined, true],
    ['fail', 413, undefined, undefined, false],
  ])(
    'is judged (%s) for %d to %s with the body %j, strict: %s',
    async (outcome, status, role, body, isStrict) => {
      const model = await createModel({ requestBody: { content: {} }, responses }, '/books', isStrict);
      const request = { ...createCase('x').request, ...(body && { body: body as { text: string } }) };
      const parts: Partial<Case> = { request, ...(role !== undefined && { role }) };
      const response = { status, body: { json: { value: [] } } };
      expect(judgeResponse(model, '4XX:type', parts, response)).toBe(outcome);
    },
  );

  it('of 414 and 431 is judged if the document lists the status', async () => {
    for (const status of ['414', '431']) {
      const own = {
        [status]: { description: 'x', content: { 'application/json': { schema: { type: 'object' } } } },
      };
      const model = await createModel({ responses: { 200: { description: 'OK' }, ...own } });
      const response = { status: Number(status), body: { json: { value: [] } } };
      expect(judgeResponse(model, `${status}:type`, {}, response)).toBe('fail');
    }
  });
});

it.each<[string, string[]]>([
  ['status 200 or 204: ', ['200', '204', '303', '404', 'default']],
  ['status 2XX: ', ['default']],
  ['status 2XX: ', ['2XX', '4XX']],
])('a finding about a valid request expects %s', async (expected, documented) => {
  const model = await createModel({ responses: list(...documented) });
  const valid: Partial<Case> = { kind: 'valid', covers: ['a/request:accepted'] };
  const finding = findFinding(model, 'request:accepted', valid, { status: 400 });
  expect(finding?.expected.startsWith(expected)).toBe(true);
});

describe('the status of the response to an invalid request', () => {
  it.each<[Outcome, number, Partial<TargetState>]>([
    ['fail', 200, {}],
    ['fail', 299, { requestAccepted: false }],
    ['undecided', 302, {}],
    ['pass', 400, {}],
    ['pass', 422, {}],
    ['undecided', 422, { requestAccepted: false }],
    ['undecided', 404, {}],
    ['undecided', 500, {}],
  ])('is %s for %d: %j', async (outcome, status, target) => {
    const parameters: Json = [{ name: 'q', in: 'query', schema: { type: 'integer' } }];
    const model = await createModel({ parameters });
    const clause = 'request/query.q:type';
    const violation = {
      clauses: [`a/${clause}`],
      instancePointer: 'query/q',
      keyword: 'type',
      description: 'x',
    };
    expect(judgeResponse(model, clause, { kind: 'invalid', violation }, { status }, target)).toBe(outcome);
  });
});

describe('the status of the response to a probe', () => {
  const requestBody: Json = { content: { 'application/json': { schema: {} } } };
  it.each<[Outcome, string, number, Partial<TargetState>, Partial<Case>]>([
    ['pass', 'robustness:nul', 400, {}, {}],
    // the target may reject the unchanged request too
    ['undecided', 'robustness:nul', 400, { requestAccepted: false }, {}],
    ['undecided', 'robustness:nul', 500, { requestAccepted: false }, {}],
    ['pass', 'robustness:nul', 200, { requestAccepted: false }, {}],
    ['fail', 'robustness:cut-off', 200, { requestAccepted: false }, {}],
    ['undecided', 'robustness:nan', 200, {}, {}], // a parser may accept more than JSON (RFC 8259 section 9)
    ['fail', 'robustness:nan', 500, {}, {}],
    ['fail', 'protocol:charset', 400, { requestAccepted: false }, {}],
    ['fail', 'protocol:charset', 400, {}, {}],
    ['undecided', 'protocol:charset', 400, {}, { mayBeRejected: true }],
    ['fail', 'protocol:charset', 500, {}, { mayBeRejected: true }],
    ['undecided', 'protocol:charset', 400, {}, { subcases: [createCase('y')] }],
    ['undecided', 'protocol:charset', 409, {}, {}],
    ['undecided', 'protocol:charset', 429, {}, {}],
    ['undecided', 'protocol:charset', 401, { credentialsAccepted: false }, {}],
    ['undecided', 'protocol:charset', 403, { credentialsAccepted: false }, {}],
    ['fail', 'protocol:charset', 404, { credentialsAccepted: false }, {}],
    ['fail', 'protocol:charset', 401, {}, {}],
    ['pass', 'protocol:other-paths', 301, {}, {}],
    ['fail', 'protocol:other-paths', 200, {}, {}],
    // a parser may ignore the byte-order mark (RFC 8259 section 8.1)
    ['pass', 'robustness:byte-order-mark', 200, {}, {}],
    ['pass', 'robustness:byte-order-mark', 400, {}, {}],
    ['fail', 'robustness:byte-order-mark', 500, {}, {}],
    ['pass', 'protocol:options', 204, {}, {}],
    ['pass', 'protocol:options', 501, {}, {}],
    ['pass', 'protocol:method-not-allowed', 405, {}, {}],
    ['fail', 'protocol:method-not-allowed', 404, {}, {}],
    ['pass', 'protocol:unsupported-media-type', 415, {}, {}],
    ['fail', 'protocol:unsupported-media-type', 400, {}, {}],
    ['undecided', 'protocol:unsupported-media-type', 404, {}, {}],
  ])('is %s for %s and %d: %j %j', async (outcome, role, status, target, parts) => {
    const model = await createModel({ requestBody });
    const probe: Partial<Case> = { role, covers: [`a/${role}`], ...parts };
    expect(judgeResponse(model, role, probe, { status }, target)).toBe(outcome);
  });
});

describe('the documented status of a response to injected text', () => {
  it.each<[Outcome, string, number]>([
    ['fail', '/books/x', 301],
    ['pass', '/books/x', 200],
    // some servers decode the path before they select the operation, or redirect to the path without dot segments
    ['undecided', '/books/..%2Fx', 301],
    ['undecided', '/books/..%5Cx', 405],
    ['fail', '/books/x?q=..%2Fx', 301],
  ])('is %s for GET %s with %d', async (outcome, path, status) => {
    const parameters: Json = [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }];
    const model = await createModel({ parameters, responses: list('200', '404') }, '/books/{id}');
    const probe: Partial<Case> = {
      ...{ kind: 'probe', role: 'robustness:injection' },
      request: { method: 'GET', path, headers: [], credentials: 'access' },
    };
    expect(judgeResponse(model, 'protocol:status', probe, { status })).toBe(outcome);
  });
});

describe('the status of the response to wrong credentials', () => {
  const both: Json = [{ token: [], key: [] }];
  it.each<[Outcome, number, Json, string | undefined, string[]]>([
    ['pass', 401, [{ token: [] }], undefined, ['200']],
    ['pass', 403, [{ token: [] }], undefined, ['200']], // 403 rejects credentials too (RFC 9110 section 15.5.4)
    ['pass', 403, [{ token: [] }], undefined, ['200', '401', '403']],
    ['undecided', 404, [{ token: [] }], undefined, ['200']], // 404 hides the resource (RFC 9110 section 15.5.5)
    ['undecided', 422, [{ token: [] }], undefined, ['200']], // RFC 9110 section 11.4 only recommends 401
    ['pass', 401, [{ token: [] }], undefined, ['200', '403']],
    ['pass', 400, [{ key: [] }], undefined, ['200']],
    ['pass', 403, [{ key: [] }], undefined, ['200']],
    ['undecided', 404, [{ key: [] }], undefined, ['200']], // 404 does not show that the server checked the credentials
    ['fail', 200, [{ key: [] }], undefined, ['200']],
    ['fail', 302, [{ password: [] }], undefined, ['200']],
    ['pass', 403, both, 'token', ['200']],
    ['pass', 403, both, 'key', ['200']],
    ['pass', 403, both, undefined, ['200']],
  ])(
    'is %s for %d with %j, of which %s is tested: %j',
    async (outcome, status, security, scheme, documented) => {
      const model = await createModel({ security, responses: list(...documented) });
      const request = { method: 'POST', path: '/books', headers: [], credentials: 'unknown' as const };
      const role = 'authentication:unknown';
      const probe = { role, covers: [`a/${role}`], request: { ...request, ...(scheme && { scheme }) } };
      expect(judgeResponse(model, role, probe, { status })).toBe(outcome);
    },
  );
});

describe('statuses that need not be documented', () => {
  const send = (role: string | undefined, parts: Partial<Case['request']> = {}): Case => {
    const theCase = createCase('x', role === undefined ? {} : { role });
    return { ...theCase, request: { ...theCase.request, ...parts } };
  };
  it.each<[string[], Case, boolean, boolean]>([
    [[], send(undefined), false, true],
    [['401', '403'], send(undefined), false, false],
    [['401', '403'], send(undefined, { credentials: 'none' }), false, true],
    [['404'], send(undefined), true, true],
    [['400'], send(undefined, { body: { text: '{' } }), false, true],
    [[], send(undefined, { body: { json: {} } }), false, true],
    [['400'], send('authentication:empty'), false, true],
    [['404', '405', '501'], send('protocol:other-methods'), false, true],
    [['2XX', '404', '405', '501'], send('protocol:options'), false, true],
    [['301', '307', '308', '404', '405'], send('protocol:other-paths'), false, true],
    [['400', '415'], send('protocol:other-media-type', { body: { text: '{}' } }), false, true],
    [['400', '415'], send('protocol:no-media-type'), false, true],
    [['3XX', '4XX'], send('robustness:forged-host'), false, true],
    [['4XX'], send('robustness:nan', { body: { text: 'NaN' } }), false, true],
    [[], send('protocol:charset'), false, true],
  ])('are 414, 431, 429 and %j', async (statuses, theCase, hasPathParameters, credentialsAccepted) => {
    const security = [{ token: [] }];
    const { operation } = await createModel({ security }, hasPathParameters ? '/books/{id}' : '/books');
    const found = listUndocumentedStatuses(theCase, operation, credentialsAccepted);
    expect(found).toEqual(['414', '431', '429', ...statuses]);
  });

  it.each<[Outcome, number, string[], JsonObject[], Case['request']['credentials']]>([
    ['fail', 403, ['200', '401'], [{ key: [] }], 'none'],
    ['pass', 403, ['200', '401'], [{ key: [] }], 'unknown'],
    ['pass', 403, ['200'], [{ key: [] }], 'none'],
    ['pass', 403, ['200', '4XX'], [{ key: [] }], 'none'],
    ['pass', 401, ['200'], [{ key: [] }], 'none'],
    ['fail', 401, ['200'], [], 'none'],
    ['fail', 403, ['200'], [], 'none'],
    ['pass', 401, ['200', '401'], [], 'none'],
    ['pass', 401, ['200'], [{}, { key: [] }], 'unknown'],
  ])(
    'do not include a status about credentials that the document contradicts: %s for %d, %j, %j, %s',
    async (outcome, status, documented, security, credentials) => {
      const model = await createModel({ security, responses: list(...documented) });
      const request = send(undefined, { credentials }).request;
      expect(judgeResponse(model, 'protocol:error-status', { request }, { status })).toBe(outcome);
    },
  );
});
