import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));

// Each starts a process or several: on a machine that is busy otherwise, that takes its time.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

/** What a run of the suite left, as its user sees it. */
export interface Ended {
  status: number | null;
  stdout: string;
  stderr: string;
  /** The folder of its reports. */
  folder: string;
  /** `results.json`, where it was written. */
  results: Results | undefined;
}

interface Results {
  complete: boolean;
  problem?: string;
  requests: number;
  notes: string[];
  totals: Record<string, number>;
  clauses: { id: string; verdict: string; reason?: string; replay?: string; source: string }[];
}

/** This process's environment without anything that speaks to the suite. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const own = /^(CONFORMANCE_|POLAR_|npm_|GITHUB_|VITEST|NODE_OPTIONS$|CI$|FORCE_COLOR$|NO_COLOR$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));
}

/** A folder for one run's reports. */
export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'conformance-'));

/** A suite that has been started as `npm test` starts it. */
export interface Started {
  ended: Promise<Ended>;
  kill(signal: NodeJS.Signals): void;
}

/** Starts the suite with these arguments. */
export function start(args: readonly string[], env: NodeJS.ProcessEnv = {}, folder = newFolder()): Started {
  const all = ['--import', 'tsx', 'cli/main.ts', ...args];
  const child = spawn(process.execPath, all, {
    cwd: root,
    env: { ...plainEnvironment(), CONFORMANCE_REPORT_DIR: folder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr]: [string[], string[]] = [[], []];
  child.stdout.on('data', (chunk) => stdout.push(String(chunk)));
  child.stderr.on('data', (chunk) => stderr.push(String(chunk)));
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (status) => {
      const path = join(folder, 'results.json');
      const results: Results | undefined = existsSync(path)
        ? JSON.parse(readFileSync(path, 'utf8'))
        : undefined;
      resolve({ status, stdout: stdout.join(''), stderr: stderr.join(''), folder, results });
    });
  });
  return { ended, kill: (signal) => child.kill(signal) };
}

/** Runs the suite to its end. */
export const launched = (args: readonly string[], env?: NodeJS.ProcessEnv, folder?: string): Promise<Ended> =>
  start(args, env, folder).ended;

/** A request as a server of these tests saw it. */
interface Seen {
  method: string;
  url: string;
  authorization: string;
  body: string;
}

/** A server that answers everything alike. */
export interface Answering {
  url: string;
  seen: Seen[];
  /** Settles with the first request. */
  first: Promise<void>;
  close(): void;
}

/** Starts a server on a port that the system chooses. */
export async function answering(answer: RequestListener): Promise<Answering> {
  const seen: Seen[] = [];
  let tell = () => {};
  const first = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = '', url = '', headers } = request;
    const body = Buffer.concat(chunks).toString('latin1');
    seen.push({ method, url, authorization: headers.authorization ?? '', body });
    tell();
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on a port, not on a pipe
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${port}`, seen, first, close };
}

/** Answers everything with this status and body. */
export const always =
  (
    status: number,
    body: string,
    type = 'application/json',
    more: Record<string, string> = {},
  ): RequestListener =>
  (_, response) => {
    response.writeHead(status, { 'content-type': type, ...more }).end(body);
  };

/** Refuses whatever it is asked. */
export const refusal = always(422, '{"detail":[{"loc":["body"],"msg":"no","type":"no"}]}');

/** Knows no token. */
export const unauthorized = always(401, '{"detail":"Unauthorized"}', 'application/json', {
  'www-authenticate': 'Bearer',
});

/** Never a real one. */
export const token = { POLAR_ACCESS_TOKEN: `polar_oat_${'canary'.repeat(7)}` };
