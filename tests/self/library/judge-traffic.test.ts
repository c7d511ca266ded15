import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { judgeTraffic, loadContract, UsageError } from '../../../library/index.ts';

const contract = await loadContract('docs/examples/openapi.yaml');
const getLamp = (id: number, status: number, body?: object) => ({
  request: { method: 'get', url: `/lamps/${id}`, headers: { authorization: 'Bearer hunter2-canary' } },
  response: { status, ...(body && { body: { ...body } }) },
});
const lamp = { id: 7, name: 'Desk lamp' };

test('judgeTraffic judges every clause by all exchanges, and counts what they cover', () => {
  const { status, totals, clauses, coverage, requests } = judgeTraffic(contract, [
    getLamp(7, 200, lamp),
    getLamp(8, 200, { ...lamp, name: '' }),
    { request: { method: 'GET', url: 'http://localhost/other' }, response: { status: 200 } },
  ]);
  expect({ status, requests }).toEqual({ status: 'failed', requests: 3 });
  const find = (id: string) => clauses.find((clause) => clause.id === id);
  expect(find('getLamp/200/name:minLength')).toMatchObject({ verdict: 'failed', level: 'MUST' });
  expect(find('getLamp/200/name:minLength')?.message).toContain('GET http://localhost/lamps/8');
  expect(find('getLamp/200/id:type')?.verdict).toBe('passed');
  expect(find('getLamp/200/watts:type')?.verdict).toBe('unverified');
  expect(totals.failed).toBe(clauses.filter(({ verdict }) => verdict === 'failed').length);
  expect(coverage).toMatchObject({
    exchanges: 2,
    operations: { covered: 1, total: 1 },
    responses: { covered: 1, total: 2, missing: ['getLamp 404'] },
    unmatched: { exchanges: 1, paths: ['GET /other'] },
  });
  expect(JSON.stringify(clauses)).not.toContain('hunter2');
});

test('an invalid request that is accepted violates the clause of its parameter', () => {
  const { clauses } = judgeTraffic(contract, [getLamp(7, 200, lamp), getLamp(-1, 200, lamp)]);
  const failed = clauses.filter(({ verdict }) => verdict === 'failed').map(({ id }) => id);
  expect(failed).toEqual(['getLamp/request/path.id:minimum']);
});

test('reads the bytes of a recording, and writes the reports of a run', async () => {
  const lines = [getLamp(7, 200, lamp), getLamp(9, 404)].map(({ request, response }) =>
    JSON.stringify({ request: { ...request, url: `http://localhost${request.url}` }, response }),
  );
  const result = judgeTraffic(contract, Buffer.from(lines.join('\n')));
  expect(result.coverage).toMatchObject({ exchanges: 2, statuses: [200, 404] });
  const folder = mkdtempSync(join(tmpdir(), 'conformance-traffic-'));
  await result.writeReports(folder);
  expect(existsSync(join(folder, 'index.html'))).toBe(true);
  rmSync(folder, { recursive: true });
});

test('applies the selection of operations and rules of the caller', () => {
  const rule = { id: 'desk', description: 'a lamp is for a desk', judge: () => 'it is not' };
  const { clauses } = judgeTraffic(contract, [getLamp(7, 200, lamp)], { rules: [rule] });
  expect(clauses.find(({ id }) => id === 'getLamp/rule:desk')?.verdict).toBe('failed');
  expect(() => judgeTraffic(contract, [], { operation: 'getLamps' })).toThrow(UsageError);
});

test('traffic that shows nothing is an error, and what is no traffic is rejected', () => {
  const { status, problem } = judgeTraffic(contract, []);
  expect({ status, problem }).toEqual({
    status: 'error',
    problem: 'no exchange has a response that can be judged',
  });
  expect(() => judgeTraffic(contract, Buffer.from('no recording'))).toThrow(/line 1 is no recorded exchange/);
  const request = { method: 'GET', url: 'http://[' };
  expect(() => judgeTraffic(contract, [{ request, response: { status: 200 } }])).toThrow(
    /neither a URL nor a path/,
  );
});
