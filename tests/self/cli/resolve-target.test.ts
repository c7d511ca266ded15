import { describe, expect, test } from 'vitest';
import { checkCredentials, checkTransport } from '../../../cli/check-access.ts';
import { parseOptions } from '../../../cli/parse-options.ts';
import { resolveTarget } from '../../../cli/resolve-target.ts';
import type { Target } from '../../../http/target.ts';
import { UsageError } from '../../../http/usage-error.ts';
import type { Operation, SecurityScheme } from '../../../spec/openapi/contract.ts';

const servers = [
  { name: 'production', url: 'https://api.polar.sh' },
  { name: 'sandbox', url: 'https://sandbox-api.polar.sh' },
];

const resolve = (...argv: string[]): Target => resolveTarget(parseOptions(argv, {}), servers);

describe('a target', () => {
  const found: readonly (readonly [argv: string[], target: Partial<Target>])[] = [
    [[], { kind: 'reference', name: 'reference' }],
    [
      ['--target=sandbox'],
      { kind: 'remote', name: 'sandbox', server: 'sandbox', url: 'https://sandbox-api.polar.sh' },
    ],
    [
      ['--target=https://SANDBOX-api.polar.sh:443/v2/'],
      { kind: 'remote', server: 'sandbox', url: 'https://sandbox-api.polar.sh/v2' },
    ],
    [['--target=production', '--allow-production'], { kind: 'remote', server: 'production' }],
    [['--target=http://127.0.0.1:8000'], { kind: 'local', url: 'http://127.0.0.1:8000' }],
    [['--target=http://127.1:8000/api/'], { kind: 'local', url: 'http://127.0.0.1:8000/api' }],
    [['--target=http://[::1]:8000'], { kind: 'local' }],
    [['--target=http://[::ffff:127.0.0.1]:8000'], { kind: 'local' }],
    [['--target=http://localhost:8000'], { kind: 'local' }],
    [['--target=http://api.localhost:8000'], { kind: 'local' }],
    [['--target=http://localhost.example:8000'], { kind: 'remote' }],
    [['--target=http://127.0.0.1.example'], { kind: 'remote' }],
    [['--target=http://127.0.0.1:8000', '--proxy=http://proxy.example'], { kind: 'remote' }],
  ];
  for (const [argv, target] of found) {
    test(`${argv.join(' ') || 'without options'} is ${JSON.stringify(target)}`, () => {
      expect(resolve(...argv)).toMatchObject(target);
    });
  }

  const rejected: readonly (readonly [argv: string[], message: string | RegExp])[] = [
    [['--target=sandbx'], 'Did you mean sandbox?'],
    [
      ['--target=localhost:8000'],
      'Did you mean http://localhost:8000? Type one of reference, production, sandbox',
    ],
    [['--target=localhost'], 'Did you mean http://localhost?'],
    [['--target=127.0.0.1:8000/v1'], 'Did you mean http://127.0.0.1:8000/v1?'],
    [['--target=[::1]:8000'], 'Did you mean http://[::1]:8000?'],
    [['--target=api.example.com'], 'Did you mean https://api.example.com?'],
    [['--target=user:hunter2@localhost:8000'], /^(?!.*hunter2)/],
    [
      ['--contract=x.yaml'],
      '--contract needs a target: add --target=URL with the server to test or a server of the contract: production, sandbox',
    ],
    [['--target=production'], '--allow-production'],
    [['--target=https://api.polar.sh/'], '--allow-production'],
    [['--target=http://api.polar.sh.:8080/x'], '--allow-production'],
    [['--target=https://user:hunter2@example.com'], /^(?!.*hunter2)/],
    [['--target=https://example.com/?a=b'], 'query or fragment'],
    [['--target=https://example.com/#a'], 'query or fragment'],
    [['--target=https://example.com?'], 'query or fragment'],
    [['--target=https://'], 'invalid URL'],
    [['--target=ftp://example.com'], 'is not a target'],
    [['--target=sandbox', '--fault=x'], '--fault'],
    [['--target=sandbox', '--robustness=full'], 'this machine only'],
  ];
  for (const [argv, message] of rejected) {
    test(`${argv.join(' ')} is rejected`, () => {
      expect(() => resolve(...argv)).toThrow(UsageError);
      expect(() => resolve(...argv)).toThrow(message);
    });
  }

  test('on this machine has no rate limit and a budget of 1000 requests', () => {
    expect(resolve('--target=http://localhost:1').budget).toMatchObject({ requests: 1000 });
    expect(resolve('--target=http://localhost:1').budget.rate).toBeUndefined();
  });

  test('on this machine has 30 seconds, unless options need more', () => {
    const resolveSeconds = (...argv: string[]): number | undefined =>
      resolve('--target=http://localhost:1', ...argv).budget.seconds;
    expect(resolveSeconds()).toBe(30);
    expect(resolveSeconds('--max-seconds=300')).toBe(300);
    expect(resolveSeconds('--max-requests=200000')).toBeUndefined();
    expect(resolve('--target=sandbox').budget.seconds).toBeUndefined();
  });

  test('elsewhere has 90 requests, of which 4 are for discovery and 75 for the plan', () => {
    expect(resolve('--target=https://example.com').budget).toMatchObject({
      requests: 90,
      discovery: 4,
      plan: 75,
    });
  });

  test('with many operations has a share for each', () => {
    const resolveFor = (operations: number, ...argv: string[]) =>
      resolveTarget(parseOptions(argv, {}), servers, operations).budget;
    const local = '--target=http://localhost:1';
    expect(resolveFor(10, local)).toMatchObject({ requests: 1000, seconds: 30 });
    expect(resolveFor(50, local)).toMatchObject({ requests: 5000, plan: 4996, seconds: 150 });
    expect(resolveFor(3, '--target=sandbox')).toMatchObject({ requests: 90, plan: 75 });
    expect(resolveFor(186, '--target=sandbox')).toMatchObject({ requests: 5580, plan: 4650 });
    expect(resolveFor(186, '--target=sandbox', '--max-requests=90')).toMatchObject({
      requests: 90,
      plan: 86,
    });
    expect(resolveFor(50, local, '--max-seconds=9')).toMatchObject({ requests: 5000, seconds: 9 });
  });

  test('that the document names has a rate below its documented limit', () => {
    const perMinute = (target: Target): number => {
      const { requests, perMs } = target.budget.rate ?? { requests: Number.POSITIVE_INFINITY, perMs: 1 };
      return (requests / perMs) * 60_000;
    };
    expect(perMinute(resolve('--target=sandbox'))).toBeLessThan(100);
    expect(perMinute(resolve('--target=production', '--allow-production'))).toBeLessThan(500);
    expect(perMinute(resolve('--target=https://example.com'))).toBeLessThanOrEqual(60);
  });

  test('with a budget of one request has no discovery', () => {
    const { budget } = resolve('--target=sandbox', '--max-requests=1');
    expect(budget).toMatchObject({ requests: 1, discovery: 0, plan: 1 });
  });
});

