import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseOptions } from '../../../cli/parse-options.ts';
import { resolveContract } from '../../../cli/resolve-contract.ts';
import { collectClauses } from '../../../cli/select-clauses.ts';
import { type ReferenceOptions, startReference } from '../../../reference/server.ts';
import { lintContract } from '../../../spec/document/lint-contract.ts';
import { loadContract } from '../../../spec/document/load-contract.ts';
import { parseDocument } from '../../../spec/document/parse-document.ts';
import { apiVersions, suites } from '../../../suites/suites.ts';
import { listVersionHeaders } from '../../../suites/versions.ts';
import { customerSessions } from '../../strength/catalogues/customer-sessions.ts';
import { runTrial } from '../../strength/trial.ts';

const resolveVersion = (version?: string) =>
  resolveContract(parseOptions(version === undefined ? [] : [`--api-version=${version}`], {}));

const listIds = async (version?: string): Promise<string[]> => {
  const contract = await resolveVersion(version);
  return collectClauses(contract, contract.operations, true).map(({ id }) => id);
};

const names = apiVersions.map(({ name }) => name);

describe('the overlays of the versions', () => {
  it.each([...new Set(apiVersions.flatMap(({ overlays }) => overlays))])(
    '%s gives the reason of each action',
    (path) => {
      const { actions } = parseDocument(readFileSync(path, 'utf8'), path, new WeakMap()) as unknown as {
        actions: { description?: string }[];
      };
      for (const { description = '' } of actions) expect(description.length).toBeGreaterThan(20);
    },
  );

  it.each(names)('%s differs from the shipped document in customers and credentials', async (name) => {
    const [shipped, ids] = [await listIds(), await listIds(name)];
    const start = 'customer-sessions:create/201/customer@individual/';
    const difference = (all: string[], others: string[]) =>
      all.filter((id) => id.startsWith(start) && !others.includes(id)).map((id) => id.slice(start.length));
    expect(difference(shipped, ids)).toEqual(['avatar_url:type']);
    expect(difference(ids, shipped).sort()).toEqual([
      ...['avatar_url:anyOf', 'billing_name:anyOf', 'billing_name:required'],
      ...['default_payment_method_id:anyOf', 'default_payment_method_id@string:format'],
      ...['first_user_event_at:anyOf', 'first_user_event_at:required', 'first_user_event_at@string:format'],
    ]);
    const { operations } = await resolveVersion(name);
    expect(operations[0]?.security.map((schemes) => schemes.map((scheme) => scheme.name))).toEqual([
      ['oidc'],
      ['pat'],
      ['oat'],
    ]);
  });

  it.each(names)('%s violates no lint rule', async (name) => {
    expect(lintContract(await resolveVersion(name))).toEqual([]);
  });

  it.each([
    ['#/info/version', 'suites/polar/versions/2026-10.overlay.yaml', 'version: "2026-10"'],
    [
      '#/components/schemas/CustomerTeam/properties/avatar_url/anyOf',
      'suites/polar/versions/2026-04.overlay.yaml',
      'anyOf:',
    ],
    [
      '#/components/schemas/CustomerTeam/properties/billing_name/anyOf/1/type',
      'suites/polar/versions/2026-04.overlay.yaml',
      '- type: "null"',
    ],
    ['#/components/schemas/TaxIDFormat/enum/0', 'spec/overlay.yaml', '- ad_nrt'],
    ['#/components/schemas/CustomerTeam/properties/email', 'spec/openapi.yaml', 'email:'],
  ] as const)('the line of %s is in %s', async (pointer, file, expected) => {
    const source = (await resolveVersion('2026-10')).locate(pointer);
    expect(source.file).toBe(file);
    expect(readFileSync(file, 'utf8').split('\n')[source.line - 1]?.trim()).toBe(expected);
  });
});

describe('a document of a dated version', () => {
  const load = (info: { title: string; version: string }) =>
    loadContract({
      file: 'openapi.json',
      text: JSON.stringify({
        ...{ openapi: '3.1.0', info },
        paths: {
          '/v1/customer-sessions/': {
            post: { operationId: 'customer-sessions:create', responses: { 201: { description: 'Created' } } },
          },
        },
      }),
    });
  const listVersionRules = async (info: { title: string; version: string }) => {
    const contract = await load(info);
    return collectClauses(contract, contract.operations, false)
      .map(({ id }) => id)
      .filter((id) => id.includes('-version'));
  };

  it.each(['2026-10', '2027-01'])(
    'of Polar has the rules and the header of its version: %s',
    async (version) => {
      const info = { title: 'Polar API', version };
      expect(listVersionHeaders(suites, await load(info))).toEqual([['Polar-Version', version]]);
      expect(await listVersionRules(info)).toHaveLength(3);
    },
  );

  it.each([
    { title: 'Polar API', version: '0.1.0' },
    { title: 'Another API', version: '2026-10' },
  ])('has neither otherwise: %j', async (info) => {
    expect(listVersionHeaders(suites, await load(info))).toEqual([]);
    expect(await listVersionRules(info)).toEqual([]);
  });
});

describe('a server of one version', () => {
  /** Tests a server that ignores the version of requests, and returns the suffixes of the failed MUST clauses. */
  async function listFailed(
    contractVersion: string | undefined,
    options: ReferenceOptions,
  ): Promise<string[]> {
    const contract = await resolveVersion(contractVersion);
    const catalogue = {
      ...customerSessions,
      start: async () => {
        const { url, fixtures, close } = await startReference(options);
        const credentials = { access: fixtures.accessToken, unscoped: fixtures.unscopedAccessToken };
        return { url, fixtures, credentials, userMessages: new Map(), close };
      },
    };
    const { result } = await runTrial(catalogue, contract, {}, { seed: 1 });
    expect(result.problem).toBeUndefined();
    return result.results.flatMap(({ verdict, clause }) =>
      verdict === 'failed' ? [clause.id.slice('customer-sessions:create/'.length)] : [],
    );
  }
  const ofBoth = (...suffixes: string[]): string[] =>
    ['individual', 'team'].flatMap((type) => suffixes.map((suffix) => `201/customer@${type}/${suffix}`));

  it('passes with its version, and without one if it is the shipped version', async () => {
    expect(await listFailed(undefined, {})).toEqual([]);
    for (const name of names) expect(await listFailed(name, {})).toEqual([]);
  });

  it.each(names)(
    'that sends the customers of %s fails the shipped document at `avatar_url`',
    async (name) => {
      expect(await listFailed(undefined, { apiVersion: name })).toEqual([
        '201/customer@team/avatar_url:type',
      ]);
    },
  );

  it.each(names)('that sends the shipped customers fails %s at the missing properties', async (name) => {
    expect((await listFailed(name, { fault: 'version-ignored' })).sort()).toEqual(
      [
        ...ofBoth('billing_name:required', 'first_user_event_at:required'),
        ...['unknown-version', 'malformed-version', 'version-repeated'].map((rule) => `semantics:${rule}`),
      ].sort(),
    );
  });

  it('that serves another version to every request fails only the rules of versions', async () => {
    expect((await listFailed('2026-04', { fault: 'version-ignored', apiVersion: '2026-10' })).sort()).toEqual(
      ['semantics:malformed-version', 'semantics:unknown-version', 'semantics:version-repeated'],
    );
  });
});
