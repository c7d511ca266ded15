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
  ])('is %s for %s and %d: %j %j', async (outcome, role, status, target, parts) => {
    const model = await createModel({ requestBody });
    const probe: Partial<Case> = { role, covers: [`a/${role}`], ...parts };
    expect(judgeResponse(model, role, probe, { status }, target)).toBe(outcome);
  });
});

describe('the status of the response to wrong credentials', () => {
  const both: Json = [{ token: [], key: [] }];
  it.each<[Outcome, number, Json, string | undefined, string[]]>([
    ['pass', 401, [{ token: [] }], undefined, ['200']],
    ['pass', 403, [{ token: [] }], undefined, ['200']], // 403 rejects credentials too (RFC 9110 section 15.5.4)
    ['pass', 403, [{ token: [] }], undefined, ['200', '401', '403']],
    ['undecided', 404, [{ token: [] }], undefined, ['200']], // 404 hides the resource (RFC 9110 section 15.5.5)
    ['fail', 422, [{ token: [] }], undefined, ['200']],
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
  ])('are 414, 431, 429 and %j', (statuses, theCase, hasPathParameters, credentialsAccepted) => {
    const found = listUndocumentedStatuses(theCase, hasPathParameters, credentialsAccepted);
    expect(found).toEqual(['414', '431', '429', ...statuses]);
  });
});
