import { describe, expect, it } from 'vitest';
import { judgeExchange } from '../../../oracles/judge-exchange.ts';
import { createOperationModel, type OperationModel } from '../../../spec/clauses/operation-model.ts';
import { loadContract } from '../../../spec/document/load-contract.ts';
import type { Json } from '../../../spec/json.ts';
import type { Credentials } from '../../../spec/openapi/request.ts';

const securitySchemes: Json = {
  token: { type: 'http', scheme: 'bearer' },
  oidc: { type: 'openIdConnect', openIdConnectUrl: '/oidc' },
  basic: { type: 'http', scheme: 'basic' },
  digest: { type: 'http', scheme: 'digest' },
  key: { type: 'apiKey', in: 'header', name: 'x-key' },
  tls: { type: 'mutualTLS' },
};

async function createModel(security: Json, statuses: readonly string[] = ['401']): Promise<OperationModel> {
  const responses = Object.fromEntries(['200', ...statuses].map((status) => [status, { description: 'x' }]));
  const post = { operationId: 'post', security, requestBody: { content: {} }, responses };
  const document = { openapi: '3.1.0', info: { title: 'x', version: '1' }, paths: { '/x': { post } } };
  const contract = await loadContract({
    file: 'x.yaml',
    text: JSON.stringify({ ...document, components: { securitySchemes } }),
  });
  const [operation] = contract.operations;
  if (!operation) throw new Error('the document has no operation');
  return createOperationModel(contract, operation, false);
}

/** The verdict of a rule about credentials for a response with this status. */
async function judge(
  rule: string,
  [security, statuses]: [security: Json, statuses?: readonly string[]],
  request: { credentials: Credentials; scheme?: string },
  status: number,
): Promise<string> {
  const model = await createModel(security, statuses);
  const clause = `post/authentication:${rule}`;
  const observations = judgeExchange(model, {
    ...{ id: 1, startedAt: 0, durationMs: 1, attempts: 1 },
    case: {
      ...{ id: 'a', operation: 'post', kind: 'probe', description: 'x', covers: [clause] },
      ...{ role: `authentication:${rule}`, request: { method: 'POST', path: '/x', headers: [], ...request } },
    },
    sent: { method: 'POST', url: 'http://x/x', headers: [] },
    response: { status, headers: [], body: { text: '', bytes: 0, truncated: false } },
  });
  const found = observations.find((each) => each.clause === clause);
  return found ? (found.finding ? 'fail' : 'pass') : 'undecided';
}

const rulesOf = async (security: Json): Promise<string[]> =>
  (await createModel(security)).clauses
    .filter(({ family }) => family === 'authentication')
    .map(({ id }) => id.slice('post/authentication:'.length));

describe('the rules about credentials', () => {
  const forAll = ['none', 'unknown', 'truncated', 'extended'];
  const forBearer = ['empty', 'basic', 'bare', 'non-ascii', 'session-token', 'unscoped'];
  const challenges = ['challenge', 'challenge-scheme', 'scheme-case'];

  it.each<[title: string, security: Json]>([
    ['http bearer', [{ token: [] }]],
    ['openIdConnect', [{ oidc: [] }]],
    ['one of them', [{ oidc: [] }, { token: [] }]],
  ])('all apply to %s', async (_, security) => {
    const names = await rulesOf(security);
    expect(names).toEqual(expect.arrayContaining([...forAll, ...forBearer, ...challenges]));
    expect(names).toHaveLength(17);
  });

  it('of an API key concern the key', async () => {
    const names = await rulesOf([{ key: [] }]);
    expect(names).toEqual(expect.arrayContaining(forAll));
    expect(names.filter((name) => [...forBearer, ...challenges].includes(name))).toEqual([]);
  });

  it('of HTTP Basic have a challenge, and a scheme in any case', async () => {
    const names = await rulesOf([{ basic: [] }]);
    expect(names).toEqual(expect.arrayContaining([...forAll, 'challenge', 'scheme-case']));
    expect(names.filter((name) => [...forBearer, 'challenge-scheme'].includes(name))).toEqual([]);
  });

  it('do not apply where credentials are optional or unknown', async () => {
    expect(await rulesOf([])).toEqual([]);
    expect(await rulesOf([{}, { token: [] }])).toEqual(['anonymous-accepted']);
  });

  it('name a scheme that the suite has no credentials for', async () => {
    expect(await rulesOf([{ digest: [] }])).toEqual(expect.arrayContaining(['none', 'scheme(digest)']));
    expect(await rulesOf([{ tls: [], key: [] }, { token: [] }])).toContain('scheme(tls)');
    expect(await rulesOf([{}, { tls: [] }])).toEqual(['anonymous-accepted', 'scheme(tls)']);
  });
});

