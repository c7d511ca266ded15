import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runCommand } from './run-command.ts';

/** The cost of one run of `npm test`, from the start of the command to its exit. */
export interface RunMeasurement {
  status: number | null;
  output: string;
  seconds: number;
  /** The peak memory of the largest process, in MiB. */
  peakMemory: number;
  requests: number;
  /** The total size of the reports, in MiB. */
  reportSize: number;
}

const reportFiles = ['index.html', 'junit.xml', 'results.json', 'exchanges.har', 'results.sarif'];

/**
 * Runs `npm test` with these options.
 * @throws {Error} if a report is missing
 */
export async function measureRun(
  options: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<RunMeasurement> {
  const directory = await mkdtemp(join(tmpdir(), 'bench-'));
  const peaksFile = join(directory, 'peaks');
  const preload = `--import=${pathToFileURL(join(import.meta.dirname, 'peak.mjs')).href}`;
  const startedAt = performance.now();
  const { status, output } = await runCommand(
    'npm',
    ['test', '--', `--report-dir=${directory}`, ...options],
    {
      env: { ...env, NODE_OPTIONS: preload, BENCH_PEAKS: peaksFile },
    },
  );
  const seconds = (performance.now() - startedAt) / 1000;
  const peaks = (await readFile(peaksFile, 'utf8')).trim().split('\n').map(Number);
  const reports = await Promise.all(reportFiles.map((file) => readFile(join(directory, file))));
  const { requests } = JSON.parse(await readFile(join(directory, 'results.json'), 'utf8'));
  await rm(directory, { recursive: true, force: true });
  const reportSize = reports.reduce((sum, { length }) => sum + length, 0) / 2 ** 20;
  return { status, output, seconds, peakMemory: Math.max(...peaks) / 1024, requests, reportSize };
}
