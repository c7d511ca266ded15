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
      "export default { contract: 'api.yaml', knownFailures: '../known.yaml', fixtures: 'f.yaml' }",
    );
    const { contract, deviations, fixtures } = await read(file);
    const folder = relative('', join(file, '..'));
    expect({ contract, fixtures }).toEqual({
      contract: join(folder, 'api.yaml'),
      fixtures: join(folder, 'f.yaml'),
    });
    expect(deviations).toBe(join(folder, '../known.yaml'));
    const url = writeConfig("export default { contract: 'https://api.example/openapi.json' }");
    expect((await read(url)).contract).toBe('https://api.example/openapi.json');
  });

  test('takes credentials as values, from variables and from functions, and fixtures as values', async () => {
    process.env.SELF_TEST_KEY = 'from-variable';
    const file = writeConfig(
      withDefine(`{
        accessToken: async () => 'from-function',
        credentials: { key: { env: 'SELF_TEST_KEY' }, other: 'value' },
        headers: { 'X-Shop': 'main' },
        fixtures: { getLamp: { path: { id: 7 } } },
      }`),
    );
    expect(await read(file)).toMatchObject({
      accessToken: 'from-function',
      credential: ['key=from-variable', 'other=value'],
      header: ['X-Shop: main'],
      fixtures: { getLamp: { path: { id: 7 } } },
    });
    delete process.env.SELF_TEST_KEY;
    await expect(readConfig(file)).rejects.toThrow('the credentials of key: SELF_TEST_KEY is not set');
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

  test.each([
    ['export default { taget: 1 }', /`taget` is not a property\. Did you mean target\?/],
    ['export default { maxRequests: 0 }', /conformance\.config\.ts: maxRequests must be/],
    ['export default 7', /must export an object/],
    ['export default {', /cannot be loaded/],
    ['export default { credentials: { a: () => "" } }', /the credentials of a: it is empty/],
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
