import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  always,
  answering,
  type Ended,
  launched,
  newFolder,
  refusal,
  token,
  unauthorized,
} from './launched.ts';

const quick = ['--seed=1', '--runs=0'];
const clause = 'customer-sessions:create/201/customer@individual/email:type';
const verdictOf = ({ results }: Ended, id: string) => results?.clauses.find((one) => one.id === id)?.verdict;

describe('two runs at once in one checkout', () => {
  let good: Ended;
  let bad: Ended;
  const step = join(newFolder(), 'step.md');
  const known = join(newFolder(), 'known.yaml');

  beforeAll(async () => {
    [good, bad] = await Promise.all([
      launched(quick),
      launched([...quick, '--fault=null-email', `--write-deviations=${known}`], {
        GITHUB_ACTIONS: 'true',
        GITHUB_STEP_SUMMARY: step,
      }),
    ]);
  });

  test('the reference passes with 0, and the other’s failure is its own', () => {
    expect(good.status).toBe(0);
    expect(good.results).toMatchObject({ complete: true, totals: { failed: 0, error: 0 } });
    expect(good.stdout).toMatch(/^PASSED/);
  });

  test('a violated MUST ends with 1 and says which', () => {
    expect(bad.status).toBe(1);
    expect(verdictOf(bad, clause)).toBe('failed');
    expect(bad.stdout).toContain(`failed ${clause}`);
    expect(bad.stdout).toMatch(/npm test -- --replay=\S+ --fault=null-email/);
  });

  test('nothing is written but the reports', () => {
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

  test('a replay ends with 1 while the failure lasts, and with 0 once it is mended; it leaves the reports', async () => {
    const file = join(bad.folder, bad.results?.clauses.find(({ id }) => id === clause)?.replay ?? 'none');
    const [lasting, mended, all] = await Promise.all([
      launched([`--replay=${file}`, '--fault=null-email']),
      launched([`--replay=${file}`]),
      launched([`--replay=${join(bad.folder, 'replays')}`, '--fault=null-email']),
    ]);
    expect(lasting).toMatchObject({ status: 1, results: undefined });
    expect(lasting.stdout).toMatch(/still fails[\s\S]*received {2}null at \/customer\/email/);
    expect(mended).toMatchObject({ status: 0, stdout: expect.stringMatching(/^passes /) });
    expect(all).toMatchObject({ status: 1, stdout: expect.stringMatching(/still noticed/) });
    expect(readFileSync(file, 'utf8')).toContain(clause);
  });

  test('drafted deviations waive the failure while it lasts, and fail the run once it passes', async () => {
    expect(readFileSync(known, 'utf8')).toContain(
      `- clause: "${clause}"\n  place: "/customer/email$"\n  reason: TODO`,
    );
    const [waived, passing] = await Promise.all([
      launched([...quick, '--fault=null-email', `--deviations=${known}`]),
      launched([...quick, `--deviations=${known}`]),
    ]);
    expect([waived.status, verdictOf(waived, clause)]).toEqual([0, 'waived']);
    expect([passing.status, verdictOf(passing, 'deviations:current')]).toEqual([1, 'failed']);
    expect(passing.stdout).toMatch(/known\.yaml:4 passes again/);
  });
});

test.concurrent('-t and --strict: status and reports are about the selected clauses, and noticed ones fail', async () => {
  const { status, results } = await launched([...quick, '--strict', '-t', 'customer_id:format-strict']);
  expect(status).toBe(1);
  expect(results?.clauses.map(({ id, verdict }) => [id.split('/').at(-1), verdict])).toEqual([
    ['customer_id:format-strict', 'noticed'],
  ]);
});

/** Servers that answer all alike, the exit status, and what becomes of a clause. */
const servers: readonly [
  title: string,
  answer: ReturnType<typeof always>,
  status: number,
  rule: string,
  verdict: string,
][] = [
  ['404 to all', always(404, '{"detail":"Not Found"}'), 1, 'authentication:none', 'failed'],
  ['422 to all', refusal, 1, 'authentication:none', 'failed'],
  ['500 to all', always(500, 'oops', 'text/plain'), 1, 'protocol:no-server-error', 'failed'],
  ['the token refused', unauthorized, 2, 'authentication:none', 'error'],
];

test.concurrent.each(servers)('%s', async (_, answer, expected, rule, verdict) => {
  const server = await answering(answer);
  const id = { POLAR_CUSTOMER_ID: '3d6f0a52-8c1b-4e7a-9b40-000000000001' };
  const args = ['--seed=1', '--max-requests=50', `--target=${server.url}`];
  const ended = await launched(args, { ...token, ...id });
  server.close();
  expect([ended.status, verdictOf(ended, `customer-sessions:create/${rule}`)]).toEqual([expected, verdict]);
  expect(ended.stderr).not.toMatch(/^\s+at /m);
  expect(ended.stdout + ended.stderr).not.toContain(token.POLAR_ACCESS_TOKEN);
});

test.concurrent('a port where nobody listens ends with 2: nothing failed, nothing passed', async () => {
  const server = await answering(always(200, '{}'));
  server.close();
  const { status, results } = await launched([...quick, `--target=${server.url}`], token);
  expect(status).toBe(2);
  expect(results).toMatchObject({ problem: expect.stringContaining('refused'), totals: { failed: 0 } });
});
