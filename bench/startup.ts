import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { absolute, type Section } from './measure.ts';
import { median } from './median.ts';

/** From the command to the first request. */
export const startup: Section = {
  name: 'start-up',
  says: 'from `npm test` to its first request, seen at a server that notes it',
  async measure({ rounds }) {
    const seconds = [];
    for (let round = 0; round < rounds; round += 1)
      seconds.push((await untilFirstRequest([])) ?? Number.POSITIVE_INFINITY);
    return [absolute('start-up to first request', median(seconds), 's', 'less', 1.5)];
  },
};

/** How many seconds `npm test` with these options takes to send its first request; undefined where it sends none. */
export async function untilFirstRequest(options: readonly string[]): Promise<number | undefined> {
  const server = createServer((_, response) => response.writeHead(401).end()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a listening TCP server's address is no string
  const reports = await mkdtemp(join(tmpdir(), 'bench-'));
  const all = [`--target=http://127.0.0.1:${port}`, `--report-dir=${reports}`, ...options];
  const from = performance.now();
  const child = spawn('npm', ['test', '--', ...all], {
    env: { ...process.env, POLAR_ACCESS_TOKEN: 'polar_oat_bench' },
    stdio: 'ignore',
  });
  const ended = once(child, 'exit');
  const first = await Promise.race([once(server, 'request').then(() => performance.now()), ended]);
  await ended; // it meets a refusal of its token, and ends by itself
  server.closeAllConnections();
  server.close();
  await rm(reports, { recursive: true, force: true });
  return typeof first === 'number' ? (first - from) / 1000 : undefined;
}
