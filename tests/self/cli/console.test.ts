import { expect, test } from 'vitest';
import { launched } from './launched.ts';

test.concurrent('--list prints each clause on a line, with level, source and statement; -t selects', async () => {
  const { status, stdout } = await launched(['--list', '-t', 'individual/email']);
  expect(status).toBe(0);
  expect(stdout).toMatch(
    /^ {2}MUST {4}spec\/openapi\.yaml:\d+ {2}customer-sessions:create\/201\/customer@individual\/email:type {2}`customer\.email` is/m,
  );
  expect(stdout).not.toContain('authentication:none');
});

test.concurrent('--explain tells source, excerpt, judging, usual causes and needs, of the last part of an id too', async () => {
  const { status, stdout } = await launched(['--explain=customer@individual/email:type']);
  expect(status).toBe(0);
  expect(stdout).toMatch(/> \d+ \| +type: string/);
  for (const part of [
    'Where it comes from',
    'How it is judged',
    'What usually breaks it',
    'POLAR_CUSTOMER_ID',
  ])
    expect(stdout).toContain(part);
});

test.concurrent('--dry-run prints the plan of a remote target without a token, the time it takes and what it leaves', async () => {
  const { status, stdout } = await launched(['--dry-run', '--target=sandbox', '--seed=1']);
  expect(status).toBe(0);
  const requests =
    stdout.match(/^ +\d+ [A-Z]+ https:\/\/sandbox-api\.polar\.sh\/v1\/customer-sessions\//gm) ?? [];
  expect(requests.length).toBeGreaterThan(60);
  expect(requests.length).toBeLessThan(91);
  expect(stdout).toMatch(/Nothing was sent, not even discovery/);
  expect(stdout).toMatch(/at most 90 in all, .* about \d+ s/);
  expect(stdout).toContain('What a run leaves behind');
  expect(stdout).toContain('Bearer ‹access token›');
});
