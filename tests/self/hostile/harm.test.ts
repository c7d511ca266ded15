import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { resolveContract } from '../../../cli/resolve-contract.ts';
import { type ReferenceServer, startReference } from '../../../reference/server.ts';
import { quickBudget, runInProcess, type SuiteRun } from './run-in-process.ts';

let reference: ReferenceServer;
let elsewhere: Server;
let server: Server;
let suiteRun: SuiteRun;
let requestsElsewhere = 0;
const requestCounts = new Map<string, number>();

beforeAll(async () => {
  reference = await startReference();
  elsewhere = createServer((_, response) => {
    requestsElsewhere += 1;
    response.end();
  });
  const otherUrl = await listenOnFreePort(elsewhere);
  server = createServer((request, response) => {
    const line = `${request.method} ${request.url?.replace(/\?.*$/, '')}`;
    requestCounts.set(line, (requestCounts.get(line) ?? 0) + 1);
    request.resume();
    const location =
      requestCounts.size % 2 === 0 ? `${otherUrl}/` : `//${otherUrl.slice(7)}/v1/customer-sessions/`;
    response
      .writeHead(307, { location, link: `<${otherUrl}>; rel="next"`, refresh: `0;url=${otherUrl}` })
      .end();
  });
  const url = await listenOnFreePort(server);
  const contract = await resolveContract({ contract: undefined, allowReferences: false });
  const budget = { ...quickBudget, requests: 700, discovery: 4, plan: 600, timeoutMs: 10_000 };
  suiteRun = await runInProcess(contract, url, reference.fixtures, budget, { runs: 50 });
}, 60_000);
afterAll(async () => {
  server.close();
  elsewhere.close();
  await reference.close();
});

test('redirects are not followed: no request leaves the origin of the target', () => {
  expect(requestsElsewhere).toBe(0);
});

/** The allowed requests: the operation, discovery of customers and members, and probes of undeclared methods. */
const allowed = [
  'POST /v1/customer-sessions/',
  'GET /v1/customers/',
  'GET /v1/members/',
  ...['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'TRACE'].map(
    (method) => `${method} /v1/customer-sessions/`,
  ),
];

test('only the operation, discovery and known probes are requested', () => {
  const others = [...requestCounts.keys()].filter((line) => !allowed.includes(line));
  expect(others).toEqual(others.filter((line) => line.startsWith('POST /v1/customer-sessions')));
  expect(requestCounts.get('POST /v1/customer-sessions/')).toBeGreaterThan(suiteRun.stats.requests * 0.9);
});

test('the client counts as many requests as the server receives', () => {
  expect([...requestCounts.values()].reduce((sum, count) => sum + count)).toBe(suiteRun.stats.requests);
});

async function listenOnFreePort(httpServer: Server): Promise<string> {
  await new Promise<void>((resolve) => httpServer.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(httpServer.address() as AddressInfo).port}`; // a TCP server has an address with a port
}
