import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  createFolder,
  respond401,
  respond422,
  respondWith,
  runSuite,
  type SuiteResult,
  startServer,
  tokenEnvironment,
} from './run-suite.ts';

const quick = ['--seed=1', '--runs=0'];
const clause = 'customer-sessions:create/201/customer@individual/email:type';
const findVerdict = ({ results }: SuiteResult, id: string) =>
  results?.clauses.find((one) => one.id === id)?.verdict;

describe('two concurrent runs in one checkout', () => {
  let good: SuiteResult;
  let bad: SuiteResult;
  const step = join(createFolder(), 'step.md');
  const known = join(createFolder(), 'known.yaml');

  beforeAll(async () => {
    [good, bad] = await Promise.all([
      runSuite(quick),
      runSuite([...quick, '--fault=null-email', `--write-deviations=${known}`], {
        GITHUB_ACTIONS: 'true',
        GITHUB_STEP_SUMMARY: step,
      }),
    ]);
  });

  test('do not affect each other: the reference passes with 0', () => {
    expect(good.status).toBe(0);
    expect(good.results).toMatchObject({ complete: true, totals: { failed: 0, error: 0 } });
    expect(good.stdout).toMatch(/^PASSED/);
  });

  test('a failed MUST clause exits with 1 and is named', () => {
    expect(bad.status).toBe(1);
    expect(findVerdict(bad, clause)).toBe('failed');
    expect(bad.stdout).toMatch(/^FAILED MUST {2}`customer.email` is null, not a string$/m);
    expect(bad.stdout).toContain(clause);
    expect(bad.stdout).toMatch(/npm test -- --replay=\S+ --fault=null-email/);
  });

  test('only the reports are written', () => {
    expect(readdirSync(good.folder).sort()).toEqual(
      [
        'badge.svg',
        'exchanges.har',
        'index.html',
        'junit.xml',
        'replays',
        'results.json',
        'results.sarif',
        'summary.md',
      ].sort(),
    );
  });

  test('on GitHub, failures are annotated and the summary is appended', () => {
    expect(bad.stdout).toMatch(/^::error file=spec\/openapi\.yaml,line=\d+,/m);
    expect(bad.stdout).toMatch(/^::stop-commands::(\S+)\n[\s\S]*^::\1::\n[\s\S]*::error/m);
    expect(readFileSync(step, 'utf8')).toContain('# Conformance failed');
    expect(good.stdout).not.toContain('::error');
  });

  test('a replay exits with 1 while the failure persists and with 0 once it is fixed, and keeps the reports', async () => {
    const file = join(bad.folder, bad.results?.clauses.find(({ id }) => id === clause)?.replay ?? 'none');
    const [failing, fixed, folder] = await Promise.all([
      runSuite([`--replay=${file}`, '--fault=null-email']),
      runSuite([`--replay=${file}`]),
      runSuite([`--replay=${join(bad.folder, 'replays')}`, '--fault=null-email']),
    ]);
    expect(failing).toMatchObject({ status: 1, results: undefined });
    expect(failing.stdout).toMatch(/still fails[\s\S]*received {2}null at \/customer\/email/);
    expect(fixed).toMatchObject({ status: 0, stdout: expect.stringMatching(/^passes /) });
    expect(folder).toMatchObject({ status: 1, stdout: expect.stringMatching(/still noticed/) });
    expect(readFileSync(file, 'utf8')).toContain(clause);
  });

  test('drafted known failures waive the failure, and fail the run once the clause passes', async () => {
    expect(readFileSync(known, 'utf8')).toContain(
      `- clause: "${clause}"\n  place: "/customer/email$"\n  reason: TODO`,
    );
    const [waived, passing] = await Promise.all([
      runSuite([...quick, '--fault=null-email', `--deviations=${known}`]),
      runSuite([...quick, `--deviations=${known}`]),
    ]);
    expect([waived.status, findVerdict(waived, clause)]).toEqual([0, 'waived']);
    expect([passing.status, findVerdict(passing, 'deviations:current')]).toEqual([1, 'failed']);
    expect(passing.stdout).toMatch(/known\.yaml:4 passes again/);
  });
});

test.concurrent('-t restricts exit status and reports to the selected clauses; --strict fails noticed ones', async () => {
  const { status, results } = await runSuite([...quick, '--strict', '-t', 'customer_id:format-strict']);
  expect(status).toBe(1);
  expect(results?.clauses.map(({ id, verdict }) => [id.split('/').at(-1), verdict])).toEqual([
    ['customer_id:format-strict', 'noticed'],
  ]);
});

/** Servers with one response, the exit status, and the verdict of a clause. */
const servers: readonly [
  title: string,
  answer: ReturnType<typeof respondWith>,
  status: number,
  rule: string,
  verdict: string,
][] = [
  ['404 for all requests', respondWith(404, '{"detail":"Not Found"}'), 2, 'authentication:none', 'error'],
  ['422 for all requests', respond422, 1, 'authentication:none', 'failed'],
  ['500 for all requests', respondWith(500, 'oops', 'text/plain'), 1, 'protocol:no-server-error', 'failed'],
  ['a rejected token', respond401, 2, 'authentication:none', 'error'],
];

test.concurrent.each(servers)('%s', async (_, answer, expected, rule, verdict) => {
  const server = await startServer(answer);
  const id = { POLAR_CUSTOMER_ID: '3d6f0a52-8c1b-4e7a-9b40-000000000001' };
  const args = ['--seed=1', '--max-requests=50', `--target=${server.url}`];
  const ended = await runSuite(args, { ...tokenEnvironment, ...id });
  server.close();
  expect([ended.status, findVerdict(ended, `customer-sessions:create/${rule}`)]).toEqual([expected, verdict]);
  expect(ended.stderr).not.toMatch(/^\s+at /m);
  expect(ended.stdout + ended.stderr).not.toContain(tokenEnvironment.POLAR_ACCESS_TOKEN);
});

test.concurrent('a refused connection exits with 2, without passed or failed clauses', async () => {
  const server = await startServer(respondWith(200, '{}'));
  server.close();
  const { status, results } = await runSuite([...quick, `--target=${server.url}`], tokenEnvironment);
  expect(status).toBe(2);
  expect(results).toMatchObject({ problem: expect.stringContaining('refused'), totals: { failed: 0 } });
});
