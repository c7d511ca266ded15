import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runSuite } from './run-suite.ts';

test.concurrent('--sdk adds to each failure what the SDK does with it, and leaves the exit status as it is', async () => {
  const args = ['--api-version=2026-10', '--seed=1', '--runs=0', '--max-requests=30'];
  const sdks = ['--sdk=node_modules/polar-sdk-0-49', '--sdk=node_modules/polar-sdk-1-0'];
  const { status, stdout, folder } = await runSuite([...args, ...sdks, '--fault=null-email']);
  expect(status).toBe(1);
  const lines = [
    '@polar-sh/sdk 0.49.0: throws ResponseValidationError (customer.email: Invalid input)',
    '@polar-sh/sdk 1.0.1: accepts it silently',
  ];
  expect(stdout).toContain(`consumers ${lines[0]}\n          ${lines[1]}\n`);
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  expect(page).toContain('<b>@polar-sh/sdk 1.0.1</b>: accepts it silently');
  expect(readFileSync(join(folder, 'summary.md'), 'utf8')).toContain('- `@polar-sh/sdk 0.49.0: of ');
});

test.concurrent('a folder without an SDK is an error before the first request', async () => {
  const { status, stderr } = await runSuite(['--sdk=spec', '--seed=1']);
  expect(status).toBe(2);
  expect(stderr).toContain('--sdk: spec has no SDK that the suite can call. Give the folder of');
});
