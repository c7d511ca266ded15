import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { absolute, type Section } from './measure.ts';
import { median } from './median.ts';

/** The time from the start of the command to the first request. */
export const startup: Section = {
  name: 'start-up',
  description: 'from the start of `npm test` until the server receives the first request',
  async measure({ rounds }) {
    const seconds = [];
    for (let round = 0; round < rounds; round += 1)
      seconds.push((await measureTimeToFirstRequest([])) ?? Number.POSITIVE_INFINITY);
    return [absolute('start-up to first request', median(seconds), 's', 'less', 1.5)];
  },
};

/** Measures the seconds until `npm test` with these options sends its first request; undefined if it sends none. */
export async function measureTimeToFirstRequest(options: readonly string[]): Promise<number | undefined> {
  const server = createServer((_, response) => response.writeHead(401).end()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a TCP server that listens has an address
  const reports = await mkdtemp(join(tmpdir(), 'bench-'));
  const args = [`--target=http://127.0.0.1:${port}`, `--report-dir=${reports}`, ...options];
  const startedAt = performance.now();
  const child = spawn('npm', ['test', '--', ...args], {
    env: { ...process.env, POLAR_ACCESS_TOKEN: 'polar_oat_bench' },
    stdio: 'ignore',
  });
  const exit = once(child, 'exit');
  const firstRequestAt = await Promise.race([once(server, 'request').then(() => performance.now()), exit]);
  await exit; // the run ends because the server rejects the token
  server.closeAllConnections();
  server.close();
  await rm(reports, { recursive: true, force: true });
  return typeof firstRequestAt === 'number' ? (firstRequestAt - startedAt) / 1000 : undefined;
}
