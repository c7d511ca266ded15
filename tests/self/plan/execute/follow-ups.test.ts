import { describe, expect, it } from 'vitest';
import { testConformance } from '../../../../plan/test-conformance.ts';
import type { Case } from '../../../../spec/openapi/case.ts';
import type { FollowUps, SuiteRule } from '../../../../suites/suite.ts';
import {
  budget,
  createContexts,
  createFakeClient,
  createServer,
  createSuite,
  loadLibrary,
} from '../library.ts';

const contract = await loadLibrary();
const respond = createServer(await createContexts(contract));

const readBook = { path: '/shelf', credentials: 'access', description: 'the shelf' } as const;

/** Reads the shelf once, and again after the first response. */
const followUps: FollowUps = {
  paths: ['/shelf'],
  createRequests: (exchanges) => [
    { ...readBook, name: 'first', role: 'semantics:shelf' },
    ...(exchanges.some((exchange) => exchange.case.role === 'semantics:shelf')
      ? [{ ...readBook, name: 'second', role: 'second' }]
      : []),
  ],
};

const rule: SuiteRule = {
  ...{ name: 'semantics:shelf', level: 'MUST', schemaPointer: '#/paths', description: 'the shelf has books' },
  unverifiedReason: 'the shelf was not read',
  judge: ({ case: { role }, response }) =>
    role !== 'semantics:shelf'
      ? undefined
      : response?.status === 200
        ? 'pass'
        : { location: 'status', expected: 'status 200', received: { words: `status ${response?.status}` } },
};

async function run(status: number, limit = budget.requests) {
  const client = createFakeClient((theCase) =>
    theCase.request.path === '/shelf' ? { status, json: { undocumented: true } } : respond(theCase),
  );
  const result = await testConformance({
    ...{ contract, suites: [createSuite({ followUps, rules: [rule] })], fixtures: {}, client },
    ...{ budget: { ...budget, requests: limit, plan: Math.min(budget.plan, limit - budget.discovery) } },
    ...{ seed: 1, local: true, full: false },
    operations: contract.operations.filter(({ id }) => id === 'books:create'),
  });
  const verdicts = new Map(result.results.map(({ clause, verdict }) => [clause.id, verdict]));
  const positions = (name: string): number[] =>
    client.sent.flatMap(({ id }: Case, index) => (id.endsWith(`/follow-up/${name}`) ? [index] : []));
  return { result, verdicts, positions, sent: client.sent };
}

describe('follow-ups', () => {
  it('are sent once, after the plan, before random requests, and in the order of their dependence', async () => {
    const { positions, sent } = await run(200);
    const [first = 0, second = 0] = [...positions('first'), ...positions('second')];
    expect([positions('first').length, positions('second').length]).toEqual([1, 1]);
    expect(second).toBeGreaterThan(first);
    const random = sent.findIndex(({ id }) => id.includes('/explored/'));
    expect(first).toBeGreaterThan(20);
    if (random >= 0) expect(first).toBeLessThan(random);
    expect(sent[first]?.request).toMatchObject({ method: 'GET', path: '/shelf', credentials: 'access' });
  });

  it('are judged by the rules of the suite only', async () => {
    const { verdicts } = await run(200);
    const { verdicts: changed, result } = await run(500);
    const clause = 'books:create/semantics:shelf';
    expect([verdicts.get(clause), changed.get(clause)]).toEqual(['passed', 'failed']);
    for (const [id, verdict] of changed) if (id !== clause) expect(verdict, id).toBe(verdicts.get(id));
    expect(result.problem).toBeUndefined();
  });

  it('do not reject the credentials of the operation with 401', async () => {
    const { result, verdicts } = await run(401);
    expect(result.problem).toBeUndefined();
    expect(verdicts.get('books:create/authentication:none')).toBe('passed');
  });

  it('are not sent without budget', async () => {
    const { verdicts, sent } = await run(200, 12);
    expect(sent.length).toBeLessThanOrEqual(12);
    expect(verdicts.get('books:create/semantics:shelf')).toBe('unverified');
  });
});
