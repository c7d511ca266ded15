import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { compareResults, type ResultsFile, renderComparison } from '../../../reporters/compare.ts';
import { renderResults } from '../../../reporters/results.ts';
import type { Verdict } from '../../../spec/clauses/verdict.ts';
import { createPassedRecord, createRecord } from './sample-record.ts';

const run = (verdicts: Record<string, Verdict>): ResultsFile => ({
  suite: { version: '0.1.0' },
  clauses: Object.entries(verdicts).map(([id, verdict]) => ({
    id,
    level: 'MUST',
    source: 'a:1',
    says: id,
    verdict,
    reason: 'why',
  })),
});

const titles = (old: Record<string, Verdict>, now: Record<string, Verdict>) => {
  const { worse, changes } = compareResults(run(old), run(now));
  return { worse, changes: Object.fromEntries(changes.map(({ title, clauses }) => [title, clauses.length])) };
};

test.each<[Verdict | undefined, Verdict | undefined, string | undefined, boolean]>([
  ['passed', 'failed', 'newly failing', true],
  ['unverified', 'failed', 'newly failing', true],
  [undefined, 'failed', 'newly failing', true],
  ['passed', 'error', 'newly in error', true],
  ['passed', 'noticed', 'newly noticed', true],
  ['passed', 'unverified', 'newly unverified', true],
  ['failed', 'unverified', 'newly unverified', true],
  ['passed', 'waived', 'newly waived', false],
  ['failed', 'passed', 'fixed', false],
  ['noticed', 'passed', 'fixed', false],
  ['unverified', 'passed', 'newly verified', false],
  ['failed', 'noticed', 'less severe', false],
  [undefined, 'passed', 'new clauses', false],
  ['passed', undefined, 'removed clauses', false],
  ['passed', 'passed', undefined, false],
  ['failed', 'failed', undefined, false],
])('from %s to %s: %s, worse: %s', (old, now, title, worse) => {
  const found = titles(old ? { a: old } : {}, now ? { a: now } : {});
  expect(found).toEqual({ worse, changes: title === undefined ? {} : { [title]: 1 } });
});

test('the text lists each change with clause, source and both verdicts', () => {
  expect(
    renderComparison(compareResults(run({ a: 'passed', b: 'failed' }), run({ a: 'failed', b: 'passed' }))),
  ).toBe(
    'newly failing: 1 clause\n  a  a:1  passed → failed: why\n\nfixed: 1 clause\n  b  a:1  failed → passed\n\nthe new run is worse',
  );
});

const folder = mkdtempSync(join(tmpdir(), 'compare-'));
afterAll(() => rmSync(folder, { recursive: true }));
const write = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const command = (...files: string[]) =>
  spawnSync(process.execPath, ['build/run.mjs', 'compare', ...files], {
    encoding: 'utf8',
  });

test('the command exits with 0, 1 or 2: not worse, worse, invalid input', () => {
  const good = write('good.json', renderResults(createPassedRecord()));
  const bad = write('bad.json', renderResults(createRecord()));
  expect(command(bad, bad).status).toBe(0);
  expect(command(good, bad)).toMatchObject({
    status: 1,
    stdout: expect.stringContaining('newly failing: 5 clauses'),
  });
  const other = command(good, write('other.json', '{"clauses":[]}'));
  expect(other).toMatchObject({ status: 2, stderr: expect.stringContaining('not a results.json') });
  expect(other.stderr).not.toContain('at file:');
});
