import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import type { Json } from '../../../spec/json.ts';
import { quickBudget, runInProcess, type SuiteRun } from './run-in-process.ts';
import { loadThingsContract } from './things-server.ts';

/** Runs the suite against a server that gives the same answer to every request. */
async function runAgainst(status: number, body: Json): Promise<SuiteRun> {
  const headers = {
    'content-type': 'application/json',
    ...(status === 401 && { 'www-authenticate': 'Bearer' }),
    ...(status === 429 && { 'retry-after': '3600' }),
  };
  const server = createServer(async (request, response) => {
    for await (const _ of request);
    response.writeHead(status, headers).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a TCP server has an address with a port
  const result = await runInProcess(await loadThingsContract(), `http://127.0.0.1:${port}`, {}, quickBudget);
  server.close();
  server.closeAllConnections();
  return result;
}

test.each<[status: number, body: Json, exitStatus: number, problem: RegExp | undefined]>([
  [422, { detail: 'no' }, 2, /^every answer was 422, also to valid requests: give a request/],
  [400, { detail: 'no' }, 2, /^every answer was 400, also to valid requests: give a request/],
  [401, {}, 2, /rejects the access token \(401\): check \S+/],
  [403, {}, 2, /may not do this \(403\): give a token/],
  [404, {}, 2, /^every answer was 404: check the base URL of --target/],
  [429, {}, 2, /asks to wait/],
  [500, {}, 1, /^every answer was 500: see the log of the target/],
  [503, {}, 2, /did not answer: status 503: the service is unavailable, see its log/],
  [200, {}, 1, /answered with 200: add the status to the document, or correct the target/],
  [201, { name: 'a' }, 1, undefined],
])(
  'a server that answers %i %j to everything ends the run with status %i',
  async (status, body, exitStatus, problem) => {
    const suiteRun = await runAgainst(status, body);
    expect(suiteRun.status, suiteRun.problem).toBe(exitStatus);
    if (problem) expect(suiteRun.problem).toMatch(problem);
    else expect(suiteRun.problem).toBeUndefined();
  },
);
