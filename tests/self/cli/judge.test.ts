import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startReference } from '../../../reference/server.ts';
import { createFolder, runSuite, type SuiteResult } from './run-suite.ts';

const judge = (...args: string[]): Promise<SuiteResult> => runSuite(['judge', ...args]);

const listFailed = ({ results }: SuiteResult): string[] =>
  (results?.clauses ?? []).flatMap(({ id, verdict }) => (verdict === 'failed' ? [id] : []));

/** Writes one recorded creation of a session, and returns the path of the file. */
function writeLines(path: string, token = 'polar_oat_0123456789abcdefghij'): string {
  const file = join(createFolder(), 'traffic.jsonl');
  const request = {
    method: 'POST',
    url: `https://api.example.com${path}`,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: { customer_id: '992fae2a-2a17-4b7a-8d9e-e287cf90131b' },
  };
  const response = {
    status: 201,
    headers: { 'content-type': 'application/json' },
    body: { id: 'x', token: `polar_cst_9876543210abcdefghij`, echo: token },
  };
  writeFileSync(file, JSON.stringify({ request, response }));
  return file;
}

test.concurrent.each(['shape-empty-omitted', 'tag-missing', 'error-detail-missing', 'auth-403', undefined])(
  'the archive of a run shows the clauses that it failed (fault %s)',
  async (fault) => {
    const reference = await startReference({ ...(fault !== undefined && { fault }) });
    const run = await runSuite(['--seed=1', '--runs=0', `--target=${reference.url}`], {
      POLAR_ACCESS_TOKEN: reference.fixtures.accessToken,
    });
    await reference.close();
    const judged = await judge(join(run.folder, 'exchanges.har'));
    // Rules of a suite compare responses to requests that it sends for them, so recordings cannot show them.
    const failed = listFailed(run).filter((id) => !id.includes('/semantics:'));
    expect({ failed: listFailed(judged), status: judged.status }).toEqual({ failed, status: run.status });
    expect(failed.length > 0).toBe(fault !== undefined);
  },
);

test.concurrent('JSON lines are judged, and their secrets replaced in all reports', async () => {
  const judged = await judge(writeLines('/v1/customer-sessions/'));
  expect(judged.status).toBe(1);
  expect(listFailed(judged)).toContain('customer-sessions:create/201/created_at:required');
  const texts = ['exchanges.har', 'index.html', 'results.json', 'junit.xml', 'summary.md'].map((name) =>
    readFileSync(join(judged.folder, name), 'utf8'),
  );
  for (const text of [judged.stdout, judged.stderr, ...texts])
    expect(text).not.toMatch(/0123456789abcdefghij|9876543210abcdefghij/);
});

test.concurrent.each<[string, () => string[], RegExp]>([
  [
    'a recording of other paths',
    () => [writeLines('/v1/orders/')],
    /none of the 1 exchange belongs .* POST \/v1\/orders\/\. Give the contract/,
  ],
  ['a missing file', () => ['missing.har'], /missing\.har: the file cannot be read \(ENOENT\)/],
  ['no file', () => [], /missing required argument 'FILE'/],
])('%s is an error', async (_, listArguments, message) => {
  const { status, stderr } = await judge(...listArguments());
  expect(stderr).toMatch(message);
  expect(status).toBe(2);
});
