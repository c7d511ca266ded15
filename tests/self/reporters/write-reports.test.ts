import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createReplayFiles } from '../../../reporters/replays.ts';
import { reports, writeReports } from '../../../reporters/write-reports.ts';
import { createPassedRecord, createRecord } from './sample-record.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reports-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('all reports and replays are written into a new folder, and nothing else', async () => {
  const record = createRecord();
  const directory = join(folder, 'a', 'b');
  const files = await writeReports(record, directory);
  const expected = [...reports, ...createReplayFiles(record)].map(({ file }) => join(directory, file));
  expect(files.sort()).toEqual(expected.sort());
  const found = await readdir(directory, { recursive: true, withFileTypes: true });
  expect(
    found
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort(),
  ).toEqual(expected);
});

test('replays of an earlier run are removed, other files are kept', async () => {
  await writeReports(createRecord(), folder);
  await writeFile(join(folder, 'replays', 'mine.json'), '{}');
  await writeReports(createPassedRecord(), folder);
  expect(await readdir(join(folder, 'replays'))).toEqual(['mine.json']);
});

test('a replay has the smallest case and the data to repeat it', () => {
  const [first] = createReplayFiles(createRecord());
  expect(JSON.parse(first?.text ?? '')).toMatchObject({
    suite: '0.1.0',
    contract: { title: 'Polar API', version: '0.1.0' },
    target: 'http://127.0.0.1:8000',
    seed: 42,
    clause: 'customer-sessions:create/201/customer(individual)/email/type',
    cases: [{ id: 'customer-sessions:create/valid/2' }],
  });
});

test('concurrent writes leave a complete report', async () => {
  await mkdir(folder, { recursive: true });
  await Promise.all([writeReports(createRecord(), folder), writeReports(createPassedRecord(), folder)]);
  const text = await readFile(join(folder, 'results.json'), 'utf8');
  expect(() => JSON.parse(text)).not.toThrow();
});
