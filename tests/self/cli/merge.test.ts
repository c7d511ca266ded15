import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { createFolder, runSuite, type SuiteResult } from './run-suite.ts';

const args = ['--seed=1', '--fault=lax-no-customer', '--runs=60'];
const merge = (...files: string[]): Promise<SuiteResult> => runSuite(['merge', ...files]);
const getFile = ({ folder }: SuiteResult): string => join(folder, 'results.json');

describe('the reports of all shards', () => {
  const runs: SuiteResult[] = [];
  beforeAll(async () => {
    for (const shard of ['1/2', '2/2']) runs.push(await runSuite([...args, `--shard=${shard}`]));
  });

  test('merge into those of a run in one piece', async () => {
    const whole = await runSuite(args);
    const merged = await merge(...runs.map(getFile).reverse());
    const listVerdicts = ({ results }: SuiteResult) =>
      results?.clauses.map(({ id, verdict, source }) => `${verdict} ${id} ${source}`);
    expect(listVerdicts(merged)).toEqual(listVerdicts(whole));
    expect(merged.results?.totals).toEqual(whole.results?.totals);
    expect({ status: merged.status, notes: merged.results?.notes }).toEqual({ status: 1, notes: [] });
    expect(merged.results?.requests).toBe(
      runs.reduce((sum, { results }) => sum + (results?.requests ?? 0), 0),
    );
    // the requests come from the archives of the shards
    expect(merged.stdout).toMatch(/^curl +curl .* -X POST .*\/v1\/customer-sessions\//m);
    const failed = merged.results?.clauses.filter(({ verdict }) => verdict === 'failed') ?? [];
    expect(failed.length).toBeGreaterThan(0);
    for (const { replay = 'none' } of failed)
      expect(JSON.parse(readFileSync(join(merged.folder, replay), 'utf8'))).toMatchObject({ seed: 1 });
  });

  /** Writes a report of the second shard with a change. */
  function writeChanged(change: (text: string) => string): string {
    const file = join(createFolder(), 'results.json');
    writeFileSync(file, change(readFileSync(getFile(runs[1] as SuiteResult), 'utf8')));
    return file;
  }

  test.each<[string, (first: string, second: string) => string[], RegExp]>([
    ['without one of them', (first) => [first], /shard 2 of 2 is missing/],
    ['with one given twice', (first) => [first, first], /shard 1 of 2 is given twice/],
    [
      'of different seeds',
      (first) => [first, writeChanged((text) => text.replace('"seed": 1', '"seed": 2'))],
      /different seed: .* has 1, and .* has 2\. .* same --seed/,
    ],
    [
      'of different contracts',
      (first) => [
        first,
        writeChanged((text) => text.replace('"title": "Polar API"', '"title": "Other API"')),
      ],
      /different contract: .* has Polar API .* has Other API/,
    ],
    [
      'of another number of shards',
      (first) => [first, writeChanged((text) => text.replace('--shard=2/2', '--shard=2/3'))],
      /different number of shards: .* has 2, and .* has 3/,
    ],
    [
      'and of a run without shards',
      (first) => [first, writeChanged((text) => text.replace('"--shard=2/2"', '"--timeout=9s"'))],
      /is not the report of a shard: its run had no --shard/,
    ],
    ['and a missing file', (first) => [first, 'missing.json'], /missing\.json cannot be read: ENOENT/],
    ['and another file', () => ['package.json'], /package\.json is not a results\.json/],
  ])('are rejected %s', async (_, listFiles, message) => {
    const [first, second] = runs.map(getFile);
    const { status, stderr } = await merge(...listFiles(first ?? '', second ?? ''));
    expect(stderr).toMatch(message);
    expect(status).toBe(2);
  });
});
