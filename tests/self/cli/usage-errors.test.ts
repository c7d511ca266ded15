import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { resolveContract } from '../../../cli/resolve-contract.ts';
import { selectClauses } from '../../../cli/select-clauses.ts';
import { createFolder, respondWith, runSuite, startServer } from './run-suite.ts';

const yaml =
  'openapi: 3.1.0\ninfo:\n  title: Small\n  version: "1"\npaths:\n  /things:\n    get:\n      responses:\n        "200":\n          description: ok\n';
const smallContract = join(createFolder(), 'small.yaml');
writeFileSync(smallContract, yaml);

const mistakes: readonly [title: string, args: string[], env: NodeJS.ProcessEnv, message: RegExp][] = [
  ['an unknown option', ['--taget=sandbox'], {}, /--taget is not an option.*Did you mean --target/],
  ['an option taken by npm', [], { npm_config_target: 'sandbox' }, /npm test -- --target=sandbox/],
  [
    'an option taken by npm, with its value passed on',
    ['sandbox'],
    { npm_config_target: 'true' },
    /npm test -- --target=sandbox/,
  ],
  ['an unknown variable', [], { CONFORMANCE_TARGTE: 'sandbox' }, /CONFORMANCE_TARGTE.*CONFORMANCE_TARGET/],
  ['an empty variable', [], { CONFORMANCE_TARGET: '' }, /CONFORMANCE_TARGET is set but empty/],
  ['an invalid pattern', ['-t', '('], {}, /not a valid regular expression/],
  ['an unknown target', ['--dry-run', '--target=sanbox'], {}, /sanbox.*Did you mean sandbox/],
  ['production without consent', ['--dry-run', '--target=production'], {}, /--allow-production/],
  [
    'a contract without a target',
    [`--contract=${smallContract}`],
    {},
    /--contract needs a target: add --target=URL/,
  ],
  ['a target without a scheme', ['--target=localhost:8000'], {}, /Did you mean http:\/\/localhost:8000\?/],
  [
    'an unknown operation',
    ['--operation=customer-sessions:creat'],
    {},
    /Did you mean customer-sessions:create\?/,
  ],
  [
    'a variable of an unknown scheme',
    ['--target=http://127.0.0.1:1'],
    { CONFORMANCE_CREDENTIAL_KEY: 'x' },
    /no security scheme with this name\..*Schemes: access_token\./,
  ],
  ['a typing error far from the only operation', ['--operation=x'], {}, /It has customer-sessions:create\./],
  [
    'an unknown version',
    ['--list', '--api-version=2026-01'],
    {},
    /no version 2026-01\. Did you mean 2026-\d\d\? The versions are 2026-04 and 2026-10\./,
  ],
  [
    'a version that the contract does not have',
    ['--list', `--contract=${smallContract}`, '--api-version=2026-10'],
    {},
    /--api-version: the contract has the version 1, not 2026-10/,
  ],
  [
    'a header that selects another version',
    ['--dry-run', '--api-version=2026-10', '--target=http://127.0.0.1:1', '--header=polar-version: 2026-04'],
    {},
    /--header: the suite sends Polar-Version: 2026-10/,
  ],
  ['a missing contract', ['--list', '--contract=nowhere.yaml'], {}, /nowhere\.yaml does not exist/],
  [
    'a missing fixture file',
    ['--target=http://127.0.0.1:1', '--fixtures=nowhere.yaml'],
    {},
    /nowhere\.yaml does not exist/,
  ],
  ['fixtures for the reference', ['--fixtures=nowhere.yaml'], {}, /the reference has its own fixtures/],
  ['a missing replay file', ['--replay=nowhere.json'], {}, /nowhere\.json does not exist/],
  ['an unknown clause', ['--explain=customer@individual/emial:type'], {}, /Did you mean .*email:type/],
];

describe.concurrent('a mistake on the command line exits with 2 and prints a correction; nothing is sent or written', () => {
  test.concurrent.each(mistakes)('%s', async (_, args, env, message) => {
    const { status, stderr, stdout, folder } = await runSuite(args, env);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(existsSync(join(folder, 'results.json'))).toBe(false);
  });
});

test('a remote target without a token exits with 2 and sends nothing', async () => {
  const { status, stderr, results } = await runSuite(['--target=sandbox']);
  expect({ status, results }).toEqual({ status: 2, results: undefined });
  expect(stderr).toMatch(/needs an access token: set POLAR_ACCESS_TOKEN\. Nothing was sent/);
});

test('a pattern without matches is rejected', async () => {
  const contract = await resolveContract({ contract: undefined, allowReferences: false });
  const selection = { testNamePattern: 'zzz', robustness: 'standard', configured: { source: '' } } as const;
  expect(() => selectClauses({ contract, operations: [] }, selection)).toThrow(/no clause matches "zzz"/);
});

describe('the contract of --contract', () => {
  test('is fetched from a URL only with --allow-references', async () => {
    const server = await startServer(respondWith(200, yaml, 'application/yaml'));
    const contract = `--contract=${server.url}/small.yaml`;
    const refused = await runSuite(['--list', contract]);
    expect(refused).toMatchObject({ status: 2, stderr: expect.stringContaining('--allow-references') });
    expect(server.requests).toEqual([]);
    const listed = await runSuite(['--list', contract, '--allow-references']);
    expect(listed).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('GET /things/protocol:status'),
    });
    expect(listed.stdout).toContain(`${server.url}/small.yaml:`);
    server.close();
  });

  test('is rejected with the location of its defect', async () => {
    const file = join(createFolder(), 'broken.yaml');
    writeFileSync(file, yaml.replace('description: ok', 'description: 1'));
    const { status, stderr } = await runSuite(['--list', `--contract=${file}`]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/broken\.yaml:10 #\/paths\/~1things\/get\/responses\/200\/description/);
  });
});