describe('sufficient credentials', () => {
  it.each<[rule: string, security: Json, credentials: Credentials, scheme: string | undefined]>([
    ['alternatives-accepted', [{ token: [] }, { key: [] }], 'access', 'key'],
    ['anonymous-accepted', [{ token: [] }, {}], 'none', undefined],
  ])('of %s are not rejected', async (rule, security, credentials, scheme) => {
    expect(await rulesOf(security)).toContain(rule);
    const request = { credentials, ...(scheme !== undefined && { scheme }) };
    const verdicts = {
      200: 'pass',
      201: 'pass',
      401: 'fail',
      403: 'fail',
      404: 'undecided',
      409: 'undecided',
    };
    for (const [status, expected] of Object.entries(verdicts))
      expect(await judge(rule, [security], request, Number(status)), status).toBe(expected);
  });

  it('have no rule if the document has no other alternative', async () => {
    for (const security of [[{ token: [] }], [{ token: [], key: [] }], [{ token: [] }, { oidc: [] }]])
      expect((await rulesOf(security)).filter((name) => /accepted/.test(name))).toEqual([]);
  });
});

describe('rejected credentials', () => {
  it.each<
    [
      title: string,
      security: Json,
      statuses: readonly string[],
      scheme: string | undefined,
      allowed: number[],
    ]
  >([
    ['a bearer token', [{ token: [] }], ['401'], undefined, [401, 403]],
    ['a bearer token where only 403 is documented', [{ token: [] }], ['403'], undefined, [401, 403]],
    ['a bearer token where both are documented', [{ token: [] }], ['401', '403'], undefined, [401, 403]],
    ['an API key', [{ key: [] }], ['401'], undefined, [400, 401, 403]],
    ['a password', [{ basic: [] }], ['401'], undefined, [400, 401, 403]],
    ['the key in addition to a token', [{ token: [], key: [] }], ['401'], 'key', [400, 401, 403]],
    ['the token in addition to a key', [{ token: [], key: [] }], ['401'], 'token', [401, 403]],
  ])('of %s have the statuses', async (_, security, statuses, scheme, allowed) => {
    for (const status of [200, 400, 401, 403, 404, 422, 500]) {
      const request = { credentials: 'unknown' as const, ...(scheme !== undefined && { scheme }) };
      const verdict = await judge('unknown', [security, statuses], request, status);
      const other = status >= 400 && status < 500 ? 'undecided' : 'fail';
      expect(verdict, `${status}`).toBe(allowed.includes(status) ? 'pass' : other);
    }
  });
});

describe('a token without the scope', () => {
  it.each([
    [403, 'pass'],
    [401, 'undecided'],
    [404, 'undecided'],
    [200, 'fail'],
  ])(
    'that gets %i is judged as %s, as the operation may not take tokens of its kind',
    async (status, verdict) => {
      const request = { credentials: 'unscoped' as const };
      expect(await judge('unscoped', [[{ token: [] }]], request, status)).toBe(verdict);
    },
  );
});

describe('a valid request', () => {
  it.each<[status: number, documented: readonly string[], verdict: string]>([
    [200, ['401'], 'pass'],
    [401, ['401'], 'undecided'],
    [403, ['403'], 'undecided'],
    [401, ['403'], 'fail'],
    [401, ['4XX'], 'fail'],
  ])('that gets %i where %j is documented is judged as %s', async (status, documented, verdict) => {
    const model = await createModel([{ token: [] }], documented);
    const clause = 'post/request:accepted';
    const observations = judgeExchange(
      model,
      {
        ...{ id: 1, startedAt: 0, durationMs: 1, attempts: 1 },
        case: {
          ...{ id: 'a', operation: 'post', kind: 'valid', description: 'x', covers: [clause] },
          request: { method: 'POST', path: '/x', headers: [], credentials: 'access' },
        },
        sent: { method: 'POST', url: 'http://x/x', headers: [] },
        response: { status, headers: [], body: { text: '', bytes: 0, truncated: false } },
      },
      { credentialsAccepted: true, requestAccepted: true },
    );
    const found = observations.find((each) => each.clause === clause);
    expect(found ? (found.finding ? 'fail' : 'pass') : 'undecided').toBe(verdict);
  });
});
