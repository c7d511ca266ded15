import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** The visible result of a run of the suite. */
export interface SuiteResult {
  status: number | null;
  stdout: string;
  stderr: string;
  /** The report folder. */
  folder: string;
  /** `results.json`; undefined if it was not written. */
  results: Results | undefined;
}

interface Results {
  complete: boolean;
  problem?: string;
  requests: number;
  notes: string[];
  traffic?: object;
  totals: Record<string, number>;
  clauses: { id: string; verdict: string; reason?: string; replay?: string; source: string }[];
}

/** The environment of this process without the variables that the suite reads. */
function createEnvironment(): NodeJS.ProcessEnv {
  const suiteVariables =
    /^(CONFORMANCE_|POLAR_|npm_|GITHUB_|VITEST|NODE_OPTIONS$|CI$|FORCE_COLOR$|NO_COLOR$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !suiteVariables.test(name)));
}

/** Creates a temporary folder. */
export const createFolder = (): string => mkdtempSync(join(tmpdir(), 'conformance-'));

/** A process of the suite, as `npm test` starts it. */
export interface SuiteProcess {
  result: Promise<SuiteResult>;
  /** Resolves with the match as soon as the standard output matches the pattern. */
  waitForOutput(pattern: RegExp): Promise<RegExpExecArray>;
  kill(signal: NodeJS.Signals): void;
}

/** Starts the suite with these arguments. */
export function startSuite(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  folder = createFolder(),
): SuiteProcess {
  const child = spawn(process.execPath, ['build/run.mjs', ...args], {
    cwd: root,
    env: { ...createEnvironment(), CONFORMANCE_REPORT_DIR: folder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr]: [string[], string[]] = [[], []];
  child.stdout.on('data', (chunk) => stdout.push(String(chunk)));
  child.stderr.on('data', (chunk) => stderr.push(String(chunk)));
  const result = new Promise<SuiteResult>((resolve) => {
    child.on('close', (code, signal) => {
      // Node.js does not handle a signal that arrives while it exits. Shells report it as 128 plus its number.
      const status = code ?? (signal === null ? null : 128 + constants.signals[signal]);
      const path = join(folder, 'results.json');
      const results: Results | undefined = existsSync(path)
        ? JSON.parse(readFileSync(path, 'utf8'))
        : undefined;
      resolve({ status, stdout: stdout.join(''), stderr: stderr.join(''), folder, results });
    });
  });
  const waitForOutput = (pattern: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const search = (): void => {
        const match = pattern.exec(stdout.join(''));
        if (match) resolve(match);
      };
      search();
      child.stdout.on('data', search);
      child.on('close', () => reject(new Error(`the output has no ${pattern}: ${stderr.join('')}`)));
    });
  return { result, waitForOutput, kill: (signal) => child.kill(signal) };
}

/** Runs the suite to its end. */
export const runSuite = (
  args: readonly string[],
  env?: NodeJS.ProcessEnv,
  folder?: string,
): Promise<SuiteResult> => startSuite(args, env, folder).result;

/** A request that a test server received. */
interface SeenRequest {
  method: string;
  url: string;
  authorization: string;
  body: string;
}

/** A server with the same response to all requests. */
export interface TestServer {
  url: string;
  requests: SeenRequest[];
  /** Resolves on the first request. */
  firstRequest: Promise<void>;
  close(): void;
}

/** Starts a server on a free port. */
export async function startServer(answer: RequestListener): Promise<TestServer> {
  const requests: SeenRequest[] = [];
  let resolveFirst = () => {};
  const firstRequest = new Promise<void>((resolve) => {
    resolveFirst = resolve;
  });
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = '', url = '', headers } = request;
    const body = Buffer.concat(chunks).toString('latin1');
    requests.push({ method, url, authorization: headers.authorization ?? '', body });
    resolveFirst();
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a server on a port has an AddressInfo
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${port}`, requests, firstRequest, close };
}

/** Responds to all requests with this status and body. */
export const respondWith =
  (
    status: number,
    body: string,
    type = 'application/json',
    more: Record<string, string> = {},
  ): RequestListener =>
  (_, response) => {
    response.writeHead(status, { 'content-type': type, ...more }).end(body);
  };

/** Rejects all requests. */
export const respond422 = respondWith(422, '{"detail":[{"loc":["body"],"msg":"no","type":"no"}]}');

/** Rejects all tokens. */
export const respond401 = respondWith(401, '{"detail":"Unauthorized"}', 'application/json', {
  'www-authenticate': 'Bearer',
});

/** An invented token. Tests check that it is not printed. */
export const tokenEnvironment = { POLAR_ACCESS_TOKEN: `polar_oat_${'canary'.repeat(7)}` };
