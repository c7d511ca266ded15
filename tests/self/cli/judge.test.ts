import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startReference } from '../../../reference/server.ts';
import {
  createFolder,
  respond422,
  runSuite,
  type SuiteResult,
  startServer,
  startSuite,
} from './run-suite.ts';

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
    const failed = listFailed(run);
    expect({ failed: listFailed(judged), status: judged.status }).toEqual({ failed, status: run.status });
    expect(failed.length > 0).toBe(fault !== undefined);
  },
);

test.concurrent('JSON lines are judged, and their secrets replaced in all reports', async () => {
  const judged = await judge(writeLines('/v1/customer-sessions/'));
  expect(judged.status).toBe(1);
  expect(listFailed(judged)).toContain('customer-sessions:create/201/created_at:required');
  expect(judged.stdout).toMatch(
    /note: 1 exchange of 1 of 1 operation, with the statuses 201\nnote: \d+ of \d+ clauses judged by this traffic; it has 1 of 2 documented responses\n/,
  );
  expect(judged.results?.traffic).toMatchObject({ exchanges: 1, statuses: [201] });
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
  ['no file', () => [], /judge needs a FILE, or --listen/],
  ['a proxy without a target', () => ['--listen=0'], /--listen needs the server .* add --target=URL/],
  [
    'a proxy and a file',
    () => ['a.har', '--listen=0', '--target=http://127.0.0.1:9'],
    /files to read, --listen .* only one of them/,
  ],
])('%s is an error', async (_, listArguments, message) => {
  const { status, stderr } = await judge(...listArguments());
  expect(stderr).toMatch(message);
  expect(status).toBe(2);
});

describe('a proxy', () => {
  /** Starts `judge --listen`, and returns the process and the URL of the proxy. */
  async function startProxy(target: string, args: string[] = []) {
    const process = startSuite(['judge', '--listen=0', `--target=${target}`, ...args]);
    const [, url = ''] = await process.waitForOutput(/(http:\/\/127\.0\.0\.1:\d+) passes requests on/);
    return { process, url };
  }

  /** Removes what names the cases of the run. */
  function writeWithoutComments(file: string): string {
    const path = join(createFolder(), 'bare.har');
    const { log } = JSON.parse(readFileSync(file, 'utf8'));
    const entries = log.entries.map((entry: object) => ({ ...entry, comment: '', _conformance: undefined }));
    writeFileSync(path, JSON.stringify({ log: { entries } }));
    return path;
  }

  test.concurrent.each(['shape-empty-omitted', 'error-detail-missing', 'auth-403', undefined])(
    'judges what passes through like its recording (fault %s)',
    async (fault) => {
      const reference = await startReference({ ...(fault !== undefined && { fault }) });
      const { process, url } = await startProxy(reference.url);
      const run = await runSuite(['--seed=1', '--runs=0', `--target=${url}`], {
        POLAR_ACCESS_TOKEN: reference.fixtures.accessToken,
      });
      process.kill('SIGINT');
      const proxied = await process.result;
      await reference.close();
      const judged = await judge(writeWithoutComments(join(run.folder, 'exchanges.har')));
      const failed = listFailed(judged);
      // the rules of suites apply to what this suite has recorded itself
      const ofDocument = listFailed(proxied).filter((id) => !id.includes('/semantics:'));
      expect({ failed: ofDocument, status: proxied.status }).toEqual({
        failed,
        status: judged.status,
      });
      expect(failed.length > 0).toBe(fault !== undefined);
      for (const id of failed)
        expect(proxied.stdout).toMatch(new RegExp(`^failed .* ${id.replace(/[?.*]/g, '.')}$`, 'm'));
      for (const secret of [reference.fixtures.accessToken ?? '', 'polar_oat_'])
        expect(proxied.stdout + readFileSync(join(proxied.folder, 'exchanges.har'), 'utf8')).not.toContain(
          secret,
        );
    },
  );

  test.concurrent('in front of a server that is down is an error, and not a failure', async () => {
    const server = await startServer(respond422);
    server.close();
    const { process, url } = await startProxy(server.url);
    const response = await fetch(`${url}/v1/customer-sessions/`, { method: 'POST', body: '{}' });
    expect({ status: response.status, text: await response.text() }).toMatchObject({ status: 502 });
    process.kill('SIGTERM');
    const { status, results } = await process.result;
    expect({ status, failed: results?.totals.failed }).toEqual({ status: 2, failed: 0 });
  });

  test.concurrent('that no request passed through says so', async () => {
    const { process, url } = await startProxy('http://127.0.0.1:9');
    process.kill('SIGINT');
    const { status, stderr } = await process.result;
    expect(stderr).toContain(`no request has passed through ${url}`);
    expect(status).toBe(2);
  });
});
