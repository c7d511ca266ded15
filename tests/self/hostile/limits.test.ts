import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { parseOptions } from '../../../cli/parse-options.ts';
import { runConformance } from '../../../cli/run-conformance.ts';
import type { RunRecord } from '../../../reporters/record.ts';
import { accessToken } from '../http/test-client.ts';

/** A request as the server recorded it. Times are milliseconds since the run began. */
interface Arrival {
  at: number;
  /** The time when the response was sent or the connection closed. */
  overAt?: number;
  /** Number of open requests, including this one. */
  open: number;
}

/** Runs the suite with these options and records at the server when requests arrive. */
async function recordArrivals(
  respond: (response: ServerResponse, nth: number, request: IncomingMessage) => void,
  ...args: string[]
): Promise<{ seen: Arrival[]; record: RunRecord; tookMs: number }> {
  const seen: Arrival[] = [];
  let open = 0;
  let from = 0;
  const since = (): number => performance.now() - from;
  const server = createServer((request, response) => {
    open += 1;
    const arrival: Arrival = { at: since(), open };
    seen.push(arrival);
    response.on('close', () => {
      open -= 1;
      arrival.overAt = since();
    });
    request.resume().on('end', () => respond(response, seen.length, request));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a TCP server has an address with a port
  const options = parseOptions(['--seed=1', `--target=http://127.0.0.1:${port}`, ...args], {});
  from = performance.now();
  const record = await runConformance(options, { POLAR_ACCESS_TOKEN: accessToken });
  const tookMs = since();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  return { seen, record, tookMs };
}

const refuse = (response: ServerResponse): void => {
  response
    .writeHead(422, { 'content-type': 'application/json' })
    .end('{"detail":[{"loc":["body"],"msg":"no","type":"no"}]}');
};
const unavailable = (response: ServerResponse): void => {
  response.writeHead(503, { 'retry-after': '0' }).end();
};

describe('limits measured at the server', () => {
  test('--rate is not exceeded in any second, nor over the whole run', async () => {
    const { seen } = await recordArrivals(refuse, '--rate=5', '--max-requests=12');
    const times = seen.map(({ at }) => at);
    expect(times).toHaveLength(12);
    // The client sends 5 % below the rate to allow for jitter, and a busy machine can delay a request by more than 50
    // ms.
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual((11 * 1000) / 5);
    for (const [nth, at] of times.entries())
      expect((times[nth + 6] ?? Number.POSITIVE_INFINITY) - at).toBeGreaterThan(1000);
  });

  test('--rate applies to retries', async () => {
    const { seen, record } = await recordArrivals(
      (response, nth) => (nth % 2 === 0 ? unavailable(response) : refuse(response)),
      '--rate=10',
      '--max-requests=12',
    );
    expect(seen).toHaveLength(record.requests);
    expect((seen.at(-1)?.at ?? 0) - (seen[0]?.at ?? 0)).toBeGreaterThanOrEqual((seen.length - 1) * 100);
  });

  test.each<[string, (response: ServerResponse, nth: number) => void]>([
    ['rejects requests', refuse],
    ['fails repeatedly', (response, nth) => (nth % 3 === 0 ? unavailable(response) : refuse(response))],
    [
      'resets connections',
      (response, nth) => (nth % 3 === 0 ? response.socket?.resetAndDestroy() : refuse(response)),
    ],
  ])('--max-requests is never exceeded when the server %s', async (_, respond) => {
    for (const limit of [1, 7, 20]) {
      const { seen, record } = await recordArrivals(respond, `--max-requests=${limit}`);
      expect(seen).toHaveLength(limit);
      expect(record.requests).toBe(limit);
    }
  });

  test.each<[string, (response: ServerResponse) => void]>([
    ['is silent', () => {}],
    ['stops within the response', (response) => response.writeHead(200, { 'content-length': 9 }).write('{')],
    [
      'sends one byte at a time',
      (response) => {
        response.writeHead(200);
        const timer = setInterval(() => response.write(' '), 20);
        response.on('close', () => clearInterval(timer));
      },
    ],
  ])(
    '--timeout closes the connection of a server that %s when the time is over, not earlier',
    async (_, respond) => {
      const { seen } = await recordArrivals(respond, '--timeout=600', '--max-requests=3');
      expect(seen.length).toBeGreaterThan(0);
      for (const { at, overAt = Number.POSITIVE_INFINITY } of seen) {
        expect(overAt - at).toBeGreaterThan(300); // the limit includes the time for connecting
        expect(overAt - at).toBeLessThan(3000);
      }
    },
  );

  test('--max-seconds stops the run, even with requests in flight', async () => {
    const { seen, record, tookMs } = await recordArrivals(
      refuse,
      '--max-seconds=2',
      '--rate=20',
      '--max-requests=100000',
    );
    expect(record).toMatchObject({ complete: false, problem: expect.stringContaining('--max-seconds=2') });
    expect(seen.at(-1)?.at).toBeLessThan(2500);
    expect(tookMs).toBeGreaterThan(2000);
    expect(tookMs).toBeLessThan(10_000);
  });

  test('--concurrency is never exceeded', async () => {
    const later = (response: ServerResponse): void => {
      setTimeout(() => refuse(response), 10);
    };
    for (const limit of [1, 3]) {
      const { seen } = await recordArrivals(later, `--concurrency=${limit}`, '--max-requests=60');
      expect(Math.max(...seen.map(({ open }) => open))).toBe(limit);
    }
  });
});
