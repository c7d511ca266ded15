import { cpSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Options, resolveOptions } from '../../../cli/parse-options.ts';
import { readConfig } from '../../../cli/read-config.ts';
import { createFolder, respondWith, runSuite, startServer } from './run-suite.ts';

function writeConfig(text: string, name = 'conformance.config.ts'): string {
  const file = join(createFolder(), name);
  writeFileSync(file, text);
  return file;
}

const withDefine = (body: string) =>
  `import { defineConfig } from 'polar-conformance/config';\nexport default defineConfig(${body});\n`;

const read = async (file: string): Promise<Options> => resolveOptions([], {}, await readConfig(file));

describe('readConfig', () => {
  test('reads TypeScript, JavaScript and JSON', async () => {
    const config = {
      target: 'http://127.0.0.1:8000',
      maxRequests: 40,
      rate: '80/m',
      operation: ['a', 'b'],
      strict: true,
    };
    const expected = { ...config, rate: { requests: 80, perMs: 60_000 } };
    const text = JSON.stringify(config);
    expect(await read(writeConfig(withDefine(`${text} satisfies object`)))).toMatchObject(expected);
    expect(await read(writeConfig(`module.exports = ${text}`, 'conformance.config.cjs'))).toMatchObject(
      expected,
    );
    expect(await read(writeConfig(text, 'conformance.config.json'))).toMatchObject(expected);
  });

  test('resolves paths from its own folder, but not URLs', async () => {
    const file = writeConfig(
      "export default { contract: 'api.yaml', knownFailures: '../known.yaml', fixtures: 'f.yaml', sdk: ['one', '../two'] }",
    );
    const { contract, deviations, fixtures, sdk } = await read(file);
    const folder = relative('', join(file, '..'));
    expect({ contract, fixtures }).toEqual({
      contract: join(folder, 'api.yaml'),
      fixtures: join(folder, 'f.yaml'),
    });
    expect(deviations).toBe(join(folder, '../known.yaml'));
    expect(sdk).toEqual([join(folder, 'one'), join(folder, '../two')]);
    const url = writeConfig("export default { contract: 'https://api.example/openapi.json' }");
    expect((await read(url)).contract).toBe('https://api.example/openapi.json');
  });

  test('keeps credentials, functions and fixtures as they are, and calls nothing', async () => {
    const file = writeConfig(
      withDefine(`{
        accessToken: () => { throw new Error('called'); },
        credentials: { key: { env: 'SELF_TEST_KEY' }, other: 'value' },
        headers: { 'X-Shop': 'main' },
        fixtures: { getLamp: { path: { id: 7 } } },
        parameters: { shop: 'main' },
        hooks: { beforeRun() { throw new Error('called'); } },
        rules: [{ id: 'a', description: 'b', judge: () => 'pass' }],
      }`),
    );
    expect(await read(file)).toMatchObject({
      credential: [],
      accessToken: undefined,
      header: ['X-Shop: main'],
      fixtures: { getLamp: { path: { id: 7 } } },
      configured: {
        source: `${file}: `,
        accessToken: expect.any(Function),
        credentials: { key: { env: 'SELF_TEST_KEY' }, other: 'value' },
        parameters: { shop: 'main' },
        hooks: { beforeRun: expect.any(Function) },
        rules: [{ id: 'a' }],
      },
    });
  });

  test('reads YAML', async () => {
    const text = 'maxRequests: 40\ntag: [a, b]\ncredentials: { key: { env: KEY } }\n';
    expect(await read(writeConfig(text, 'conformance.config.yaml'))).toMatchObject({
      maxRequests: 40,
      tag: ['a', 'b'],
      configured: { credentials: { key: { env: 'KEY' } } },
    });
  });

  test('has less precedence than the command line and the environment', async () => {
    const configured = await readConfig(
      writeConfig("export default { seed: 1, runs: 1, operation: ['a'], strict: true }"),
    );
    const given = [{ name: 'seed', text: '2', from: '--seed' } as const];
    const options = resolveOptions(
      given,
      { CONFORMANCE_OPERATION: 'b', CONFORMANCE_STRICT: 'false' },
      configured,
    );
    expect(options).toMatchObject({ seed: 2, runs: 1, operation: ['b'], strict: false });
  });

  test.each<[text: string, message: RegExp]>([
    ['export default { taget: 1 }', /`taget` is not a property\. Did you mean target\?/],
    ...['list', 'explain', 'replay', 'judge', 'merge', 'export', 'out', 'listen', 'dryRun', 'config'].map(
      (name): [string, RegExp] => [
        `export default { ${name}: "a" }`,
        new RegExp(`\\.ts: \`${name}\` is not a property`),
      ],
    ),
    ['export default { maxRequests: 0 }', /conformance\.config\.ts: maxRequests must be/],
    ['export default 7', /must export an object/],
    ['export default {', /cannot be loaded/],
    [
      'export default { credentials: { a: "" } }',
      /`credentials\.a` must be a string that is not empty, \{ env/,
    ],
    ['export default { credentials: "a" }', /`credentials` must be an object/],
    ['export default { accessToken: { variable: "A" } }', /`accessToken` must be .* a function/],
    ['export default { headers: { a: 1 } }', /`headers\.a` must be a string/],
    ['export default { fixtures: [] }', /`fixtures` must be the path of a file, or an object/],
    ['export default { parameters: 1 }', /`parameters` must be an object/],
    [
      'export default { hooks: { beforRun() {} } }',
      /`hooks\.beforRun` is not a property\. Did you mean beforeRun\?/,
    ],
    ['export default { hooks: { afterRun: 1 } }', /`hooks\.afterRun` must be a function/],
    ['export default { rules: {} }', /`rules` must be a list of rules/],
    ['export default { rules: [{ id: "a b" }] }', /`rules\[0\]\.id` must be a name of letters/],
    [
      'export default { rules: [{ id: "a" }] }',
      /`rules\[0\]\.description` is missing\. It must be a sentence/,
    ],
    ['export default { rules: [{ id: "a", levl: "MAY" }] }', /`rules\[0\]\.levl` .* Did you mean level\?/],
    ['export default { rules: [{ id: "a", level: "must" }] }', /`rules\[0\]\.level` must be one of MUST/],
    [
      'export default { rules: [{ id: "a", description: "b", statuses: ["2xx"], judge() {} }] }',
      /`rules\[0\]\.statuses` must be a list of statuses such as/,
    ],
    [
      'const a = { id: "a", description: "b", judge() {} }; export default { rules: [a, a] }',
      /`rules\[1\]\.id` must not be that of `rules\[0\]`, a\./,
    ],
  ])('rejects %s', async (text, message) => {
    await expect(read(writeConfig(text))).rejects.toThrow(message);
  });
});

test('the program reads the configuration of the current folder', async () => {
  const server = await startServer(respondWith(200, '{"id":7}'));
  const file = writeConfig(
    withDefine(`{ contract: 'openapi.yaml', target: '${server.url}', seed: 1, runs: 0 }`),
  );
  const folder = join(file, '..');
  cpSync('docs/examples/openapi.yaml', join(folder, 'openapi.yaml'));
  const { status, stderr, results } = await runSuite([], { INIT_CWD: folder, npm_lifecycle_event: 'test' });
  expect(stderr).toContain(server.url);
  expect(status).toBe(1);
  expect(results?.clauses.find(({ id }) => id === 'getLamp/200/name:required')?.verdict).toBe('failed');
  server.close();
  const missing = await runSuite(['--config=nowhere.ts']);
  expect(missing).toMatchObject({
    status: 2,
    stderr: '--config: nowhere.ts does not exist. Give the path of a configuration file.\n',
  });
});

test('a folder with two configurations is rejected', async () => {
  const file = writeConfig('export default {}');
  writeFileSync(join(file, '../conformance.config.yaml'), '{}');
  const { status, stderr } = await runSuite(['list'], {
    INIT_CWD: join(file, '..'),
    npm_lifecycle_event: 'test',
  });
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr:
      'conformance.config.ts and conformance.config.yaml both exist. Remove one, or choose one with --config.\n',
  });
});
