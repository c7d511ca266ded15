import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contractOf } from '../../../cli/session.ts';
import { type Reference, startReference } from '../../../reference/server.ts';
import { quickBudget, type Trial, tryTarget } from './trial.ts';

let reference: Reference;
let elsewhere: Server;
let server: Server;
let trial: Trial;
let awayFrom = 0;
const asked = new Map<string, number>();

beforeAll(async () => {
  reference = await startReference();
  elsewhere = createServer((_, response) => {
    awayFrom += 1;
    response.end();
  });
  const away = await listening(elsewhere);
  server = createServer((request, response) => {
    const line = `${request.method} ${request.url?.replace(/\?.*$/, '')}`;
    asked.set(line, (asked.get(line) ?? 0) + 1);
    request.resume();
    const location = asked.size % 2 === 0 ? `${away}/` : `//${away.slice(7)}/v1/customer-sessions/`;
    response.writeHead(307, { location, link: `<${away}>; rel="next"`, refresh: `0;url=${away}` }).end();
  });
  const url = await listening(server);
  const contract = await contractOf({ contract: undefined, allowReferences: false });
  const budget = { ...quickBudget, requests: 700, discovery: 4, plan: 600, timeoutMs: 10_000 };
  trial = await tryTarget(contract, url, reference.fixtures, budget, { runs: 50 });
}, 60_000);
afterAll(async () => {
  server.close();
  elsewhere.close();
  await reference.close();
});

test('no redirect is followed: nothing leaves the target’s origin', () => {
  expect(awayFrom).toBe(0);
});

/** Beside the operation itself: what lists customers and members, and probes that the document does not declare. */
const allowed = [
  'POST /v1/customer-sessions/',
  'GET /v1/customers/',
  'GET /v1/members/',
  ...['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'].map((method) => `${method} /v1/customer-sessions/`),
];

test('only the operation, its discovery and declared probes are asked for', () => {
  const others = [...asked.keys()].filter((line) => !allowed.includes(line));
  expect(others).toEqual(others.filter((line) => line.startsWith('POST /v1/customer-sessions')));
  expect(asked.get('POST /v1/customer-sessions/')).toBeGreaterThan(trial.tally.requests * 0.9);
});

test('what the client counts is what the server sees', () => {
  expect([...asked.values()].reduce((sum, count) => sum + count)).toBe(trial.tally.requests);
});

async function listening(one: Server): Promise<string> {
  await new Promise<void>((resolve) => one.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(one.address() as AddressInfo).port}`; // it listens on a port, not on a pipe
}
