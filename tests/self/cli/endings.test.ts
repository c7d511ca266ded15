import type { RequestListener } from 'node:http';
import { expect, test } from 'vitest';
import { always, answering, launched, refusal, start, token } from './launched.ts';

test.concurrent('Ctrl-C ends with 130 after honest, incomplete reports', async () => {
  const server = await answering(refusal);
  const run = start(['--seed=1', '--rate=5', `--target=${server.url}`], token);
  await server.first;
  run.kill('SIGINT');
  const { status, results, stdout } = await run.ended;
  server.close();
  expect(status).toBe(130);
  expect(results).toMatchObject({
    complete: false,
    problem: 'the run was interrupted (SIGINT)',
    totals: { error: 0 },
  });
  expect(results?.totals.unverified).toBeGreaterThan(100);
  expect(stdout).toMatch(/incomplete/);
  expect(server.seen.length).toBeLessThan(10);
});

test.concurrent('SIGTERM ends with 143, though the target never answers', async () => {
  const server = await answering(() => {}); // never answers
  const run = start(['--seed=1', `--target=${server.url}`], token);
  await server.first;
  run.kill('SIGTERM');
  const { status, results } = await run.ended;
  server.close();
  expect({ status, complete: results?.complete }).toEqual({ status: 143, complete: false });
});

test.concurrent.each<[string, RequestListener]>([
  [
    'drips',
    (_, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write(' '), 50);
      response.on('close', () => clearInterval(timer));
    },
  ],
  ['asks to wait', always(429, '{}', 'application/json', { 'retry-after': '15' })],
])('Ctrl-C ends a run promptly where the target %s', async (_, answer) => {
  const server = await answering(answer);
  const run = start(['--seed=1', '--timeout=60s', `--target=${server.url}`], token);
  await server.first;
  const from = performance.now();
  run.kill('SIGINT');
  const { status, results } = await run.ended;
  server.close();
  expect({ status, complete: results?.complete }).toEqual({ status: 130, complete: false });
  expect(performance.now() - from).toBeLessThan(30_000); // far below what the target would have it wait
});

test.concurrent('a second Ctrl-C ends at once, without a summary', async () => {
  const server = await answering(() => {}); // never answers
  const run = start(['--seed=1', `--target=${server.url}`], token);
  await server.first;
  const pressing = setInterval(() => run.kill('SIGINT'), 50); // what comes within 0.7 s counts as the same
  const { status, stdout } = await run.ended;
  clearInterval(pressing);
  server.close();
  expect(status).toBe(130);
  expect(stdout).not.toMatch(/incomplete/);
});

test.concurrent('--max-seconds ends an endless run with 2, its reports incomplete', async () => {
  const server = await answering(() => {}); // never answers
  const { status, results } = await launched(
    ['--seed=1', '--max-seconds=1', `--target=${server.url}`],
    token,
  );
  server.close();
  expect(status).toBe(2);
  expect(results).toMatchObject({ complete: false, totals: { failed: 0, error: 0 } });
  expect(results?.problem).toMatch(/--max-seconds=1/);
});

test.concurrent('the shards of a run send together what the whole sends, each request once', async () => {
  const sentBy = async (...shard: string[]): Promise<string[]> => {
    const server = await answering(refusal);
    await launched(['--seed=1', '--runs=0', `--target=${server.url}`, ...shard], token);
    server.close();
    return server.seen
      .filter(({ method, url }) => !(method === 'GET' && url.startsWith('/v1/customers')))
      .map((seen) => JSON.stringify(seen))
      .sort();
  };
  const [whole, first, second] = await Promise.all([sentBy(), sentBy('--shard=1/2'), sentBy('--shard=2/2')]);
  expect(first?.length).toBeGreaterThan(20);
  expect(second?.length).toBeGreaterThan(20);
  expect([...(first ?? []), ...(second ?? [])].sort()).toEqual(whole);
});
