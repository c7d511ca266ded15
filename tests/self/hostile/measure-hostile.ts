import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve as resolvePath } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { HostileServer } from '../http/hostile/hostile-server.ts';
import { hostileServers } from '../http/hostile-servers.ts';
import { accessToken } from '../http/test-client.ts';
import { getExpectedStatus } from './run-in-process.ts';
import { startTurningServer, thingsDocument } from './things-server.ts';

// Runs the suite, started as `npm test` starts it and with default options, against every hostile server, or against
// those whose ids are given, and prints exit status, duration and memory of each run.

interface Measurement {
  id: string;
  expected: number;
  status: number | null;
  seconds: number;
  mib: number;
  /** Whether the output contains a stack trace or reports an error of the suite itself. */
  hasCrashed: boolean;
}

const preload = pathToFileURL(resolvePath('bench/peak.mjs')).href;

async function measureRun(id: string, expected: number, args: readonly string[]): Promise<Measurement> {
  const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
  const peaks = join(folder, 'peaks');
  const from = performance.now();
  const nodeArgs = ['--import', preload, 'build/run.mjs', '--seed=1', ...args];
  const env = { POLAR_ACCESS_TOKEN: accessToken, CONFORMANCE_REPORT_DIR: folder, BENCH_PEAKS: peaks };
  const child = spawn(process.execPath, nodeArgs, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => output.push(String(chunk)));
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  const hasCrashed = /^\s+at .*:\d+:\d+|The suite itself failed/m.test(output.join(''));
  const mib = Math.max(...readFileSync(peaks, 'utf8').trim().split('\n').map(Number)) / 1024;
  return { id, expected, status, seconds: (performance.now() - from) / 1000, mib, hasCrashed };
}

async function measureWholeRun({ id, start, expected }: HostileServer): Promise<Measurement> {
  const { url, close } = await start();
  const insecure = url.startsWith('http:') && !url.includes('127.0.0.1') ? ['--allow-insecure'] : [];
  const measurement = await measureRun(id, getExpectedStatus(expected, 'from the start'), [
    `--target=${url}`,
    ...insecure,
  ]);
  await close();
  return measurement;
}

async function measureTurningServer({ id, start, expected }: HostileServer): Promise<Measurement> {
  const hostile = await start();
  const { url, close } = await startTurningServer(60, hostile.url.startsWith('http:') ? hostile.port : 0);
  const contract = join(mkdtempSync(join(tmpdir(), 'conformance-')), 'things.json');
  writeFileSync(contract, thingsDocument);
  const args = [`--target=${url}`, `--contract=${contract}`];
  const measurement = await measureRun(
    `${id}, after 60 good responses`,
    getExpectedStatus(expected, 'later'),
    args,
  );
  close();
  await hostile.close();
  return measurement;
}

const isExpected = ({ status, expected, hasCrashed, seconds }: Measurement): boolean =>
  status === expected && !hasCrashed && seconds < 60;

const measurements: Measurement[] = [];
const ids = process.argv.slice(2);
const chosen = hostileServers.filter(({ id }) => ids.length === 0 || ids.includes(id));
const jobs = chosen.flatMap((server) => [() => measureWholeRun(server), () => measureTurningServer(server)]);
async function runJobs(): Promise<void> {
  for (let job = jobs.shift(); job; job = jobs.shift()) {
    const measurement = await job();
    measurements.push(measurement);
    const { id, status, seconds, mib } = measurement;
    const mark = isExpected(measurement) ? 'right' : 'WRONG';
    console.log(
      `${mark}  ${status}  ${seconds.toFixed(1).padStart(5)} s  ${mib.toFixed(0).padStart(5)} MiB  ${id}`,
    );
  }
}
await Promise.all([runJobs(), runJobs()]);

const right = measurements.filter(isExpected).length;
const formatMax = (select: (measurement: Measurement) => number): string =>
  Math.max(...measurements.map(select)).toFixed(0);
console.log(
  `${chosen.length} hostile servers, each from the first request and after 60 good responses: ${right} of ${measurements.length} exit statuses right, at most ${formatMax(({ seconds }) => seconds)} s and ${formatMax(({ mib }) => mib)} MiB`,
);
process.exitCode = right === measurements.length ? 0 : 1;
