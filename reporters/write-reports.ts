import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { renderBadge } from './badge.ts';
import { renderHar } from './har.ts';
import { renderPage } from './html/page.ts';
import { renderJunit } from './junit.ts';
import type { RunRecord } from './record.ts';
import { createReplayFiles } from './replays.ts';
import { renderResults } from './results.ts';
import { renderSarif } from './sarif.ts';
import { renderSummary } from './summary.ts';

/** All reports: the file in the report folder and the function that renders it. */
export const reports: readonly { file: string; render: (record: RunRecord) => string }[] = [
  { file: 'index.html', render: renderPage },
  { file: 'junit.xml', render: renderJunit },
  { file: 'results.json', render: renderResults },
  { file: 'exchanges.har', render: renderHar },
  { file: 'results.sarif', render: renderSarif },
  { file: 'summary.md', render: renderSummary },
  { file: 'badge.svg', render: renderBadge },
];

/** Writes a temporary file and renames it, so that readers never see an incomplete report. */
async function writeAtomically(path: string, text: string): Promise<string> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(temporary, text);
  await rename(temporary, path);
  return path;
}

/** Removes the replays of earlier runs. Files with other names are kept. */
async function removeStaleReplays(directory: string, current: ReadonlySet<string>): Promise<void> {
  const folder = join(directory, 'replays');
  const files = await readdir(folder).catch(() => []); // the folder does not exist yet
  const stale = files.filter((file) => /-[0-9a-f]{8}\.json$/.test(file) && !current.has(`replays/${file}`));
  await Promise.all(stale.map((file) => rm(join(folder, file), { force: true })));
}

/**
 * Writes all reports and replays of a run into a folder, which is created if necessary. Returns their paths.
 * @throws the error of the file system, such as EACCES.
 */
export async function writeReports(record: RunRecord, directory: string): Promise<string[]> {
  const replays = createReplayFiles(record);
  await removeStaleReplays(directory, new Set(replays.map(({ file }) => file)));
  const paths: string[] = [];
  // One report after the other, to bound memory: for a large contract, a report takes tens of megabytes, and there may
  // be thousands of replays.
  for (const { file, render } of reports)
    paths.push(await writeAtomically(join(directory, file), render(record)));
  for (const { file, text } of replays) paths.push(await writeAtomically(join(directory, file), text));
  return paths;
}
