import { describe, expect, test } from 'vitest';
import { helpText } from '../../../cli/help-text.ts';
import { optionRows, variableOf } from '../../../cli/option-table.ts';
import { parseOptions, repeatingArguments } from '../../../cli/options.ts';
import { UsageError } from '../../../http/usage-error.ts';

type Env = Record<string, string>;

describe('options', () => {
  test('without any, the reference is the target', () => {
    expect(parseOptions([], {})).toMatchObject({
      target: 'reference',
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
    [[], { CONFORMANCE_TEST_NAME_PATTERN: 'x', CONFORMANCE_SELF_ANYTHING: '1' }, { testNamePattern: 'x' }],
    [
      [],
      { npm_config_ca: 'x', npm_config_proxy: 'y', npm_config_dry_run: '' },
      { ca: undefined, dryRun: false },
    ],
  ];
  for (const [argv, env, options] of read) {
    test(`${JSON.stringify([argv, env])} are read`, () => {
      expect(parseOptions(argv, env)).toMatchObject(options);
    });
  }

  const refused: readonly (readonly [argv: string[], env: Env, says: string | RegExp])[] = [
    [['--taget=x'], {}, 'Did you mean --target?'],
    [['--max-request=1'], {}, 'Did you mean --max-requests?'],
    [['--polar-token=hunter2hunter2'], {}, /^(?!.*hunter2)/],
    [['sandbox'], {}, '`sandbox` is no option'],
    [['--header', 'X-Key:', 'hunter2hunter2'], {}, /^(?!.*hunter2)/],
    [['--header'], {}, '--header needs a value'],
    [['--target='], {}, '--target needs a value'],
    [['--target', '--strict'], {}, '--target needs a value'],
    [['--seed=1', '--seed=2'], {}, 'given twice'],
    [['--seed=1.5'], {}, 'a whole number'],
    [['--seed=9999999999'], {}, 'at most 2147483647'],
    [['--max-requests=0'], {}, 'at least 1'],
    [['--timeout=0'], {}, '10s'],
    [['--timeout=fast'], {}, '10s'],
    [['--rate=0'], {}, 'requests a second'],
    [['--shard=3/2'], {}, '1/3'],
    [['--robustness=most'], {}, 'one of standard, full'],
    [['--strict=maybe'], {}, 'true or false'],
    [[], { CONFORMANCE_TARGT: 'x' }, 'Did you mean CONFORMANCE_TARGET?'],
    [[], { CONFORMANCE_TARGET: '' }, 'set but empty'],
    [[], { CONFORMANCE_SEED: 'x' }, 'CONFORMANCE_SEED takes'],
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
    [[], { npm_config_dry_run: 'true' }, 'Type: npm test -- --dry-run'],
  ];
  for (const [argv, env, says] of refused) {
    test(`${JSON.stringify([argv, env])} are refused with what to type`, () => {
      expect(() => parseOptions(argv, env)).toThrow(UsageError);
      expect(() => parseOptions(argv, env)).toThrow(says);
    });
  }

  test('every option can come from the environment', () => {
    const variables = optionRows.map(([name]) => variableOf(name));
    expect(new Set(variables).size).toBe(optionRows.length);
    expect(variables).toContain('CONFORMANCE_ALLOW_PRODUCTION');
  });

  test('the arguments that repeat a run lead to the same options, without secrets', () => {
    const argv = [
      '--target=sandbox',
      '--header=X: secret',
      '--rate=80/m',
      '--timeout=250',
      '--shard=1/2',
      '--strict',
      '--operation=a',
    ];
    const options = parseOptions(argv, {});
    const repeated = repeatingArguments(options);
    expect(repeated.join(' ')).not.toContain('secret');
    expect(parseOptions(repeated, {})).toEqual({ ...options, header: [] });
  });

  test('the help names every option and every fixture', () => {
    const help = helpText([
      { name: 'access', variable: 'POLAR_ACCESS_TOKEN', secret: true, says: 'the token' },
    ]);
    for (const [name] of optionRows) expect(help).toContain(`--${name}`);
    expect(help).toContain('POLAR_ACCESS_TOKEN');
  });
});
