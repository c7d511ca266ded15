import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { HostileServer } from '../http/hostile/hostile-server.ts';
import { hostileServers } from '../http/hostile-servers.ts';
import { accessToken } from '../http/sample.ts';
import { thingsText, turningServer } from './things.ts';
import { expectedStatus } from './trial.ts';

// Prints how the suite, started as `npm test` starts it and with its default options, fares against every hostile server, or
// against those whose ids are given.

interface Figure {
  id: string;
  expected: number;
  status: number | null;
  seconds: number;
  mib: number;
  /** Whether what it printed holds a stack trace, or owns to a mistake of ours. */
  crashed: boolean;
}

const preload = pathToFileURL(resolve('bench/peak.mjs')).href;

async function launch(id: string, expected: number, args: readonly string[]): Promise<Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
  const peaks = join(folder, 'peaks');
  const from = performance.now();
  const all = ['--import', 'tsx', '--import', preload, 'cli/main.ts', '--seed=1', ...args];
  const env = { POLAR_ACCESS_TOKEN: accessToken, CONFORMANCE_REPORT_DIR: folder, BENCH_PEAKS: peaks };
  const child = spawn(process.execPath, all, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => printed.push(String(chunk)));
  const status = await new Promise<number | null>((end) => child.on('close', end));
  const crashed = /^\s+at .*:\d+:\d+|The suite itself failed/m.test(printed.join(''));
  const mib = Math.max(...readFileSync(peaks, 'utf8').trim().split('\n').map(Number)) / 1024;
  return { id, expected, status, seconds: (performance.now() - from) / 1000, mib, crashed };
}

async function whole({ id, listen, expected }: HostileServer): Promise<Figure> {
  const { url, close } = await listen();
  const insecure = url.startsWith('http:') && !url.includes('127.0.0.1') ? ['--allow-insecure'] : [];
  const figure = await launch(id, expectedStatus(expected, 'from the start'), [
    `--target=${url}`,
    ...insecure,
  ]);
  await close();
  return figure;
}

async function turning({ id, listen, expected }: HostileServer): Promise<Figure> {
  const hostile = await listen();
  const { url, close } = await turningServer(60, hostile.url.startsWith('http:') ? hostile.port : 0);
  const contract = join(mkdtempSync(join(tmpdir(), 'conformance-')), 'things.json');
  writeFileSync(contract, thingsText);
  const args = [`--target=${url}`, `--contract=${contract}`];
  const figure = await launch(`${id}, after 60 good answers`, expectedStatus(expected, 'later'), args);
  close();
  await hostile.close();
  return figure;
}

const isRight = ({ status, expected, crashed, seconds }: Figure): boolean =>
  status === expected && !crashed && seconds < 60;

const figures: Figure[] = [];
const wanted = process.argv.slice(2);
const chosen = hostileServers.filter(({ id }) => wanted.length === 0 || wanted.includes(id));
const jobs = chosen.flatMap((server) => [() => whole(server), () => turning(server)]);
async function work(): Promise<void> {
  for (let job = jobs.shift(); job; job = jobs.shift()) {
    const figure = await job();
    figures.push(figure);
    const { id, status, seconds, mib } = figure;
    const word = isRight(figure) ? 'right' : 'WRONG';
    console.log(
      `${word}  ${status}  ${seconds.toFixed(1).padStart(5)} s  ${mib.toFixed(0).padStart(5)} MiB  ${id}`,
    );
  }
}
await Promise.all([work(), work()]);

const right = figures.filter(isRight).length;
const worst = (of: (figure: Figure) => number): string => Math.max(...figures.map(of)).toFixed(0);
console.log(
  `${chosen.length} hostile servers, each as the whole target and after 60 good answers: ${right} of ${figures.length} verdicts right, at most ${worst(({ seconds }) => seconds)} s and ${worst(({ mib }) => mib)} MiB`,
);
process.exitCode = right === figures.length ? 0 : 1;