const withUrl = (target: Target) => ({ ...target, url: target.url ?? '' });
const createOperation = (id: string, security: Operation['security']): Operation => ({
  ...{ id, method: 'POST', path: '/', pointer: '#', tags: [], deprecated: false, security },
  ...{ parameters: [], responses: [] },
});
const createScheme = (parts: Partial<SecurityScheme>): SecurityScheme => ({
  ...{ name: 'key', pointer: '#', type: 'apiKey', in: 'header', parameter: 'x-key', scopes: [] },
  ...parts,
});

describe('credentials', () => {
  const secured = createOperation('secured', [[createScheme({})]]);
  const open = createOperation('open', []);
  const none = { hasCredentials: () => false, findUnusableToken: (): string[] | undefined => undefined };
  const check = (target: string, operations: readonly Operation[], client = none) =>
    checkCredentials(resolve(`--target=${target}`), operations, client);

  test('are needed if no operation of a remote target can be called without', () => {
    expect(() => check('sandbox', [secured])).toThrow(
      'sandbox needs credentials for secured: set CONFORMANCE_CREDENTIAL_KEY. Nothing was sent.',
    );
    expect(() => check('sandbox', [secured, open])).not.toThrow();
    expect(() => check('sandbox', [secured], { ...none, hasCredentials: () => true })).not.toThrow();
    expect(() => check('http://127.0.0.1:1', [secured])).not.toThrow();
  });

  test('are others than the token, if it is one of another scheme', () => {
    const bearer = (name: string) => createScheme({ name, type: 'http', scheme: 'bearer' });
    const user = createOperation('user', [[bearer('oidc')], [bearer('pat')]]);
    expect(() => check('sandbox', [user], { ...none, findUnusableToken: () => ['oat'] })).toThrow(
      'needs other credentials for user: set CONFORMANCE_CREDENTIAL_OIDC or CONFORMANCE_CREDENTIAL_PAT.',
    );
  });

  test('have the variable of the suite for an operation that has one', () => {
    const session = createOperation('customer-sessions:create', secured.security);
    expect(() => check('sandbox', [session])).toThrow('set POLAR_ACCESS_TOKEN. Nothing was sent.');
  });

  const given = [
    { access: 'hunter2hunter2' },
    { unscoped: 'hunter2hunter2' },
    { schemes: new Map([['key', 'hunter2hunter2']]) },
    { credentialFields: [{ in: 'header', name: 'x-key', value: 'hunter2hunter2' }] },
  ] as const;
  test.each(given)('are sent over plain http to another host only with --allow-insecure', (credentials) => {
    const target = withUrl(resolve('--target=http://example.com'));
    const insecure = { allowInsecure: false };
    expect(() => checkTransport(target, credentials, insecure)).toThrow(/--allow-insecure(?!.*hunter2)/);
    expect(() => checkTransport(target, credentials, { allowInsecure: true })).not.toThrow();
    const local = withUrl(resolve('--target=http://127.0.0.1:1'));
    expect(() => checkTransport(local, credentials, insecure)).not.toThrow();
    const proxied = withUrl(resolve('--target=http://127.0.0.1:1', '--proxy=http://proxy.example'));
    expect(() => checkTransport(proxied, credentials, insecure)).toThrow('plain http');
    expect(() =>
      checkTransport(target, { schemes: new Map(), credentialFields: [] }, insecure),
    ).not.toThrow();
  });
});
