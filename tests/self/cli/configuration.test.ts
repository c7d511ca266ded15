import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startBookshop } from '../../../reference/bookshop/server.ts';
import { createFolder, respondWith, runSuite, startServer } from './run-suite.ts';

/** Runs the suite in a folder that has the configuration and the contract. */
function runIn(folder: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  return runSuite(args, { ...env, INIT_CWD: folder, npm_lifecycle_event: 'test' });
}

function readAll(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  return files.map((file) => readFileSync(join(file.parentPath, file.name), 'utf8')).join('\n');
}

describe('a login whose tokens expire', () => {
  const setUp = async () => {
    const shop = await startBookshop({ tokenUses: 12 });
    const folder = createFolder();
    cpSync('docs/examples/login.config.ts', join(folder, 'conformance.config.ts'));
    cpSync('reference/bookshop/openapi.yaml', join(folder, 'openapi.yaml'));
    const { basicAuth, apiKeyHeader } = shop.credentials;
    const env = { SHOP_URL: shop.url, SHOP_LOGIN: basicAuth, SHOP_KEY: apiKeyHeader };
    return { shop, folder, env };
  };

  test('is tested with a configuration of 20 lines, and no token is printed or reported', async () => {
    const { shop, folder, env } = await setUp();
    const config = readFileSync(join(folder, 'conformance.config.ts'), 'utf8');
    expect(config.trimEnd().split('\n').length).toBeLessThanOrEqual(20);
    const result = await runIn(folder, ['--seed=1', '--max-requests=700'], env);
    await shop.close();
    const tokens = shop.issuedTokens();
    expect(result.stderr).toMatch(/^plan {6}\d+ operations, at most 700 requests, at most \d+ s$/m);
    expect(result.stderr).not.toMatch(/error/i);
    expect({ status: result.status, totals: result.results?.totals }).toMatchObject({
      status: 0,
      totals: { failed: 0, error: 0, noticed: 0 },
    });
    const verdicts = new Map(result.results?.clauses.map(({ id, verdict }) => [id, verdict]));
    for (const id of ['createAuthor', 'createBook', 'updateBook']) {
      expect(verdicts.get(`${id}/authentication:none`)).toBe('passed');
      expect(verdicts.get(`${id}/request:accepted`)).toBe('passed');
    }
    expect(tokens.length).toBeGreaterThan(4);
    const output = `${result.stdout}${result.stderr}${readAll(result.folder)}`;
    expect(output).toContain('‹access token›');
    for (const secret of [...tokens, env.SHOP_LOGIN, env.SHOP_KEY]) expect(output).not.toContain(secret);
  });

  test('that refuses the password is an error of the configuration', async () => {
    const { shop, folder, env } = await setUp();
    const login = `${env.SHOP_LOGIN}x`;
    const result = await runIn(folder, ['--seed=1', '--operation=createAuthor'], {
      ...env,
      SHOP_LOGIN: login,
    });
    await shop.close();
    expect(result.status).toBe(2);
    expect(result.stdout).toContain('conformance.config.ts: accessToken failed: the login answered 401');
    expect(result.results?.totals).toMatchObject({ failed: 0 });
  });

  test('is not called by commands that send nothing', async () => {
    const { shop, folder } = await setUp();
    for (const args of [['list'], ['--dry-run'], ['explain', 'createAuthor/authentication:none']])
      expect(await runIn(folder, [...args, '--operation=createAuthor'])).toMatchObject({
        status: 0,
        stderr: '',
      });
    expect(shop.requestCount()).toBe(0);
    await shop.close();
  });
});

