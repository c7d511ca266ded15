import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import type { Clock } from '../../../http/clock.ts';
import { thingsContract, thingsServer } from './things.ts';
import { quickBudget, type Trial, tryTarget } from './trial.ts';

/** Time that passes only while someone waits. */
function skippingClock(): Clock & { slept: number[] } {
  let now = 0;
  const slept: number[] = [];
  const sleep = async (ms: number) => {
    slept.push(ms);
    now += ms;
  };
  return { now: () => now, sleep, slept };
}

/** How the target answers its n-th request; undefined: well. */
type Flap = (n: number) => { status: number; headers?: Record<string, string> } | 'reset' | undefined;

async function tryFlapping(flap: Flap, waitMs = 20_000): Promise<Trial & { slept: number[]; seen: number }> {
  const good = await thingsServer();
  let seen = 0;
  const listener: RequestListener = async (request, response) => {
    seen += 1;
    const fault = flap(seen);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    if (fault === 'reset') return void request.socket.resetAndDestroy();
    if (fault) return void response.writeHead(fault.status, fault.headers).end();
    const { method = 'GET', headers } = request;
    const answer = await fetch(`${good.url}${request.url}`, {
      method: method === 'TRACE' ? 'GET' : method,
      headers: definite({ 'content-type': headers['content-type'], authorization: headers.authorization }),
      ...(!/GET|HEAD|TRACE/.test(method) && { body: Buffer.concat(chunks) }),
    });
    const own = ['allow', 'www-authenticate'].map((name) => [name, answer.headers.get(name) ?? undefined]);
    response.writeHead(answer.status, {
      'content-type': 'application/json',
      ...definite(Object.fromEntries(own)),
    });
    response.end(await answer.text());
  };
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on a port, not on a pipe
  const clock = skippingClock();
  const budget = { ...quickBudget, requests: 200, plan: 150, waitMs, timeoutMs: 10_000, concurrency: 1 };
  const trial = await tryTarget(await thingsContract(), `http://127.0.0.1:${port}`, {}, budget, { clock });
  server.close();
  server.closeAllConnections();
  good.close();
  return { ...trial, slept: clock.slept, seen };
}

const definite = (headers: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

const retryAfter = (value: string) => ({ status: 429, headers: { 'retry-after': value } });

test.each<[string, Flap, number[]]>([
  ['seconds', (n) => (n === 5 ? retryAfter('7') : undefined), [7000]],
  [
    'a date, by the clock of the answer',
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
  ['nothing: a second, doubled', (n) => (n === 5 || n === 6 ? { status: 429 } : undefined), [1000, 2000]],
])('429 with %s is waited for, and changes no verdict', async (_, flap, slept) => {
  const trial = await tryFlapping(flap);
  expect({ status: trial.status, slept: trial.slept, problem: trial.problem }).toEqual({
    status: 0,
    slept,
    problem: undefined,
  });
  expect(trial.seen).toBe(trial.tally.requests);
});

test('429 that outlasts the patience ends the run with how long one would take, and nothing more is sent', async () => {
  const { status, problem, seen, slept } = await tryFlapping((n) => (n > 5 ? retryAfter('60') : undefined));
  expect({ status, slept }).toEqual({ status: 2, slept: [] });
  expect(seen).toBe(6);
  expect(problem).toMatch(/asks to wait 60 s .* 200 requests would take about \d+ (min|h)/);
});

test.each<[string, Flap]>([
  ['resets', (n) => (n % 3 === 0 ? 'reset' : undefined)],
  ['503', (n) => (n % 3 === 0 ? { status: 503 } : undefined)],
])('%s now and then are sent again, counted, and change no verdict', async (_, flap) => {
  const { status, problem, tally, seen } = await tryFlapping(flap, 1e6);
  expect({ status, problem }).toEqual({ status: 0, problem: undefined });
  expect(tally.retries['closed before an answer'] + tally.retries.unavailable).toBeGreaterThan(5);
  expect(seen).toBe(tally.requests);
});

test.each<[string, Flap]>([
  ['resets', (n) => (n > 10 && n % 10 < 4 ? 'reset' : undefined)],
  ['503', (n) => (n > 10 && n % 10 < 4 ? { status: 503 } : undefined)],
])('%s that outlast the retries again and again make the run unstable', async (_, flap) => {
  const { status, problem, judgements } = await tryFlapping(flap, 1e6);
  expect(status).toBe(2);
  expect(problem).toMatch(/^the target kept failing over: \d+ requests got no answer/);
  expect(judgements.filter(({ verdict }) => verdict === 'failed')).toEqual([]);
});

test('429 to the end makes the run unstable, even where each wait is short', async () => {
  const { status, problem } = await tryFlapping((n) => (n > 20 ? retryAfter('0') : undefined), 1e9);
  expect(status).toBe(2);
  expect(problem).toMatch(/^the target (kept failing over|stopped answering).*status 429/);
});

test('a token that is refused after it was taken makes the run an error', async () => {
  const { status, problem } = await tryFlapping((n) =>
    n > 20 ? { status: 401, headers: { 'www-authenticate': 'Bearer' } } : undefined,
  );
  expect(status).toBe(2);
  expect(problem).toMatch(/^the target refused the access token \d+ times, though it had taken it before/);
});

test('a violation is not hidden by retries, nor by a target that fails over', async () => {
  const wrong = (n: number) => (n % 10 === 7 ? { status: 500 } : undefined);
  const once = await tryFlapping((n) => (n > 10 && n % 3 === 0 ? 'reset' : wrong(n)), 1e6);
  const often = await tryFlapping((n) => (n > 10 && n % 10 < 4 ? 'reset' : wrong(n)), 1e6);
  expect([once.status, often.status]).toEqual([1, 1]);
  expect(often.problem).toMatch(/kept failing over/);
});

test('no request is sent beyond --max-requests, retries included', async () => {
  const { seen, tally } = await tryFlapping((n) => (n % 2 === 0 ? { status: 503 } : undefined), 1e6);
  expect(seen).toBe(tally.requests);
  expect(seen).toBeLessThanOrEqual(200);
});
