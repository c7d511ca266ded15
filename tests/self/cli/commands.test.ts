import { expect, test } from 'vitest';
import { runSuite } from './run-suite.ts';

test.concurrent('--list prints one line for each clause that -t selects: level, source, id, description', async () => {
  const { status, stdout } = await runSuite(['--list', '-t', 'individual/email']);
  expect(status).toBe(0);
  expect(stdout).toMatch(
    /^ {2}MUST {4}spec\/openapi\.yaml:\d+ {2}customer-sessions:create\/201\/customer@individual\/email:type {2}`customer\.email` is/m,
  );
  expect(stdout).not.toContain('authentication:none');
});

test.concurrent('--explain accepts the end of an id and prints source, method, common causes and requirements', async () => {
  const { status, stdout } = await runSuite(['--explain=customer@individual/email:type']);
  expect(status).toBe(0);
  expect(stdout).toMatch(/> \d+ \| +type: string/);
  for (const part of ['Source', 'Method', 'Common causes of failure', 'Requirements', 'POLAR_CUSTOMER_ID'])
    expect(stdout).toContain(part);
});

test.concurrent('--dry-run prints the plan, the duration and the side effects for a remote target, without a token', async () => {
  const { status, stdout } = await runSuite(['--dry-run', '--target=sandbox', '--seed=1']);
  expect(status).toBe(0);
  const requests =
    stdout.match(/^ +\d+ [A-Z]+ https:\/\/sandbox-api\.polar\.sh\/v1\/customer-sessions\//gm) ?? [];
  expect(requests.length).toBeGreaterThan(60);
  expect(requests.length).toBeLessThan(91);
  expect(stdout).toMatch(/Nothing was sent, not even discovery/);
  expect(stdout).toMatch(/at most 90 in total, .* about \d+ s/);
  expect(stdout).toContain('Side effects of a run');
  expect(stdout).toContain('Bearer ‹access token›');
  expect(stdout).toMatch(
    /a valid request with unusual spellings of scheme, media type and JSON\n +expected status: 2XX/,
  );
});
