import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ConfiguredValues } from '../../../cli/configured-values.ts';
import { parseCommandLine } from '../../../cli/parse-command-line.ts';
import { parseOptions, resolveOptions } from '../../../cli/parse-options.ts';
import { resolveCredentials } from '../../../cli/resolve-credentials.ts';
import { UsageError } from '../../../http/usage-error.ts';
import type { Fixtures } from '../../../suites/fixtures.ts';
import { createDocument, loadDocument } from '../spec/create-document.ts';
import { loadSampleContract } from './sample-contract.ts';

const contract = await loadSampleContract();

const resolve = (argv: string[], env: Record<string, string> = {}, fixtures: Fixtures = {}) => {
  const { credentials, headers } = resolveCredentials(parseOptions(argv, env), env, contract, fixtures);
  const { schemes, access, credentialFields } = credentials;
  return { schemes: Object.fromEntries(schemes ?? []), access, credentialFields, headers };
};
const encode = (text: string): string => Buffer.from(text).toString('base64');

describe('the schemes of an access token', () => {
  const load = (title: string, names: readonly string[]) =>
    loadDocument(
      createDocument(
        {},
        {
          info: { title, version: '1' },
          security: names.map((name) => ({ [name]: [] })),
          components: {
            schemas: { A: {} },
            securitySchemes: Object.fromEntries(
              names.map((name) => [name, { type: 'http', scheme: 'bearer' }]),
            ),
          },
        },
      ),
    );

  it.each<[title: string, names: string[], token: string, schemes: string[] | undefined]>([
    ['Polar API', ['oidc', 'pat', 'oat'], 'polar_oat_1', ['oat']],
    ['Polar API', ['oidc', 'pat', 'oat'], 'polar_pat_1', ['pat']],
    ['Polar API', ['oidc', 'pat', 'oat'], 'polar_at_o_1', ['oidc']],
    ['Polar API', ['oidc', 'pat', 'oat'], 'another', undefined],
    ['Polar API', ['access_token'], 'polar_oat_1', undefined],
    ['Bakery', ['oidc', 'pat', 'oat'], 'polar_oat_1', undefined],
  ])('of %s with %j for %s are %j', async (title, names, token, schemes) => {
    const document = await load(title, names);
    const { credentials } = resolveCredentials(parseOptions([], {}), {}, document, { accessToken: token });
    expect(credentials.accessSchemes).toEqual(schemes);
    expect(credentials.access).toBe(token);
  });
});

describe('credentials of a scheme', () => {
  it.each<[title: string, argv: string[], env: Record<string, string>, schemes: Record<string, string>]>([
    [
      'the option',
      ['--credential=token=t-1', '--credential=api-key=a b'],
      {},
      { token: 't-1', 'api-key': 'a b' },
    ],
    ['its variable', [], { CONFORMANCE_CREDENTIAL_API_KEY: 'k=1' }, { 'api-key': 'k=1' }],
    [
      'the option before its variable',
      ['--credential=token=t'],
      { CONFORMANCE_CREDENTIAL_TOKEN: 'e' },
      { token: 't' },
    ],
    ['its header', ['--header=x-KEY: k 1'], {}, { 'api-key': 'k 1' }],
    ['the header Authorization', ['--header=authorization: bearer t-1'], {}, { token: 't-1' }],
    ['the same with Basic', [`--header=Authorization: Basic ${encode('a:b')}`], {}, { basic: 'a:b' }],
    ['a cookie', ['--header=Cookie: sid=s; theme=dark'], {}, { session: 's' }],
    [
      'its variable before a header',
      ['--header=X-Key: h'],
      { CONFORMANCE_CREDENTIAL_API_KEY: 'v' },
      { 'api-key': 'v' },
    ],
    ['no scheme that it does not fit', ['--header=Authorization: Token t'], {}, {}],
    ['a scheme that no operation uses', [], { CONFORMANCE_CREDENTIAL_UNUSED: 'u' }, { unused: 'u' }],
  ])('are those of %s', (_, argv, env, schemes) => {
    expect(resolve(argv, env).schemes).toEqual(schemes);
  });

  it('are apart from those of another user', () => {
    const argv = ['--credential=token=t', '--other-credential=token=other'];
    const env = { CONFORMANCE_OTHER_CREDENTIAL_API_KEY: 'k' };
    const { credentials } = resolveCredentials(parseOptions(argv, env), env, contract, {});
    expect(Object.fromEntries(credentials.schemes ?? [])).toEqual({ token: 't' });
    expect(Object.fromEntries(credentials.otherUser ?? [])).toEqual({ token: 'other', 'api-key': 'k' });
  });

  it.each<[argv: string[], env: Record<string, string>, message: string | RegExp]>([
    [['--other-credential=hunter2'], {}, /--other-credential must be SCHEME=VALUE(?!.*hunter2)/],
    [
      [],
      { CONFORMANCE_OTHER_CREDENTIAL_TOKN: 'hunter2' },
      /TOKN is set(?!.*hunter2).*Did you mean CONFORMANCE_OTHER_CREDENTIAL_TOKEN\?/,
    ],
    [['--credential=hunter2'], {}, /must be SCHEME=VALUE(?!.*hunter2)/],
    [
      ['--credential=tokn=hunter2'],
      {},
      /no security scheme(?!.*hunter2).*Did you mean token\? Schemes: token, /,
    ],
    [
      [],
      { CONFORMANCE_CREDENTIAL_TOKN: 'hunter2' },
      /TOKN is set(?!.*hunter2).*Did you mean CONFORMANCE_CREDENTIAL_TOKEN\?/,
    ],
    [[], { CONFORMANCE_CREDENTIAL_TOKEN: '' }, 'CONFORMANCE_CREDENTIAL_TOKEN is empty'],
    [[], { CONFORMANCE_CREDENTIAL_TOKEN: 'hunter2\n' }, /ends with a space or line break(?!.*hunter2)/],
    [[], { CONFORMANCE_CREDENTIAL_TOKEN: 'Bearer hunter2' }, /without `Bearer`(?!.*hunter2)/],
    [['--credential=basic=hunter2'], {}, /must be USER:PASSWORD(?!.*hunter2)/],
    [['--credential=api-key=hunter2\u00e9'], {}, /not allowed in headers(?!.*hunter2)/],
    [['--credential=session=hunter2; a'], {}, /not allowed in cookies(?!.*hunter2)/],
    [['--credential=digest=hunter2'], {}, /cannot be sent.*Use --header(?!.*hunter2)/],
  ])('are rejected if they are %j %j', (argv, env, message) => {
    expect(() => resolve(argv, env)).toThrow(UsageError);
    expect(() => resolve(argv, env)).toThrow(message);
  });
});

