import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { replayFiles } from '../../../reporters/replays.ts';
import { reports, writeReports } from '../../../reporters/write.ts';
import { passedRecord, sampleRecord } from './sample-record.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reports-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('every report and replay is written into a folder that is created, and nothing else', async () => {
  const record = sampleRecord();
  const directory = join(folder, 'a', 'b');
  const files = await writeReports(record, directory);
  const expected = [...reports, ...replayFiles(record)].map(({ file }) => join(directory, file));
  expect(files.sort()).toEqual(expected.sort());
  const found = await readdir(directory, { recursive: true, withFileTypes: true });
  expect(
    found
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort(),
  ).toEqual(expected);
});

test('replays of a former run are removed, files of others stay', async () => {
  await writeReports(sampleRecord(), folder);
  await writeFile(join(folder, 'replays', 'mine.json'), '{}');
  await writeReports(passedRecord(), folder);
  expect(await readdir(join(folder, 'replays'))).toEqual(['mine.json']);
});

test('a replay holds the smallest case, and what makes it repeatable', () => {
  const [first] = replayFiles(sampleRecord());
  expect(JSON.parse(first?.text ?? '')).toMatchObject({
    suite: '0.1.0',
    contract: { title: 'Polar API', version: '0.1.0' },
    target: 'http://127.0.0.1:8000',
    seed: 42,
    clause: 'customer-sessions:create/201/customer(individual)/email/type',
    cases: [{ id: 'customer-sessions:create/valid/2' }],
  });
});

test('a report replaces the former one whole', async () => {
  await mkdir(folder, { recursive: true });
  await Promise.all([writeReports(sampleRecord(), folder), writeReports(passedRecord(), folder)]);
  const text = await readFile(join(folder, 'results.json'), 'utf8');
  expect(() => JSON.parse(text)).not.toThrow();
});
