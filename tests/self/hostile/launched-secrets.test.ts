import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { createFolder, type SuiteResult, startServer, startSuite } from '../cli/run-suite.ts';
import { findLeakedSecrets, findLeakyFiles, secrets, startLeakingServer } from './leaking-server.ts';
import { selectOneIn } from './select-one-in.ts';

const env = { POLAR_ACCESS_TOKEN: secrets.access, POLAR_UNSCOPED_ACCESS_TOKEN: secrets.unscoped };
const header = `--header=X-Key: ${secrets.header}`;

/** Returns the secrets that the terminal output discloses, and the report files that disclose one. */
const findLeaks = ({ stdout, stderr, folder }: SuiteResult) => ({
  screen: findLeakedSecrets(`${stdout}${stderr}`),
  files: findLeakyFiles(folder).leaky,
});
const noLeaks = { screen: [], files: [] };

test.concurrent('a run against a server that echoes secrets prints and writes none', async () => {
  const server = await startLeakingServer();
  const step = join(createFolder(), 'step.md');
  const knownFailures = join(createFolder(), 'known.yaml');
  const ended = await startSuite(
    ['--seed=1', '--runs=200', `--target=${server.url}`, header, `--write-deviations=${knownFailures}`],
    { ...env, GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: step },
  ).result;
  server.close();
  expect(ended.status).toBe(1);
  expect(server.sentLeaks.size).toBeGreaterThan(100);
  expect(findLeaks(ended)).toEqual(noLeaks);
  expect(findLeakyFiles(ended.folder).count).toBeGreaterThan(8);
  for (const file of [step, knownFailures])
    expect(findLeakedSecrets(readFileSync(file, 'utf8')), file).toEqual([]);
});

test.concurrent('vitest reporters and a replay print no secret', async () => {
  const server = await startLeakingServer();
  const reporters = ['--reporter=verbose', '--reporter=junit', '--reporter=json'];
  const ended = await startSuite(
    ['--seed=2', '--runs=100', `--target=${server.url}`, header, ...reporters],
    env,
  ).result;
  server.close();
  expect(findLeaks(ended)).toEqual(noLeaks);
  const again = await startLeakingServer();
  const args = [`--replay=${join(ended.folder, 'replays')}`, `--target=${again.url}`, header];
  const replayed = await startSuite(args, env).result;
  again.close();
  expect(replayed.stdout).toMatch(/still fails|passes|cannot be judged/);
  expect(findLeaks(replayed)).toEqual(noLeaks);
});

test.concurrent.each(selectOneIn(2, ['SIGINT', 'SIGTERM'] as const))(
  'a run that is stopped by %s leaves no secret behind',
  async (signal) => {
    const server = await startLeakingServer();
    const slow = await startServer(async (request, response) => {
      const answer = await fetch(`${server.url}${request.url}`, { redirect: 'manual' }).catch(
        () => undefined,
      );
      response.writeHead(answer?.status ?? 500, { 'content-type': 'application/json' });
      response.end(await answer?.text().catch(() => ''));
    });
    const run = startSuite(['--seed=1', '--rate=20', `--target=${slow.url}`, header], env);
    await slow.firstRequest;
    run.kill(signal);
    const ended = await run.result;
    slow.close();
    server.close();
    expect(ended.status).toBe({ SIGINT: 130, SIGTERM: 143 }[signal]);
    expect(ended.results?.complete).toBe(false);
    expect(findLeaks(ended)).toEqual(noLeaks);
  },
);

describe('an error of the suite itself is reported without secrets', () => {
  const preload = pathToFileURL(new URL('crash.mjs', import.meta.url).pathname).href;
  test.concurrent.each(
    selectOneIn(2, ['an exception', 'a rejection', 'a string', 'an object', 'an aggregate error']),
  )('%s', async (error) => {
    const server = await startServer(() => {}); // never answers
    const run = startSuite(['--seed=1', `--target=${server.url}`, header], {
      ...env,
      CRASH_WITH: error,
      NODE_OPTIONS: `--import=${preload}`,
    });
    await server.firstRequest;
    run.kill('SIGUSR2');
    const ended = await run.result;
    server.close();
    expect(ended.status).toBe(2);
    expect(ended.stderr).toContain('The suite itself failed. This is not a result for the target');
    expect(findLeaks(ended)).toEqual(noLeaks);
  });

  test.concurrent('a report folder that cannot be written to', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'conformance-')), secrets.access);
    writeFileSync(file, '');
    const args = ['--seed=1', '--target=http://127.0.0.1:1', `--report-dir=${file}`];
    const ended = await startSuite(args, env).result;
    expect(ended.status).toBe(2);
    expect(ended.stderr).toMatch(/^--report-dir: the reports cannot be written to .* \(EEXIST\)/m);
    expect(ended.stderr).not.toMatch(/^\s+at /m);
    expect(findLeaks(ended)).toEqual(noLeaks);
  });
});

describe('a secret in the wrong place is not repeated in the error', () => {
  const broken = join(mkdtempSync(join(tmpdir(), 'conformance-')), 'fixtures.yaml');
  writeFileSync(broken, `accessToken: ${secrets.access}\naccessTokn: [${secrets.unscoped}\n`);
  const unknown = join(mkdtempSync(join(tmpdir(), 'conformance-')), 'fixtures.yaml');
  writeFileSync(unknown, `accessTokn: ${secrets.access}\n`);
  const wrong: readonly [title: string, args: string[], more?: NodeJS.ProcessEnv][] = [
    ['user information of the target URL', [`--target=http://user:${secrets.access}@127.0.0.1:1`]],
    ['the name of the target', [`--target=${secrets.access}`]],
    ['the query of the target URL', [`--target=http://127.0.0.1:1/?token=${secrets.access}`]],
    ['the path of the target URL', [`--target=http://127.0.0.1:1/${secrets.access}/`]],
    ['an unknown option', [`--polar-token=${secrets.access}`]],
    ['an argument without option name', [secrets.access]],
    ['the value of another option', [`--max-requests=${secrets.access}`]],
    ['a header without a name', [`--header=${secrets.header}`]],
    ['a header with a line break', [`--header=X-Key: ${secrets.header}\nx`]],
    [
      'user information of the proxy URL',
      [`--proxy=ftp://user:${secrets.header}@127.0.0.1:1`, '--target=http://127.0.0.1:1'],
    ],
    [
      'user information of the contract URL',
      [`--contract=http://user:${secrets.access}@127.0.0.1:1/`, '--allow-references'],
    ],
    ['invalid YAML in fixtures', [`--fixtures=${broken}`, '--target=http://127.0.0.1:1']],
    ['an unknown name in fixtures', [`--fixtures=${unknown}`, '--target=http://127.0.0.1:1']],
    [
      'a token with a line break',
      ['--target=http://127.0.0.1:1'],
      { POLAR_ACCESS_TOKEN: `${secrets.access}\n` },
    ],
    ['an environment variable', [], { CONFORMANCE_TARGET: `http://user:${secrets.access}@127.0.0.1:1` }],
    ['the path of a replay file', [`--replay=/nowhere/${secrets.access}`]],
  ];
  test.concurrent.each(selectOneIn(5, wrong))('%s', async (_, args, more = {}) => {
    const ended = await startSuite(args, { ...env, ...more }).result;
    expect(ended.status).toBe(2);
    expect(ended.stderr).not.toMatch(/^\s+at /m);
    expect(findLeaks(ended)).toEqual(noLeaks);
  });
});
