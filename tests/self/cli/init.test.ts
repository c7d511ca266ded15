import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import { createFolder, respondWith, runSuite, startServer } from './run-suite.ts';

let folder = '';
beforeEach(() => {
  folder = createFolder();
  cpSync('docs/examples/openapi.yaml', join(folder, 'openapi.yaml'));
});

/** Runs the suite as if npm had started it in the folder. */
const run = (...args: string[]) => runSuite(args, { INIT_CWD: folder, npm_lifecycle_event: 'test' });
const read = (file: string) => readFileSync(join(folder, file), 'utf8');

test('init writes a configuration with which the next command runs', async () => {
  const server = await startServer(respondWith(200, '{"id":7}'));
  const { status, stdout } = await run('init', '--contract=openapi.yaml', `--target=${server.url}`);
  expect({ status, stdout }).toEqual({
    status: 0,
    stdout: expect.stringMatching(/wrote .*config\.ts[\s\S]*1 operation[\s\S]*next +npm test/),
  });
  expect(read('conformance.config.ts')).toContain("contract: 'openapi.yaml'");
  const result = await run('--seed=1', '--runs=0');
  expect(result.stderr).toContain(server.url);
  expect(result.status).toBe(1); // 1 because the responses lack `name`
  server.close();
});

test('init names the variables of the credentials', async () => {
  const scheme = 'components:\n  securitySchemes: { shop-key: { type: apiKey, in: header, name: X-Key } }\n';
  const secured = read('openapi.yaml')
    .replace('components:\n', scheme)
    .replace('operationId:', 'security: [{ shop-key: [] }]\n      operationId:');
  writeFileSync(join(folder, 'openapi.yaml'), secured);
  const { stdout } = await run('init', '--contract=openapi.yaml', '--target=http://127.0.0.1:1');
  expect(stdout).toContain('CONFORMANCE_CREDENTIAL_SHOP_KEY');
});

test.each([
  ['github', '.github/workflows/conformance.yml'],
  ['gitlab', 'conformance.gitlab-ci.yml'],
])('init writes a file for %s', async (service, file) => {
  await run('init', '--contract=openapi.yaml', '--target=http://127.0.0.1:1', `--ci=${service}`);
  expect(JSON.stringify(parse(read(file)))).toContain('npx polar-conformance');
});

test('init replaces nothing without --force, and writes nothing after a mistake', async () => {
  const args = ['init', '--contract=openapi.yaml', '--target=http://127.0.0.1:1'];
  const rejected = await run('init', '--contract=openapi.yaml', '--target=lamps');
  expect(rejected).toMatchObject({ status: 2, stderr: expect.stringContaining('is not a URL') });
  expect(await run('init')).toMatchObject({ status: 2, stderr: expect.stringContaining('needs --contract') });
  expect(await run('init', '--ci=jenkins')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('github'),
  });
  expect(existsSync(join(folder, 'conformance.config.ts'))).toBe(false);
  await run(...args);
  expect(await run(...args)).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('exists. Add --force'),
  });
  expect(await run(...args, '--force')).toMatchObject({ status: 0 });
});