describe('the access token', () => {
  it('is that of the option or of its variable, else that of the fixtures', () => {
    const fixtures = { accessToken: 'f' };
    expect(resolve([], {}, fixtures).access).toBe('f');
    expect(resolve([], { CONFORMANCE_ACCESS_TOKEN: 'e' }, fixtures).access).toBe('e');
    expect(resolve(['--access-token=o'], { CONFORMANCE_ACCESS_TOKEN: 'e' }, fixtures).access).toBe('o');
  });
});

describe('configured credentials', () => {
  const resolveConfigured = (
    values: Omit<ConfiguredValues, 'source'>,
    argv: string[] = [],
    env: Record<string, string> = {},
  ) => {
    const options = resolveOptions(argv.length === 0 ? [] : parseGiven(argv), env, {
      given: [],
      values: { source: 'config.ts: ', ...values },
    });
    return resolveCredentials(options, env, contract, { accessToken: 'f' }).credentials;
  };
  const parseGiven = (argv: string[]) => {
    const invocation = parseCommandLine({ argv, env: {} });
    return invocation.command === 'run' ? invocation.given : expect.fail('no run');
  };
  const credentials = { token: 'c-1', basic: { env: 'SELF_TEST_BASIC' }, 'api-key': 'c-2' };

  afterEach(() => vi.unstubAllEnvs());

  it('are overridden scheme by scheme by variables and options', () => {
    vi.stubEnv('SELF_TEST_BASIC', 'a:b');
    expect(Object.fromEntries(resolveConfigured({ credentials }).schemes ?? [])).toEqual({
      ...credentials,
      basic: 'a:b',
    });
    const { otherUser } = resolveConfigured({ otherCredentials: { token: 'other' } });
    expect(Object.fromEntries(otherUser ?? [])).toEqual({ token: 'other' });
    const env = { CONFORMANCE_CREDENTIAL_BASIC: 'e:f' };
    const { schemes } = resolveConfigured({ credentials }, ['--credential=token=o-1'], env);
    expect(Object.fromEntries(schemes ?? [])).toEqual({ token: 'o-1', basic: 'e:f', 'api-key': 'c-2' });
  });

  it('with a variable that is not set are rejected, and left out of a dry run', () => {
    expect(() => resolveConfigured({ credentials })).toThrow(
      'config.ts: credentials.basic: SELF_TEST_BASIC is not set. Set it in the environment.',
    );
    const { schemes } = resolveConfigured({ credentials }, ['--dry-run']);
    expect([...(schemes?.keys() ?? [])]).toEqual(['token', 'api-key']);
  });

  it('must be of a scheme of the contract, and have a value that can be sent', () => {
    expect(() => resolveConfigured({ credentials: { tokn: 'c' } })).toThrow(
      'config.ts: credentials.tokn: the contract has no security scheme with this name. Did you mean token?',
    );
    expect(() => resolveConfigured({ credentials: { token: 'hunter2 ' } })).toThrow(
      /config\.ts: credentials\.token begins or ends with a space(?!.*hunter2)/,
    );
  });

  it('that a function fetches are checked when it returns', async () => {
    const fetch = async (value: unknown) => {
      const { access } = resolveConfigured({ accessToken: () => value as string }); // as from JavaScript
      expect(access).toMatchObject({ source: 'config.ts: accessToken' });
      return typeof access === 'object' ? access.fetch() : expect.fail('no function');
    };
    expect(await fetch('t-1')).toBe('t-1');
    await expect(fetch(undefined)).rejects.toThrow('it returned undefined; it must return a string');
    await expect(fetch('')).rejects.toThrow('the value that it returned is empty');
    await expect(fetch('hunter2\n')).rejects.toThrow(/line break(?!.*hunter2)/);
  });
});

describe('header fields', () => {
  it('that hold credentials are separated from the others', () => {
    const lines = [
      'X-Key: k',
      'Cookie: sid=s; theme=dark',
      'Authorization: Token t',
      'X-Other: o',
      'X-Unused: u',
    ];
    const { credentialFields, headers } = resolve(lines.map((line) => `--header=${line}`));
    expect(credentialFields?.map(({ in: location, name, value }) => [location, name, value])).toEqual([
      ['header', 'X-Key', 'k'],
      ['cookie', 'sid', 's'],
      ['cookie', 'theme', 'dark'],
      ['header', 'Authorization', 'Token t'],
    ]);
    expect(headers).toEqual([
      ['X-Other', 'o'],
      ['X-Unused', 'u'],
    ]);
  });
});
