import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { answering, type Ended, newFolder, start } from '../cli/launched.ts';
import { indiscreetServer, leaksIn, leakyFiles, secrets } from './canaries.ts';
import { oneIn } from './one-in.ts';

const env = { POLAR_ACCESS_TOKEN: secrets.access, POLAR_UNSCOPED_ACCESS_TOKEN: secrets.unscoped };
const header = `--header=X-Key: ${secrets.header}`;

/** Which secrets stand on the screen, and which files hold one. */
const leaksOf = ({ stdout, stderr, folder }: Ended) => ({
  screen: leaksIn(`${stdout}${stderr}`),
  files: leakyFiles(folder).leaky,
});
const none = { screen: [], files: [] };

test.concurrent('a whole run prints and writes no secret that a server says again', async () => {
  const server = await indiscreetServer();
  const step = join(newFolder(), 'step.md');
  const drafted = join(newFolder(), 'known.yaml');
  const ended = await start(
    ['--seed=1', '--runs=200', `--target=${server.url}`, header, `--write-deviations=${drafted}`],
    { ...env, GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: step },
  ).ended;
  server.close();
  expect(ended.status).toBe(1);
  expect(server.said.size).toBeGreaterThan(100);
  expect(leaksOf(ended)).toEqual(none);
  expect(leakyFiles(ended.folder).count).toBeGreaterThan(8);
  for (const file of [step, drafted]) expect(leaksIn(readFileSync(file, 'utf8')), file).toEqual([]);
});

test.concurrent('reporters of vitest print none either, nor does a replay', async () => {
  const server = await indiscreetServer();
  const reporters = ['--reporter=verbose', '--reporter=junit', '--reporter=json'];
  const ended = await start(['--seed=2', '--runs=100', `--target=${server.url}`, header, ...reporters], env)
    .ended;
  server.close();
  expect(leaksOf(ended)).toEqual(none);
  const again = await indiscreetServer();
  const args = [`--replay=${join(ended.folder, 'replays')}`, `--target=${again.url}`, header];
  const replayed = await start(args, env).ended;
  again.close();
  expect(replayed.stdout).toMatch(/still fails|passes|cannot be judged/);
  expect(leaksOf(replayed)).toEqual(none);
});

test.concurrent.each(oneIn(2, ['SIGINT', 'SIGTERM'] as const))('%s leaves none behind', async (signal) => {
  const server = await indiscreetServer();
  const slow = await answering(async (request, response) => {
    const answer = await fetch(`${server.url}${request.url}`, { redirect: 'manual' }).catch(() => undefined);
    response.writeHead(answer?.status ?? 500, { 'content-type': 'application/json' });
    response.end(await answer?.text().catch(() => ''));
  });
  const run = start(['--seed=1', '--rate=20', `--target=${slow.url}`, header], env);
  await slow.first;
  run.kill(signal);
  const ended = await run.ended;
  slow.close();
  server.close();
  expect(ended.status).toBe({ SIGINT: 130, SIGTERM: 143 }[signal]);
  expect(ended.results?.complete).toBe(false);
  expect(leaksOf(ended)).toEqual(none);
});

describe('what goes wrong in the suite itself is told without secrets', () => {
  const preload = pathToFileURL(new URL('crash.mjs', import.meta.url).pathname).href;
  test.concurrent.each(oneIn(2, ['an exception', 'a rejection', 'a text', 'an object', 'many errors']))(
    '%s',
    async (way) => {
      const server = await answering(() => {}); // never answers
      const run = start(['--seed=1', `--target=${server.url}`, header], {
        ...env,
        CRASH_WITH: way,
        NODE_OPTIONS: `--import=${preload}`,
      });
      await server.first;
      run.kill('SIGUSR2');
      const ended = await run.ended;
      server.close();
      expect(ended.status).toBe(2);
      expect(ended.stderr).toContain('The suite itself failed, which says nothing about the target');
      expect(leaksOf(ended)).toEqual(none);
    },
  );

  test.concurrent('a folder that takes no reports', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'conformance-')), secrets.access);
    writeFileSync(file, '');
    const args = ['--seed=1', '--target=http://127.0.0.1:1', `--report-dir=${file}`];
    const ended = await start(args, env).ended;
    expect(ended.status).toBe(2);
    expect(ended.stderr).toMatch(/^--report-dir: the reports cannot be written to .* \(EEXIST\)/m);
    expect(ended.stderr).not.toMatch(/^\s+at /m);
    expect(leaksOf(ended)).toEqual(none);
  });
});

describe('a secret in the wrong place is not repeated', () => {
  const broken = join(mkdtempSync(join(tmpdir(), 'conformance-')), 'fixtures.yaml');
  writeFileSync(broken, `accessToken: ${secrets.access}\naccessTokn: [${secrets.unscoped}\n`);
  const unknown = join(mkdtempSync(join(tmpdir(), 'conformance-')), 'fixtures.yaml');
  writeFileSync(unknown, `accessTokn: ${secrets.access}\n`);
  const wrong: readonly [title: string, args: string[], more?: NodeJS.ProcessEnv][] = [
    ['userinfo of the target', [`--target=http://user:${secrets.access}@127.0.0.1:1`]],
    ['a name of the target', [`--target=${secrets.access}`]],
    ['the query of the target', [`--target=http://127.0.0.1:1/?token=${secrets.access}`]],
    ['the path of the target', [`--target=http://127.0.0.1:1/${secrets.access}/`]],
    ['an option that is none', [`--polar-token=${secrets.access}`]],
    ['an option without a name', [secrets.access]],
    ['the value of another option', [`--max-requests=${secrets.access}`]],
    ['a header without a name', [`--header=${secrets.header}`]],
    ['a header with a line break', [`--header=X-Key: ${secrets.header}\nx`]],
    [
      'userinfo of a proxy',
      [`--proxy=ftp://user:${secrets.header}@127.0.0.1:1`, '--target=http://127.0.0.1:1'],
    ],
    [
      'userinfo of a contract',
      [`--contract=http://user:${secrets.access}@127.0.0.1:1/`, '--allow-references'],
    ],
    ['broken fixtures', [`--fixtures=${broken}`, '--target=http://127.0.0.1:1']],
    ['fixtures with a wrong name', [`--fixtures=${unknown}`, '--target=http://127.0.0.1:1']],
    [
      'a token that no header can carry',
      ['--target=http://127.0.0.1:1'],
      { POLAR_ACCESS_TOKEN: `${secrets.access}\n` },
    ],
    ['the environment', [], { CONFORMANCE_TARGET: `http://user:${secrets.access}@127.0.0.1:1` }],
    ['a file of replays', [`--replay=/nowhere/${secrets.access}`]],
  ];
  test.concurrent.each(oneIn(5, wrong))('%s', async (_, args, more = {}) => {
    const ended = await start(args, { ...env, ...more }).ended;
    expect(ended.status).toBe(2);
    expect(ended.stderr).not.toMatch(/^\s+at /m);
    expect(leaksOf(ended)).toEqual(none);
  });
});
