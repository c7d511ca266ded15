import { describe, expect, test } from 'vitest';
import { formatArguments } from '../../../cli/format-arguments.ts';
import { optionList, toEnvironmentVariable } from '../../../cli/option-table.ts';
import { parseOptions } from '../../../cli/parse-options.ts';
import { UsageError } from '../../../http/usage-error.ts';

type Env = Record<string, string>;

describe('options', () => {
  test('that are not given have their defaults', () => {
    expect(parseOptions([], {})).toMatchObject({
      target: undefined,
      timeout: 10_000,
      reportDir: 'reports',
      robustness: 'standard',
      strict: false,
      header: [],
      seed: undefined,
    });
  });

  const read: readonly (readonly [argv: string[], env: Env, options: Record<string, unknown>])[] = [
    [['--target=sandbox'], {}, { target: 'sandbox' }],
    [['--target', 'sandbox'], {}, { target: 'sandbox' }],
    [['--', '--target=sandbox'], {}, { target: 'sandbox' }],
    [[], { CONFORMANCE_TARGET: 'sandbox' }, { target: 'sandbox' }],
    [['--target=reference'], { CONFORMANCE_TARGET: 'sandbox' }, { target: 'reference' }],
    [['--seed=-5'], {}, { seed: -5 }],
    [['--seed', '-5'], {}, { seed: -5 }],
    [['--timeout=250'], {}, { timeout: 250 }],
    [['--timeout=1.5s'], {}, { timeout: 1500 }],
    [['--rate=5'], {}, { rate: { requests: 5, perMs: 1000 } }],
    [['--rate=80/m'], {}, { rate: { requests: 80, perMs: 60_000 } }],
    [['--shard=2/3'], {}, { shard: { index: 2, count: 3 } }],
    [['-t', 'a name'], {}, { testNamePattern: 'a name' }],
    [['--header=A: 1', '--header', 'B: 2'], {}, { header: ['A: 1', 'B: 2'] }],
    [[], { CONFORMANCE_OPERATION: 'one\ntwo' }, { operation: ['one', 'two'] }],
    [['--no-strict'], { CONFORMANCE_STRICT: 'true' }, { strict: false }],
    [[], { CONFORMANCE_MAX_REQUESTS: '40', CONFORMANCE_DRY_RUN: '1' }, { maxRequests: 40, dryRun: true }],
    [[], { CONFORMANCE_ACCESS_TOKEN: 'x' }, { accessToken: 'x' }],
    [['--credential=k=a=b'], { CONFORMANCE_CREDENTIAL_K: 'x' }, { credential: ['k=a=b'] }],
    [[], { CONFORMANCE_CREDENTIAL: 'k=a\nl=b' }, { credential: ['k=a', 'l=b'] }],
    [[], { CONFORMANCE_TEST_NAME_PATTERN: 'x', CONFORMANCE_SELF_ANYTHING: '1' }, { testNamePattern: 'x' }],
    [
      [],
      { npm_config_ca: 'x', npm_config_proxy: 'y', npm_config_dry_run: '' },
      { ca: undefined, dryRun: false },
    ],
  ];
  for (const [argv, env, options] of read) {
    test(`${JSON.stringify([argv, env])} are parsed`, () => {
      expect(parseOptions(argv, env)).toMatchObject(options);
    });
  }

  const rejected: readonly (readonly [argv: string[], env: Env, message: string | RegExp])[] = [
    [['--taget=x'], {}, 'Did you mean --target?'],
    [['--max-request=1'], {}, 'Did you mean --max-requests?'],
    [['--polar-token=hunter2hunter2'], {}, /^(?!.*hunter2)/],
    [['sandbox'], {}, '`sandbox` is not an option'],
    [['--header', 'X-Key:', 'hunter2hunter2'], {}, /^(?!.*hunter2)/],
    [['--credential', 'k=', 'hunter2hunter2'], {}, /^An argument after --credential (?!.*hunter2)/],
    [['--access-token', 'Bearer', 'hunter2hunter2'], {}, /^An argument after --access-token (?!.*hunter2)/],
    [['--header'], {}, '--header needs a value'],
    [['--target='], {}, '--target needs a value'],
    [['--target', '--strict'], {}, '--target needs a value'],
    [['--seed=1', '--seed=2'], {}, 'given twice'],
    [['--seed=1.5'], {}, 'an integer'],
    [['--seed=9999999999'], {}, 'at most 2147483647'],
    [['--max-requests=0'], {}, 'at least 1'],
    [['--timeout=0'], {}, '10s'],
    [['--timeout=fast'], {}, '10s'],
    [['--rate=0'], {}, 'requests per second'],
    [['--shard=3/2'], {}, '1/3'],
    [['--robustness=most'], {}, 'one of standard, full'],
    [['--strict=maybe'], {}, 'true or false'],
    [[], { CONFORMANCE_TARGT: 'x' }, 'Did you mean CONFORMANCE_TARGET?'],
    [[], { CONFORMANCE_TARGET: '' }, 'set but empty'],
    [[], { CONFORMANCE_SEED: 'x' }, 'CONFORMANCE_SEED must be'],
    [[], { npm_config_target: 'sandbox' }, 'Type: npm test -- --target=sandbox'],
    [['sandbox'], { npm_config_target: 'true' }, 'Type: npm test -- --target=sandbox'],
    [[], { npm_config_strict: 'true' }, 'Type: npm test -- --strict'],
    [[], { npm_config_strict: '' }, 'Type: npm test -- --no-strict'],
    [
      [],
      { npm_config_max_requests: '3', npm_config_allow_production: 'true' },
      '--allow-production --max-requests=3',
    ],
    [['a name'], { npm_config_t: 'true' }, "--testNamePattern='a name'"],
    [[], { npm_config_testnamepattern: 'x' }, '--testNamePattern=x'],
    [[], { npm_config_header: 'X-Key: hunter2hunter2' }, /^(?!.*hunter2)/],
    [[], { npm_config_credential: 'k=hunter2hunter2' }, /^(?!.*hunter2)/],
    [[], { npm_config_dry_run: 'true' }, 'Type: npm test -- --dry-run'],
  ];
  for (const [argv, env, message] of rejected) {
    test(`${JSON.stringify([argv, env])} are rejected with a correction`, () => {
      expect(() => parseOptions(argv, env)).toThrow(UsageError);
      expect(() => parseOptions(argv, env)).toThrow(message);
    });
  }

  test('all can come from the environment', () => {
    const variables = optionList.map(([name]) => toEnvironmentVariable(name));
    expect(new Set(variables).size).toBe(optionList.length);
    expect(variables).toContain('CONFORMANCE_ALLOW_PRODUCTION');
  });

  test('are equal after formatting and parsing them, except for secrets', () => {
    const argv = [
      '--target=sandbox',
      '--header=X: secret',
      '--credential=key=secret',
      '--access-token=secret',
      '--rate=80/m',
      '--timeout=250',
      '--shard=1/2',
      '--strict',
      '--operation=a',
    ];
    const options = parseOptions(argv, {});
    const repeated = formatArguments(options);
    expect(repeated.join(' ')).not.toContain('secret');
    expect(parseOptions(repeated, {})).toEqual({
      ...options,
      ...{ header: [], credential: [], accessToken: undefined },
    });
  });
});