describe('own rules', () => {
  const setUp = (body: string) => {
    const folder = createFolder();
    writeFileSync(
      join(folder, 'conformance.config.mjs'),
      `export default { contract: 'openapi.yaml', ${body} };`,
    );
    cpSync('docs/examples/openapi.yaml', join(folder, 'openapi.yaml'));
    return folder;
  };
  const rule = (id: string, judge: string, more = '') =>
    `{ id: '${id}', description: 'the rule ${id} holds', ${more} judge: ${judge} }`;
  const rules = [
    rule('ok', `({ response }) => (response.body.id === 7 ? 'pass' : undefined)`),
    rule('bad', `({ request }) => 'the url is ' + new URL(request.url).pathname`),
    rule('should', `() => 'nothing fits'`, "level: 'SHOULD',"),
    rule('missing', `() => 'not reached'`, 'statuses: [418],'),
  ];
  const fixtures = 'fixtures: { getLamp: { path: { id: 7 } } },';

  test('have verdicts and reports like the rules of the suite', async () => {
    const server = await startServer(respondWith(200, '{"id":7,"name":"Desk lamp"}'));
    const folder = setUp(`target: '${server.url}', ${fixtures} rules: [${rules.join(', ')}]`);
    const { status, stdout, results } = await runIn(folder, ['--seed=1', '--runs=0', '-t', 'getLamp/rule:']);
    server.close();
    expect(Object.fromEntries(results?.clauses.map(({ id, verdict }) => [id, verdict]) ?? [])).toEqual({
      'getLamp/rule:ok': 'passed',
      'getLamp/rule:bad': 'failed',
      'getLamp/rule:should': 'noticed',
      'getLamp/rule:missing': 'unverified',
    });
    expect(status).toBe(1);
    expect(stdout).toContain('getLamp/rule:bad');
    expect(stdout).toContain('the rule bad holds');
    expect(stdout).toMatch(/the url is \/lamps\/\d+/);
    expect(results?.clauses.find(({ id }) => id.endsWith('missing'))?.reason).toMatch(
      /^the rule applied to no response/,
    );
    expect((await runIn(folder, ['list'])).stdout).toMatch(
      /MUST +openapi\.yaml:\d+ +getLamp\/rule:bad {2}the rule bad holds \(conformance\.config\.mjs: rules\)/,
    );
    const explained = await runIn(folder, ['explain', 'rule:should']);
    expect(explained.stdout).toMatch(/the rule should holds\.\n +SHOULD: .*\n/);
    expect(explained.stdout).toContain('conformance.config.mjs: rules');
    expect(explained.stdout).toContain('The function of the rule judges the responses of the operation.');
  });

  test('judge recorded exchanges', async () => {
    const folder = setUp(`rules: [${rules.join(', ')}]`);
    const exchange = {
      request: { method: 'GET', url: 'https://lamps.example/api/lamps/7' },
      response: { status: 200, headers: { 'content-type': 'application/json' }, body: '{"id":7,"name":"a"}' },
    };
    writeFileSync(join(folder, 'traffic.jsonl'), JSON.stringify(exchange));
    const { results } = await runIn(folder, ['judge', 'traffic.jsonl', '-t', 'getLamp/rule:']);
    expect(results?.totals).toMatchObject({ passed: 1, failed: 1, noticed: 1, unverified: 1 });
  });

  test('that throw are errors, and no verdict on the target', async () => {
    const server = await startServer(respondWith(200, '{"id":7,"name":"Desk lamp"}'));
    const folder = setUp(
      `target: '${server.url}', ${fixtures} rules: [${rule('broken', '({ response }) => response.body.price.amount')}]`,
    );
    const args = ['--seed=1', '--runs=0', '-t', 'rule:broken'];
    const { status, stdout, results } = await runIn(folder, args);
    server.close();
    expect(results?.clauses).toMatchObject([{ id: 'getLamp/rule:broken', verdict: 'error' }]);
    expect(results?.clauses[0]?.reason).toMatch(/^the rule failed, not the target: TypeError: Cannot read/);
    expect(status).toBe(2);
    expect(stdout).toContain('the rule failed, not the target');
  });

  test('and hooks are called for a run: beforeRun gives fixtures, beforeRequest headers, afterRun gets the status', async () => {
    const server = await startServer(respondWith(200, '{"id":7,"name":"Desk lamp"}'));
    const folder = setUp(`target: '${server.url}', hooks: {
      async beforeRun() { return { fixtures: { getLamp: { path: { id: 4711 } } } }; },
      beforeRequest: ({ operation }) => ({ authorization: 'signed ' + operation }),
      afterRun({ status }) { throw new Error('seen ' + status); },
    }`);
    const { status, stderr, results } = await runIn(folder, ['--seed=1', '--runs=0']);
    server.close();
    expect(server.requests.map(({ url }) => url)).toContain('/lamps/4711');
    for (const { authorization } of server.requests) expect(authorization).toBe('signed getLamp');
    expect(stderr).toContain('conformance.config.mjs: hooks.afterRun failed: seen ');
    expect(results?.totals.passed).toBeGreaterThan(0);
    expect([1, 2]).toContain(status);
  });
});
