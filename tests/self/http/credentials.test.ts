import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { CredentialStore, PlacedCredential } from '../../../http/credential-store.ts';
import { createUnknownToken } from '../../../http/credential-values.ts';
import { placeCredentials, selectCredentials } from '../../../http/credentials.ts';
import type { SecurityScheme } from '../../../spec/openapi/contract.ts';
import type { Credentials } from '../../../spec/openapi/request.ts';
import { listTestableSchemes, type Security } from '../../../spec/openapi/security.ts';

const createScheme = (name: string, parts: Partial<SecurityScheme>): SecurityScheme => ({
  ...{ name, pointer: '#', type: 'http', scopes: [] },
  ...parts,
});
const bearer = createScheme('bearer', { scheme: 'bearer' });
const oidc = createScheme('oidc', { type: 'openIdConnect' });
const oauth = createScheme('oauth', { type: 'oauth2' });
const basic = createScheme('basic', { scheme: 'basic' });
const key = createScheme('key', { type: 'apiKey', in: 'header', parameter: 'X-Key' });
const queryKey = createScheme('queryKey', { type: 'apiKey', in: 'query', parameter: 'key' });
const cookie = createScheme('cookie', { type: 'apiKey', in: 'cookie', parameter: 'session' });
const digest = createScheme('digest', { scheme: 'digest' });
const mutualTls = createScheme('mutualTls', { type: 'mutualTLS' });

const tokens = { access: 'polar_oat_abc123', unscoped: 'polar_oat_other', session: 'polar_cst_s' };
const schemes = new Map([
  ['basic', 'ann:secret'],
  ['key', 'k-1'],
  ['queryKey', 'k&2'],
  ['cookie', 'c-3'],
]);
const encode = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;

const place = (credentials: Credentials, security: Security, store: CredentialStore, scheme?: string) =>
  placeCredentials({ credentials, ...(scheme !== undefined && { scheme }) }, security, store)?.map(
    ({ in: location, name, value }) => [location, name, value].join(' '),
  );

describe('credentials of each kind', () => {
  const written: Readonly<Record<string, Partial<Record<Credentials, string>>>> = {
    bearer: {
      access: 'Bearer polar_oat_abc123',
      lowercase: 'bearer polar_oat_abc123',
      empty: 'Bearer',
      unknown: 'Bearer polar_oat_Unknown0',
      truncated: 'Bearer polar_oat_abc12',
      extended: 'Bearer polar_oat_abc123x',
      basic: encode('polar_oat_abc123:'),
      bare: 'polar_oat_abc123',
      'other-scheme': 'Conformance polar_oat_abc123',
      'non-ascii': 'Bearer töken',
      session: 'Bearer polar_cst_s',
      unscoped: 'Bearer polar_oat_other',
    },
    basic: {
      access: encode('ann:secret'),
      lowercase: encode('ann:secret').replace('Basic', 'basic'),
      unknown: encode('Unknown0:Unknown0'),
      truncated: encode('ann:secre'),
      extended: encode('ann:secretx'),
    },
    key: { access: 'k-1', unknown: 'Unknown0', truncated: 'k-', extended: 'k-1x' },
  };
  // keys of the record
  for (const scheme of [bearer, basic, key])
    for (const [name, value] of Object.entries(written[scheme.name] ?? {}) as [Credentials, string][])
      test(`${name} credentials of ${scheme.name} are ${value}`, () => {
        const [placed] = placeCredentials({ credentials: name }, [[scheme]], { ...tokens, schemes }) ?? [];
        expect(placed?.value).toBe(value);
      });

  test.each(['empty', 'basic', 'bare', 'non-ascii', 'session', 'unscoped'] as const)(
    '%s credentials exist only for bearer tokens',
    (name) => {
      for (const scheme of [basic, key, queryKey, cookie])
        expect(place(name, [[scheme]], { ...tokens, schemes })).toBeUndefined();
    },
  );

  test('without the right ones, some exist', () => {
    const names: Credentials[] = [
      'access',
      'lowercase',
      'none',
      'empty',
      'unknown',
      'truncated',
      'non-ascii',
    ];
    const available = names.filter((name) => place(name, [[bearer]], {}) !== undefined);
    expect(available).toEqual(['none', 'empty', 'unknown', 'non-ascii']);
    expect(place('unknown', [[basic]], {})).toHaveLength(1);
    expect(place('truncated', [[basic]], { schemes: new Map([['basic', 'ann:']]) })).toBeUndefined();
    expect(place('truncated', [[key]], { schemes: new Map([['key', 'k']]) })).toBeUndefined();
  });

  test('never differ from the right ones in the padding of base64 only', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 3, maxLength: 40 }), (bytes) => {
        const secret = Buffer.from(bytes).toString('base64');
        for (const name of ['truncated', 'extended'] as const) {
          const store = { schemes: new Map([['key', secret]]) };
          const [wrong] = placeCredentials({ credentials: name }, [[key]], store) ?? [];
          expect(wrong?.value.replace(/=+$/, '')).not.toBe(secret.replace(/=+$/, ''));
        }
      }),
    );
  });

  test('an unknown token has the prefix and length of the access token, and no other part of it', () => {
    const token = `polar_oat_${'q'.repeat(43)}`;
    expect(createUnknownToken(token)).toMatch(/^polar_oat_[A-Za-z0-9]{43}$/);
    expect(createUnknownToken(token)).not.toContain('q');
  });
});

