import type { RequestListener } from 'node:http';
import { expect, test } from 'vitest';
import { respond422, respondWith, runSuite, startServer, startSuite, tokenEnvironment } from './run-suite.ts';

test.concurrent('Ctrl-C exits with 130 after writing incomplete reports', async () => {
  const server = await startServer(respond422);
  const run = startSuite(['--seed=1', '--rate=5', `--target=${server.url}`], tokenEnvironment);
  await server.firstRequest;
  run.kill('SIGINT');
  const { status, results, stdout } = await run.result;
  server.close();
  expect(status).toBe(130);
  expect(results).toMatchObject({
    complete: false,
    problem: 'the run was interrupted (SIGINT)',
    totals: { error: 0 },
  });
  expect(results?.totals.unverified).toBeGreaterThan(100);
  expect(stdout).toMatch(/incomplete/);
  expect(server.requests.length).toBeLessThan(10);
});

test.concurrent('SIGTERM exits with 143, even if the target never responds', async () => {
  const server = await startServer(() => {}); // never responds
  const run = startSuite(['--seed=1', `--target=${server.url}`], tokenEnvironment);
  await server.firstRequest;
  run.kill('SIGTERM');
  const { status, results } = await run.result;
  server.close();
  expect({ status, complete: results?.complete }).toEqual({ status: 143, complete: false });
});

test.concurrent.each<[string, RequestListener]>([
  [
    'sends its response slowly',
    (_, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write(' '), 50);
      response.on('close', () => clearInterval(timer));
    },
  ],
  ['sends Retry-After', respondWith(429, '{}', 'application/json', { 'retry-after': '15' })],
])('Ctrl-C ends a run promptly if the target %s', async (_, answer) => {
  const server = await startServer(answer);
  const run = startSuite(['--seed=1', '--timeout=60s', `--target=${server.url}`], tokenEnvironment);
  await server.firstRequest;
  const from = performance.now();
  run.kill('SIGINT');
  const { status, results } = await run.result;
  server.close();
  expect({ status, complete: results?.complete }).toEqual({ status: 130, complete: false });
  expect(performance.now() - from).toBeLessThan(30_000); // the target requests a much longer pause
});

test.concurrent('repeated Ctrl-C ends a run at once', async () => {
  const server = await startServer(() => {}); // never responds
  const run = startSuite(['--seed=1', `--target=${server.url}`], tokenEnvironment);
  await server.firstRequest;
  const from = performance.now();
  run.kill('SIGINT');
  const again = setTimeout(() => run.kill('SIGINT'), 800); // signals within 0.7 s count as one
  const { status } = await run.result;
  clearTimeout(again);
  server.close();
  expect(status).toBe(130);
  expect(performance.now() - from).toBeLessThan(10_000);
});

test.concurrent('--max-seconds ends a run with 2 and incomplete reports', async () => {
  const server = await startServer(() => {}); // never responds
  const { status, results } = await runSuite(
    ['--seed=1', '--max-seconds=1', `--target=${server.url}`],
    tokenEnvironment,
  );
  server.close();
  expect(status).toBe(2);
  expect(results).toMatchObject({ complete: false, totals: { failed: 0, error: 0 } });
  expect(results?.problem).toMatch(/--max-seconds=1/);
});

test.concurrent('the shards of a run together send each request of the whole run', async () => {
  const sentBy = async (...shard: string[]): Promise<string[]> => {
    const server = await startServer(respond422);
    await runSuite(['--seed=1', '--runs=0', `--target=${server.url}`, ...shard], tokenEnvironment);
    server.close();
    return server.requests
      .filter(({ method, url }) => !(method === 'GET' && url.startsWith('/v1/customers')))
      .map((seen) => JSON.stringify(seen))
      .sort();
  };
  const [whole, first, second] = await Promise.all([sentBy(), sentBy('--shard=1/2'), sentBy('--shard=2/2')]);
  expect(first?.length).toBeGreaterThan(20);
  expect(second?.length).toBeGreaterThan(20);
  // Each run repeats the requests of its findings, so the counts of equal requests differ.
  expect(new Set([...(first ?? []), ...(second ?? [])])).toEqual(new Set(whole));
});
