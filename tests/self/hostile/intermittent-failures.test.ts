import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import type { Clock } from '../../../http/clock.ts';
import { quickBudget, runInProcess, type SuiteRun } from './run-in-process.ts';
import { loadThingsContract, startThingsServer } from './things-server.ts';

/** A clock that advances only when `sleep` is called, which returns at once. */
function createSkippingClock(): Clock & { slept: number[] } {
  let now = 0;
  const slept: number[] = [];
  const sleep = async (ms: number) => {
    slept.push(ms);
    now += ms;
  };
  return { now: () => now, sleep, slept };
}

/** Returns the failure of the n-th request, or undefined if it succeeds. */
type FailureSchedule = (
  n: number,
) => { status: number; headers?: Record<string, string> } | 'reset' | undefined;

async function runWithFailures(
  schedule: FailureSchedule,
  waitMs = 20_000,
): Promise<SuiteRun & { slept: number[]; seen: number }> {
  const good = await startThingsServer();
  let seen = 0;
  const listener: RequestListener = async (request, response) => {
    seen += 1;
    const failure = schedule(seen);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    if (failure === 'reset') return void request.socket.resetAndDestroy();
    if (failure) return void response.writeHead(failure.status, failure.headers).end();
    const { method = 'GET', headers } = request;
    const upstream = await fetch(`${good.url}${request.url}`, {
      method: method === 'TRACE' ? 'GET' : method,
      headers: dropUndefined({
        'content-type': headers['content-type'],
        authorization: headers.authorization,
      }),
      ...(!/GET|HEAD|TRACE/.test(method) && { body: Buffer.concat(chunks) }),
    });
    const copied = ['allow', 'www-authenticate'].map((name) => [
      name,
      upstream.headers.get(name) ?? undefined,
    ]);
    response.writeHead(upstream.status, {
      'content-type': 'application/json',
      ...dropUndefined(Object.fromEntries(copied)),
    });
    response.end(await upstream.text());
  };
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a TCP server has an address with a port
  const clock = createSkippingClock();
  const budget = { ...quickBudget, requests: 200, plan: 150, waitMs, timeoutMs: 10_000, concurrency: 1 };
  const suiteRun = await runInProcess(await loadThingsContract(), `http://127.0.0.1:${port}`, {}, budget, {
    clock,
  });
  server.close();
  server.closeAllConnections();
  good.close();
  return { ...suiteRun, slept: clock.slept, seen };
}

const dropUndefined = (headers: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

const tooManyRequests = (value: string) => ({ status: 429, headers: { 'retry-after': value } });

test.each<[string, FailureSchedule, number[]]>([
  ['seconds', (n) => (n === 5 ? tooManyRequests('7') : undefined), [7000]],
  [
    'a date, relative to the Date of the response',
    (n) =>
      n === 5
        ? {
            status: 429,
            headers: {
              date: 'Mon, 23 Nov 2026 06:00:00 GMT',
              'retry-after': 'Mon, 23 Nov 2026 06:00:08 GMT',
            },
          }
        : undefined,
    [9000],
  ],
  [
    'no value: a second, then doubled',
    (n) => (n === 5 || n === 6 ? { status: 429 } : undefined),
    [1000, 2000],
  ],
])('a Retry-After of %s is honoured, and changes no verdict', async (_, schedule, slept) => {
  const suiteRun = await runWithFailures(schedule);
  expect({ status: suiteRun.status, slept: suiteRun.slept, problem: suiteRun.problem }).toEqual({
    status: 0,
    slept,
    problem: undefined,
  });
  expect(suiteRun.seen).toBe(suiteRun.stats.requests);
});

test('a Retry-After beyond the budget ends the run with an estimate of its duration, and no more is sent', async () => {
  const { status, problem, seen, slept } = await runWithFailures((n) =>
    n > 5 ? tooManyRequests('60') : undefined,
  );
  expect({ status, slept }).toEqual({ status: 2, slept: [] });
  expect(seen).toBe(6);
  expect(problem).toMatch(/asks to wait 60 s .* 200 requests would take about \d+ (min|h)/);
});

test.each<[string, FailureSchedule]>([
  ['resets', (n) => (n % 3 === 0 ? 'reset' : undefined)],
  ['503', (n) => (n % 3 === 0 ? { status: 503 } : undefined)],
])('intermittent %s are retried, counted, and change no verdict', async (_, schedule) => {
  const { status, problem, stats, seen } = await runWithFailures(schedule, 1e6);
  expect({ status, problem }).toEqual({ status: 0, problem: undefined });
  expect(stats.retries['closed before an answer'] + stats.retries.unavailable).toBeGreaterThan(5);
  expect(seen).toBe(stats.requests);
});

test.each<[string, FailureSchedule]>([
  ['resets', (n) => (n > 10 && n % 10 < 4 ? 'reset' : undefined)],
  ['503', (n) => (n > 10 && n % 10 < 4 ? { status: 503 } : undefined)],
])('%s that repeatedly outlast the retries make the run an error', async (_, schedule) => {
  const { status, problem, results } = await runWithFailures(schedule, 1e6);
  expect(status).toBe(2);
  expect(problem).toMatch(/^the target failed repeatedly: \d+ requests got no answer/);
  expect(results.filter(({ verdict }) => verdict === 'failed')).toEqual([]);
});

test('429 until the end makes the run an error, even if each pause is short', async () => {
  const { status, problem } = await runWithFailures((n) => (n > 20 ? tooManyRequests('0') : undefined), 1e9);
  expect(status).toBe(2);
  expect(problem).toMatch(/^the target (failed repeatedly|stopped answering).*status 429/);
});

test('an access token that is rejected after it was accepted makes the run an error', async () => {
  const { status, problem } = await runWithFailures((n) =>
    n > 20 ? { status: 401, headers: { 'www-authenticate': 'Bearer' } } : undefined,
  );
  expect(status).toBe(2);
  expect(problem).toMatch(/^the target rejects the credentials that it had accepted \(401\)/);
});

test('a violation is not hidden by retries, nor by a target that fails repeatedly', async () => {
  const wrong = (n: number) => (n % 10 === 7 ? { status: 500 } : undefined);
  const once = await runWithFailures((n) => (n > 10 && n % 3 === 0 ? 'reset' : wrong(n)), 1e6);
  const often = await runWithFailures((n) => (n > 10 && n % 10 < 4 ? 'reset' : wrong(n)), 1e6);
  expect([once.status, often.status]).toEqual([1, 1]);
  expect(often.problem).toMatch(/failed repeatedly/);
});

test('--max-requests is not exceeded, including retries', async () => {
  const { seen, stats } = await runWithFailures((n) => (n % 2 === 0 ? { status: 503 } : undefined), 1e6);
  expect(seen).toBe(stats.requests);
  expect(seen).toBeLessThanOrEqual(200);
});
