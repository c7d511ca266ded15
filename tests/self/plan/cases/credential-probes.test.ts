import { describe, expect, it } from 'vitest';
import { createProbeCases } from '../../../../plan/cases/probes/create-probe-cases.ts';
import { loadContract } from '../../../../spec/document/load-contract.ts';
import type { Json } from '../../../../spec/json.ts';
import type { Contract } from '../../../../spec/openapi/contract.ts';
import { createContexts, createFakeClient } from '../library.ts';

const securitySchemes: Json = {
  token: { type: 'http', scheme: 'bearer' },
  oauth: { type: 'oauth2', flows: {} },
  basic: { type: 'http', scheme: 'basic' },
  key: { type: 'apiKey', in: 'query', name: 'key' },
  tls: { type: 'mutualTLS' },
};

function loadSecured(security: Json): Promise<Contract> {
  const get = { operationId: 'get', security, responses: { 200: { description: 'ok' } } };
  const document = { openapi: '3.1.0', info: { title: 'x', version: '1' }, paths: { '/x': { get } } };
  return loadContract({
    file: 'x.yaml',
    text: JSON.stringify({ ...document, components: { securitySchemes } }),
  });
}

/** Returns the credentials of the probes with wrong ones, with the scheme if the probe names one. */
async function listProbes(
  security: Json,
  available = (_scheme: string | undefined) => true,
): Promise<string[]> {
  const contract = await loadSecured(security);
  const client = {
    ...createFakeClient(() => ({ status: 500 })),
    hasCredentials: (_: string, request?: { scheme?: string }) => available(request?.scheme),
  };
  const context = (await createContexts(contract, { client })).get('get');
  if (!context) throw new Error('the contract has no operation');
  const cases = createProbeCases(context).filter(({ role }) => role?.startsWith('authentication:'));
  expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
  const [heads, others] = ['HEAD', 'GET'].map((name) =>
    cases.filter(({ request: { method } }) => method === name),
  );
  expect(heads?.map(({ role, request }) => [role, request.credentials])).toEqual(
    others?.some(({ role }) => role === 'authentication:none') ? [['authentication:head', 'none']] : [],
  );
  return (others ?? []).map(({ request: { credentials, scheme } }) =>
    scheme === undefined ? credentials : `${credentials} ${scheme}`,
  );
}

const forToken = [
  'none',
  'unknown',
  'truncated',
  'extended',
  'empty',
  'basic',
  'bare',
  'other-scheme',
  'non-ascii',
];
const wrong = ['unknown', 'truncated', 'extended'];
const of = (names: readonly string[], scheme: string) => names.map((name) => `${name} ${scheme}`);
const sorted = (names: readonly string[]) => [...names].sort();

describe('probes with wrong credentials', () => {
  it.each<[title: string, security: Json, probes: string[]]>([
    ['a bearer token', [{ token: [] }], forToken],
    ['several schemes with bearer tokens', [{ oauth: [] }, { token: [] }], forToken],
    ['a key', [{ key: [] }], ['none', ...wrong]],
    ['a password', [{ basic: [] }], ['none', ...wrong]],
    [
      'a password or a key',
      [{ basic: [] }, { key: [] }],
      ['none', ...of(wrong, 'basic'), ...of(wrong, 'key'), 'access key'],
    ],
    [
      'a password and a key',
      [{ basic: [], key: [] }],
      ['none', ...of(['none', ...wrong], 'basic'), ...of(['none', ...wrong], 'key')],
    ],
    [
      'a key that another alternative makes needless',
      [{ basic: [], key: [] }, { basic: [] }],
      ['none', ...of(['none', ...wrong], 'basic')],
    ],
    [
      'a password and a key, or a token',
      [{ basic: [], key: [] }, { token: [] }],
      [
        ...['none', ...of(['none', ...wrong], 'basic'), ...of(['none', ...wrong], 'key')],
        ...[...of(forToken.slice(1), 'token'), 'access token'],
      ],
    ],
    ['a client certificate only', [{ tls: [] }], ['none']],
    ['nothing', [], []],
    ['optional credentials', [{}, { token: [] }], ['none']],
  ])('are sent for %s', async (_, security, probes) => {
    expect(sorted(await listProbes(security))).toEqual(sorted(probes));
  });

  it('are sent for the schemes with credentials', async () => {
    const security = [{ basic: [] }, { key: [] }];
    expect(await listProbes(security, (scheme) => scheme === 'key')).toEqual(['none', ...of(wrong, 'key')]);
  });

  it('are those of the first scheme without any credentials', async () => {
    const probes = await listProbes([{ basic: [] }, { key: [] }], () => false);
    expect(probes).toEqual(['none', ...of(wrong, 'basic')]);
  });
});
