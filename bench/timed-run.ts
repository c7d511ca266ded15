import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { command } from './peers/command.ts';

/** What a run of the suite took, from the command to its end. */
export interface TimedRun {
  status: number | null;
  output: string;
  seconds: number;
  /** The most memory that one of its processes took, in MiB. */
  peak: number;
  requests: number;
  /** Of all reports, in MiB. */
  reports: number;
}

const reportFiles = ['index.html', 'junit.xml', 'results.json', 'exchanges.har', 'results.sarif'];

/** Runs `npm test` with these options. @throws where it wrote no report. */
export async function timedRun(
  options: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<TimedRun> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  const peaks = join(folder, 'peaks');
  const preload = `--import=${pathToFileURL(join(import.meta.dirname, 'peak.mjs')).href}`;
  const from = performance.now();
  const { status, output } = await command('npm', ['test', '--', `--report-dir=${folder}`, ...options], {
    env: { ...env, NODE_OPTIONS: preload, BENCH_PEAKS: peaks },
  });
  const seconds = (performance.now() - from) / 1000;
  const kibibytes = (await readFile(peaks, 'utf8')).trim().split('\n').map(Number);
  const texts = await Promise.all(reportFiles.map((file) => readFile(join(folder, file))));
  const { requests } = JSON.parse(await readFile(join(folder, 'results.json'), 'utf8'));
  await rm(folder, { recursive: true, force: true });
  const reports = texts.reduce((sum, { length }) => sum + length, 0) / 2 ** 20;
  return { status, output, seconds, peak: Math.max(...kibibytes) / 1024, requests, reports };
}
