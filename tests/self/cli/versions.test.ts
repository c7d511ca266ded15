import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runSuite } from './run-suite.ts';

const versions = ['--api-version=2026-04', '--api-version=2026-10'];

describe('a run of several versions', () => {
  it('writes the reports of each, and one that says what differs', async () => {
    const { status, stdout, folder } = await runSuite([
      ...[...versions, '--runs=0', '--max-requests=120', '--seed=1', '--fault=version-no-billing-name'],
    ]);
    expect(status).toBe(1);
    const comparison = readFileSync(join(folder, 'versions.md'), 'utf8');
    expect(comparison).toContain('| result | passed | failed |');
    const [row] = comparison.split('\n').filter((line) => line.includes('individual/billing_name:required'));
    expect(row).toMatch(/\| passed \| failed: `` `customer.billing_name` is missing `` \|$/);
    expect(stdout).toMatch(
      /What differs:\nMUST {2}customer-sessions:create\/201\/customer@individual\/billing_name:required\n/,
    );
    for (const version of ['2026-04', '2026-10']) {
      const { contract } = JSON.parse(readFileSync(join(folder, version, 'results.json'), 'utf8'));
      expect(contract.version).toBe(version);
    }
  });

  it.each([
    [
      [...versions, '--contract=spec/openapi.yaml', '--target=reference'],
      /--contract allows only one version/,
    ],
    [[...versions, '--reporter=verbose'], /--reporter allows only one version/],
    [[...versions, '--api-version=2026-04'], /--api-version=2026-04 is given twice/],
    [[...versions, '--api-version=2026-01'], /no version 2026-01/],
    [[...versions, '--list'], /only a run of the command line takes several/],
  ])('is rejected before anything is sent: %j', async (args, message) => {
    const { status, stdout, stderr } = await runSuite(args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });
});
