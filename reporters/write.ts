import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { badge } from './badge.ts';
import { har } from './har.ts';
import { page } from './html/page.ts';
import { junit } from './junit.ts';
import type { RunRecord } from './record.ts';
import { replayFiles } from './replays.ts';
import { results } from './results.ts';
import { sarif } from './sarif.ts';
import { summary } from './summary.ts';

/** Every report: its file below the report folder, and the pure function that writes it. */
export const reports: readonly { file: string; render: (record: RunRecord) => string }[] = [
  { file: 'index.html', render: page },
  { file: 'junit.xml', render: junit },
  { file: 'results.json', render: results },
  { file: 'exchanges.har', render: har },
  { file: 'results.sarif', render: sarif },
  { file: 'summary.md', render: summary },
  { file: 'badge.svg', render: badge },
];

/** Written beside its place and renamed: a reader sees the old report or the whole new one, never half of it. */
async function writeAtomically(path: string, text: string): Promise<string> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(temporary, text);
  await rename(temporary, path);
  return path;
}

/** Replays of former runs would be taken for this run's; files that are not ours stay. */
async function removeStaleReplays(directory: string, current: ReadonlySet<string>): Promise<void> {
  const folder = join(directory, 'replays');
  const files = await readdir(folder).catch(() => []); // no folder, nothing stale
  const stale = files.filter((file) => /-[0-9a-f]{8}\.json$/.test(file) && !current.has(`replays/${file}`));
  await Promise.all(stale.map((file) => rm(join(folder, file), { force: true })));
}

/**
 * Writes every report and replay of a run into a folder, which it creates, and returns their paths.
 * @throws what the file system throws, such as EACCES.
 */
export async function writeReports(record: RunRecord, directory: string): Promise<string[]> {
  const replays = replayFiles(record);
  await removeStaleReplays(directory, new Set(replays.map(({ file }) => file)));
  const paths: string[] = [];
  // One after the other: of a large document a report is tens of megabytes, and there may be thousands of replays.
  for (const { file, render } of reports)
    paths.push(await writeAtomically(join(directory, file), render(record)));
  for (const { file, text } of replays) paths.push(await writeAtomically(join(directory, file), text));
  return paths;
}
