import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { exportTest } from '../../../../cli/commands/export.ts';
import { parseOptions } from '../../../../cli/parse-options.ts';
import { createReference, type ReferenceServer, runConformance } from '../../../../library/index.ts';
import { root } from '../../docs/repository.ts';

const secret = `polar_oat_${'canary'.repeat(6)}`;
const tokens = { accessToken: secret, unscopedAccessToken: `polar_oat_${'unscoped'.repeat(4)}` };

/** One fault for each way in which an exported test judges a response, and for wrong credentials. */
const failures = [
  { fault: 'null-email', clause: '201/customer@individual/email:type' },
  { fault: 'lax-return-url-any-string', clause: 'CustomerSessionCustomerIDCreate/return_url@string:format' },
  { fault: 'auth-any-polar', clause: 'authentication:unknown' },
  { fault: 'media-script', clause: 'protocol:media-type' },
] as const;

const folder = mkdtempSync(join(tmpdir(), 'conformance-export-'));
const references: ReferenceServer[] = [];

/** Runs the suite against the reference with a fault, and writes the reports. */
async function writeReports(fault: string): Promise<string> {
  const reports = join(folder, fault);
  await (await runConformance({ fault, seed: 1, runs: 0, maxRequests: 90 })).writeReports(reports);
  return reports;
}

const runExport = (...args: string[]): Promise<number> => exportTest(parseOptions(['export', ...args], {}));

beforeAll(async () => {
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const alias = JSON.stringify({ 'polar-conformance': join(root, 'library/index.ts') });
  writeFileSync(join(folder, 'vitest.config.mjs'), `export default { resolve: { alias: ${alias} } };`);
  for (const { fault, clause } of failures) {
    const reports = await writeReports(fault);
    const reference = await createReference({ fault, tokens });
    references.push(reference);
    const out = join(folder, `${fault}.test.mjs`);
    await runExport(clause, `--report-dir=${reports}`, `--target=${reference.url}`, `--out=${out}`);
  }
}, 120_000);
afterAll(() => Promise.all(references.map((reference) => reference.close())));

interface Outcome {
  file: string;
  status: string;
  message: string;
}

/** Runs the exported tests with vitest, as a user does. */
async function runVitest(variables: NodeJS.ProcessEnv): Promise<Outcome[]> {
  const { NODE_OPTIONS: _, VITEST: __, ...env } = process.env;
  const output = join(folder, 'results.json');
  const quick = ['--pool=threads', '--no-isolate', '--no-file-parallelism'];
  const args = ['vitest', 'run', ...quick, '--reporter=json', `--outputFile=${output}`];
  // vitest exits with 1 if a test fails: its report decides
  await new Promise((resolve) =>
    execFile('npx', args, { cwd: folder, env: { ...env, ...variables } }, resolve),
  );
  const { testResults } = JSON.parse(readFileSync(output, 'utf8')) as {
    testResults: { name: string; assertionResults: { status: string; failureMessages: string[] }[] }[];
  };
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ status, failureMessages }) => ({
      ...{ file: name.slice(folder.length + 1), status, message: failureMessages.join() },
    })),
  );
}

describe('exported tests', () => {
  test('fail against a server with the fault, because of the clause', async () => {
    const outcomes = await runVitest({ POLAR_ACCESS_TOKEN: secret });
    expect(outcomes).toHaveLength(failures.length);
    for (const { file, status, message } of outcomes) {
      expect(status, file).toBe('failed');
      expect(message, file).not.toMatch(/cannot be judged|Set [A-Z]/);
    }
  });

  test('pass against a server without the fault', async () => {
    const reference = await createReference({ tokens });
    onTestFinished(() => reference.close());
    const outcomes = await runVitest({ POLAR_ACCESS_TOKEN: secret, CONFORMANCE_TARGET: reference.url });
    expect(outcomes.map(({ file, status }) => `${file} ${status}`).sort()).toEqual(
      failures.map(({ fault }) => `${fault}.test.mjs passed`).sort(),
    );
  });

  test('contain no secret, and import vitest alone where plain conditions suffice', () => {
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.test.mjs'))) {
      const text = readFileSync(join(folder, file), 'utf8');
      expect(text, file).not.toMatch(/polar_[a-z]+_\w{8}/);
      const imported = [...text.matchAll(/^import .* from '(.*)';$/gm)].map(([, name]) => name);
      expect(imported, file).toEqual(file.startsWith('media') ? ['polar-conformance', 'vitest'] : ['vitest']);
    }
  });
});

describe('a failure is not exported', () => {
  test('if it depends on several responses', async () => {
    const reports = await writeReports('token-access');
    await expect(runExport('semantics:token-fresh', `--report-dir=${reports}`)).rejects.toThrow(
      'semantics:token-fresh: it depends on several responses. Keep its replay instead',
    );
    await expect(runExport('authentication:secret-kept', `--report-dir=${reports}`)).rejects.toThrow(
      'it compares values that only the suite knows',
    );
  });

  test('if no replay, or those of several clauses, have the name', async () => {
    const reports = join(folder, 'null-email');
    await expect(runExport('nothing', `--report-dir=${folder}`)).rejects.toThrow(
      /nothing is not a file, and .*replays has no replays/,
    );
    await expect(runExport('emial:type', `--report-dir=${reports}`)).rejects.toThrow(
      /export: no clause has the id `emial:type`\. Did you mean .*email:type\?/,
    );
    const otherReports = await writeReports('null-metadata');
    await expect(runExport('metadata:type', `--report-dir=${otherReports}`)).rejects.toThrow(
      /2 ids end with `metadata:type`\. Type more of the id:\n/,
    );
  });
});
