import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Rule } from '../../../library/config.ts';
import { createReference, loadContract, runConformance, UsageError } from '../../../library/index.ts';

const contract = await loadContract('docs/examples/openapi.yaml');
const fixtures = { getLamp: { path: { id: 7 } } };

const serveLamp = (lamp: unknown) => ({
  fetch: ({ method, url }: Request) => {
    const isLamp = method === 'GET' && new URL(url).pathname === '/lamps/7';
    return isLamp ? Response.json(lamp) : new Response(null, { status: 404 });
  },
});

test('runConformance tests an application in this process and returns the verdict of each clause', async () => {
  const target = serveLamp({ id: 7, name: 'Desk lamp' });
  const result = await runConformance({ contract, target, fixtures, seed: 1, runs: 20 });
  const { status, seed, clauses, totals } = result;
  expect({ status, seed, failed: totals.failed }).toMatchObject({ seed: 1 });
  expect(clauses.find(({ id }) => id === 'getLamp/200/name:type')).toMatchObject({
    verdict: 'passed',
    level: 'MUST',
    source: expect.stringMatching(/openapi\.yaml:\d+/),
  });
});

test('a failed clause has its report, and the reports can be written', async () => {
  const result = await runConformance({ contract, target: serveLamp({ id: 7 }), fixtures, seed: 1, runs: 0 });
  expect(result.status).toBe('failed');
  const failed = result.clauses.find(({ id }) => id === 'getLamp/200/name:required');
  expect(failed?.message).toContain('`name` is missing');
  const folder = mkdtempSync(join(tmpdir(), 'conformance-library-'));
  await result.writeReports(folder);
  expect(existsSync(join(folder, 'junit.xml'))).toBe(true);
  rmSync(folder, { recursive: true });
});

test('rules and hooks are those of a configuration', async () => {
  const statuses: string[] = [];
  const result = await runConformance({
    ...{ contract, target: serveLamp({ id: 7, name: 'Desk lamp' }), seed: 1, runs: 0 },
    testNamePattern: 'rule:',
    hooks: {
      beforeRun: () => ({ fixtures }),
      afterRun: ({ status }) => statuses.push(status),
    },
    rules: [
      { id: 'found', description: 'a lamp is found', judge: () => 'pass' },
      { id: 'big', level: 'SHOULD', description: 'a lamp is big', judge: () => 'the lamp is small' },
    ],
  });
  expect(result).toMatchObject({
    status: 'passed',
    clauses: [
      { id: 'getLamp/rule:found', verdict: 'passed' },
      { id: 'getLamp/rule:big', verdict: 'noticed' },
    ],
  });
  expect(statuses).toEqual(['passed']);
  await expect(runConformance({ contract, target: serveLamp(7), rules: [{} as Rule] })).rejects.toThrow(
    /^`rules\[0\]\.id` is missing\. It must be a name/,
  );
});

test('options are validated as those of the command line, before anything is sent', async () => {
  const target = { fetch: () => Promise.reject(new Error('called')) };
  await expect(runConformance({ contract, target, maxRequests: 0 })).rejects.toThrow(UsageError);
  await expect(runConformance({ contract, target, maxRequests: 0 })).rejects.toThrow(/^maxRequests must be/);
  await expect(runConformance({ contract, target, fixtures: { getLmap: {} } })).rejects.toThrow(/getLamp/);
});

test('createReference starts a server that the suite passes, and a fault is found in it', async () => {
  const reference = await createReference();
  const { accessToken = '' } = reference.fixtures;
  const response = await fetch(`${reference.url}/v1/customers/`, {
    headers: { authorization: `Bearer ${accessToken}` },
  });
  expect(response.status).toBe(200);
  await reference.close();
  const result = await runConformance({ fault: 'null-avatar-of-team', seed: 1, runs: 0 });
  expect(result).toMatchObject({ status: 'failed', totals: { failed: 1 } });
});

test('apiVersion selects a version of the suite, and must be that of a given contract', async () => {
  const result = await runConformance({
    apiVersion: '2026-10',
    fault: 'version-no-billing-name',
    seed: 1,
    runs: 0,
  });
  const failed = result.clauses.filter(({ verdict }) => verdict === 'failed').map(({ id }) => id);
  expect(failed).toEqual([
    'customer-sessions:create/201/customer@individual/billing_name:required',
    'customer-sessions:create/201/customer@team/billing_name:required',
  ]);
  await expect(runConformance({ contract, apiVersion: '2026-10' })).rejects.toThrow(/not 2026-10/);
  await expect(runConformance({ apiVersion: ['2026-04', '2026-10'] })).rejects.toThrow(/Give one version/);
});
