import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { selectedClauses } from '../../../cli/selection.ts';
import { contractOf, operationsOf } from '../../../cli/session.ts';
import { always, answering, launched, newFolder } from './launched.ts';

/** What is typed wrong, and what the message must say. Nothing may be sent or written. */
const mistakes: readonly [title: string, args: string[], env: NodeJS.ProcessEnv, says: RegExp][] = [
  ['an unknown option', ['--taget=sandbox'], {}, /--taget is no option.*Did you mean --target/],
  ['an option that npm swallowed', [], { npm_config_target: 'sandbox' }, /npm test -- --target=sandbox/],
  [
    'an option that npm swallowed, its value left over',
    ['sandbox'],
    { npm_config_target: 'true' },
    /npm test -- --target=sandbox/,
  ],
  ['an unknown variable', [], { CONFORMANCE_TARGTE: 'sandbox' }, /CONFORMANCE_TARGTE.*CONFORMANCE_TARGET/],
  ['an empty variable', [], { CONFORMANCE_TARGET: '' }, /CONFORMANCE_TARGET is set but empty/],
  ['a pattern that is none', ['-t', '('], {}, /no regular expression/],
  ['an unknown target', ['--dry-run', '--target=sanbox'], {}, /sanbox.*Did you mean sandbox/],
  ['production without consent', ['--dry-run', '--target=production'], {}, /--allow-production/],
  ['no file to replay', ['--replay=nowhere.json'], {}, /no nowhere\.json/],
  ['an unknown clause', ['--explain=customer@individual/emial:type'], {}, /Did you mean .*email:type/],
];

describe.concurrent('a mistake on the command line ends with 2 and says what to type', () => {
  test.each(mistakes)('%s', async (_, args, env, says) => {
    const { status, stderr, stdout, folder } = await launched(args, env);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(says);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(existsSync(join(folder, 'results.json'))).toBe(false);
  });
});

test('a remote target without a token ends with 2, and nothing was sent', async () => {
  const { status, stderr, results } = await launched(['--target=sandbox']);
  expect({ status, results }).toEqual({ status: 2, results: undefined });
  expect(stderr).toMatch(/needs an access token: set POLAR_ACCESS_TOKEN\. Nothing was sent/);
});

test('an operation or a selection that there is not is told', async () => {
  const contract = await contractOf({ contract: undefined, allowReferences: false });
  expect(() => operationsOf(contract, ['customer-sessions:creat'])).toThrow(
    /no operation .* Did you mean customer-sessions:create\?/,
  );
  const selection = { testNamePattern: 'zzz', robustness: 'standard' } as const;
  expect(() => selectedClauses({ contract, operations: [] }, selection)).toThrow(
    /No clause matches -t "zzz"/,
  );
});

describe('a contract of one’s own', () => {
  const yaml =
    'openapi: 3.1.0\ninfo:\n  title: Small\n  version: "1"\npaths:\n  /things:\n    get:\n      responses:\n        "200":\n          description: ok\n';

  test('comes from a URL, but only when references are allowed', async () => {
    const server = await answering(always(200, yaml, 'application/yaml'));
    const contract = `--contract=${server.url}/small.yaml`;
    const refused = await launched(['--list', contract]);
    expect(refused).toMatchObject({ status: 2, stderr: expect.stringContaining('--allow-references') });
    expect(server.seen).toEqual([]);
    const listed = await launched(['--list', contract, '--allow-references']);
    expect(listed).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('GET /things/protocol:status'),
    });
    expect(listed.stdout).toContain(`${server.url}/small.yaml:`);
    server.close();
  });

  test('is told where it is broken', async () => {
    const file = join(newFolder(), 'broken.yaml');
    writeFileSync(file, yaml.replace('description: ok', 'description: 1'));
    const { status, stderr } = await launched(['--list', `--contract=${file}`]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/broken\.yaml:10 #\/paths\/~1things\/get\/responses\/200\/description/);
  });
});