describe('the place of credentials', () => {
  it.each([
    [bearer, `header authorization Bearer ${tokens.access}`],
    [oidc, `header authorization Bearer ${tokens.access}`],
    [oauth, `header authorization Bearer ${tokens.access}`],
    [basic, `header authorization ${encode('ann:secret')}`],
    [key, 'header X-Key k-1'],
    [queryKey, 'query key k&2'],
    [cookie, 'cookie session c-3'],
  ])('of $name is what the document says', (scheme, expected) => {
    expect(place('access', [[scheme]], { ...tokens, schemes })).toEqual([expected]);
  });

  it('holds the value verbatim if an API key is the header Authorization', () => {
    const scheme = createScheme('key', { type: 'apiKey', in: 'header', parameter: 'Authorization' });
    const store = { schemes: new Map([['key', 'Token abc def']]) };
    expect(place('access', [[scheme]], store)).toEqual(['header Authorization Token abc def']);
  });
});

describe('an access token of a known scheme', () => {
  const store = { ...tokens, accessSchemes: ['oat'] };
  const [oat, pat] = ['oat', 'pat'].map((name) => ({ ...bearer, name }));

  it('is sent to operations that accept the scheme', () => {
    if (!oat || !pat) throw new Error('both schemes exist');
    expect(place('access', [[pat], [oat]], store)).toEqual([`header authorization Bearer ${tokens.access}`]);
    expect(place('truncated', [[pat], [oat]], store)).toHaveLength(1);
  });

  it('is sent to no other one', () => {
    if (!pat) throw new Error('the scheme exists');
    expect(place('access', [[oidc], [pat]], store)).toBeUndefined();
    const own = { ...store, schemes: new Map([['pat', 'polar_pat_1']]) };
    expect(place('access', [[oidc], [pat]], own)).toEqual(['header authorization Bearer polar_pat_1']);
  });
});

describe('an alternative', () => {
  const all = { ...tokens, schemes };
  it('is the first whose schemes all have credentials', () => {
    const onlyKey = { schemes: new Map([['key', 'k-1']]) };
    expect(place('access', [[bearer], [key]], all)?.[0]).toMatch(/Bearer/);
    expect(place('access', [[bearer], [key]], onlyKey)).toEqual(['header X-Key k-1']);
    expect(place('access', [[bearer, key], [key]], onlyKey)).toEqual(['header X-Key k-1']);
    expect(place('access', [[bearer, key]], onlyKey)).toBeUndefined();
  });

  it('of several schemes has the credentials of all', () => {
    expect(place('access', [[bearer, key, queryKey]], all)).toHaveLength(3);
  });

  it('without schemes makes credentials optional, and they are sent if they are given', () => {
    expect(place('access', [[], [key]], all)).toHaveLength(1);
    expect(place('access', [[], [key]], {})).toEqual([]);
    expect(place('access', [], all)).toEqual([]);
  });

  it('with a scheme that is not supported is used only if all have one', () => {
    expect(place('access', [[mutualTls], [key]], all)).toEqual(['header X-Key k-1']);
    expect(place('access', [[digest], [key]], {})).toBeUndefined();
    expect(place('access', [[mutualTls, key]], all)).toEqual(['header X-Key k-1']);
    expect(place('access', [[digest]], all)).toEqual([]);
  });

  it('with wrong credentials of one scheme has the right ones of the others', () => {
    const [one, other] = [
      place('extended', [[bearer, key]], all, 'key'),
      place('none', [[bearer, key]], all, 'bearer'),
    ];
    expect(one).toEqual([`header authorization Bearer ${tokens.access}`, 'header X-Key k-1x']);
    expect(other).toEqual(['header X-Key k-1']);
    expect(place('none', [[bearer, key]], all)).toEqual([]);
  });

  it('is not used for wrong credentials if the others satisfy another one', () => {
    expect(place('none', [[bearer, key], [bearer]], all, 'key')).toBeUndefined();
    expect(place('none', [[bearer, key], [oidc]], all, 'key')).toBeUndefined();
    expect(place('none', [[bearer, key], [bearer], [key, queryKey]], all, 'key')).toEqual(['query key k&2']);
  });
});

describe('the credentials of another user', () => {
  const other = (security: Security) =>
    placeCredentials({ credentials: 'other-user' }, security, { ...tokens, schemes, otherUser })?.map(
      ({ in: location, name, value, recorded }) => [location, name, value, recorded],
    );
  const otherUser = new Map([['key', 'k-9']]);

  it('replace those of the scheme that has them, and are recorded under another name', () => {
    expect(other([[key]])).toEqual([['header', 'X-Key', 'k-9', '‹other credential key›']]);
    expect(other([[bearer, key]])?.map(([, , value]) => value)).toEqual([`Bearer ${tokens.access}`, 'k-9']);
  });

  it('are not available if no scheme has them', () => {
    expect(other([[bearer]])).toBeUndefined();
    expect(other([])).toBeUndefined();
  });
});

describe('the schemes that can be tested one by one', () => {
  const list = (...security: SecurityScheme[][]) => listTestableSchemes(security).map(({ name }) => name);
  it.each<[title: string, names: string[], security: SecurityScheme[][]]>([
    ['one of the schemes with bearer tokens', ['oidc'], [[oidc], [bearer], [oauth]]],
    [
      'one for each part of a request',
      ['bearer', 'basic', 'key', 'queryKey'],
      [[bearer], [basic], [key], [queryKey]],
    ],
    ['those that are required together', ['bearer', 'key'], [[bearer, key]]],
    ['none that another alternative makes needless', ['bearer'], [[bearer, key], [bearer]]],
    ['none if credentials are optional', [], [[], [bearer]]],
    ['none that is not supported', ['key'], [[digest], [mutualTls], [key]]],
  ])('are %s', (_, names, security) => {
    expect(list(...security)).toEqual(names);
  });
});

describe('credentials given by hand', () => {
  const credentialFields: PlacedCredential[] = [{ in: 'header', name: 'x-key', value: 'by hand' }];
  const select = (credentials: Credentials, security: Security, store: CredentialStore) =>
    selectCredentials({ credentials }, security, { ...store, credentialFields })?.map(({ value }) => value);

  it('are sent where no credentials are required or tested', () => {
    expect(select('none', [], {})).toEqual(['by hand']);
    expect(select('access', [[], [bearer]], {})).toEqual(['by hand']);
    expect(select('access', [[bearer]], tokens)).toEqual([`Bearer ${tokens.access}`, 'by hand']);
  });

  it('are not sent where wrong or no credentials are tested', () => {
    expect(select('none', [[key]], { schemes })).toEqual([]);
    expect(select('extended', [[key]], { schemes })).toEqual(['k-1x']);
    expect(select('unknown', [[bearer]], tokens)).toEqual(['Bearer polar_oat_Unknown0']);
  });

  it('are replaced by credentials in the same place', () => {
    expect(select('access', [[key]], { schemes })).toEqual(['k-1']);
  });
});
