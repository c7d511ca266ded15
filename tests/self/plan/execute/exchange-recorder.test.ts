import { describe, expect, it } from 'vitest';
import { createExchangeRecorder } from '../../../../plan/execute/exchange-recorder.ts';
import { createClauseResults } from '../../../../plan/verdicts/clause-results.ts';
import type { Clause } from '../../../../spec/clauses/clause.ts';
import type { TransportFailureKind } from '../../../../spec/openapi/exchange.ts';
import type { SuiteRule } from '../../../../suites/suite.ts';
import {
  createContext,
  createExchange,
  createSuite,
  type FakeResponse,
  refusedConnection,
} from '../library.ts';
import { createCase } from '../schedule/create-case.ts';

const failure = (kind: TransportFailureKind, answered = false): FakeResponse => ({
  ...{ kind, message: kind, answered },
});

async function create(rules: readonly SuiteRule[] = [], isLimited = () => false) {
  const context = await createContext('books:create', { suites: [createSuite({ rules })] });
  const ownRules = rules.map(
    ({ name }): Clause => ({
      ...{ id: `books:create/${name}`, level: 'MUST', family: 'semantics', operation: 'books:create' },
      description: name,
    }),
  );
  const results = createClauseResults(
    new Map([['books:create', () => [...context.model.clauses, ...ownRules]]]),
  );
  const recorder = createExchangeRecorder(new Map([['books:create', context]]), results, isLimited);
  let id = 0;
  const record = (response: FakeResponse, parts: Parameters<typeof createCase>[1] = {}) => {
    id += 1;
    return recorder.record(createExchange(id, createCase(String(id), { kind: 'valid', ...parts }), response));
  };
  const getResult = (name: string) =>
    results.list(() => ({ reason: '' })).find((each) => each.clause.id === `books:create/${name}`);
  const verdict = (name: string) => getResult(name)?.verdict;
  return { context, recorder, record, getResult, verdict };
}

describe('the exchange recorder', () => {
  it('counts responses by whether they can be judged', async () => {
    const { record, recorder } = await create();
    for (const status of [201, 422, 500, 503, 429]) record({ status });
    record(refusedConnection);
    record(failure('aborted'));
    expect(recorder.counts()).toMatchObject({ answered: 3, unavailable: 3, rejected: 0 });
  });

  it('does not count a 429 to an operation whose rate is limited', async () => {
    const { record, recorder } = await create([], () => true);
    for (const status of [429, 503]) record({ status });
    expect(recorder.counts()).toMatchObject({ unavailable: 1, failureStreak: 6 });
  });

  it('adds to the failure streak until a response is complete', async () => {
    const { record, recorder } = await create();
    const streak = (response: FakeResponse) => {
      record(response);
      return recorder.counts().failureStreak;
    };
    expect(streak(refusedConnection)).toBe(6);
    expect(streak(failure('protocol', true))).toBe(7);
    expect(streak(failure('body timeout', true))).toBe(13);
    expect(streak(failure('aborted'))).toBe(13);
    expect(streak({ status: 503 })).toBe(19);
    expect(streak({ status: 500 })).toBe(0);
  });

  it.each<[TransportFailureKind, answered: boolean, kept: number, unavailable: number, streak: number]>([
    ['refused', false, 1, 1, 6],
    ['dns', false, 1, 1, 6],
    ['tls', false, 1, 1, 6],
    ['connect timeout', false, 1, 1, 6],
    ['headers timeout', false, 1, 1, 6],
    ['body timeout', true, 1, 0, 6],
    ['reset', false, 1, 1, 6],
    ['reset', true, 1, 0, 1],
    ['protocol', true, 1, 0, 1],
    ['too large', true, 1, 0, 1],
    ['encoding', true, 1, 0, 1],
    ['aborted', false, 0, 0, 0],
    ['aborted', true, 0, 0, 0],
  ])(
    'records a transport failure: %s, answered: %s',
    async (kind, answered, kept, unavailable, failureStreak) => {
      const { record, recorder } = await create();
      record(failure(kind, answered));
      expect(recorder.exchanges()).toHaveLength(kept);
      expect(recorder.counts()).toMatchObject({ answered: 0, unavailable, rejected: 0, failureStreak });
    },
  );

  it.each<[FakeResponse, kept: number]>([
    [{ status: 503 }, 1],
    [{ status: 429 }, 1],
  ])('postpones %j: it is counted and kept, and not judged', async (response, kept) => {
    const { recorder, verdict } = await create();
    recorder.postpone(createExchange(1, createCase('1', { kind: 'valid' }), response));
    expect(recorder.exchanges()).toHaveLength(kept);
    expect(recorder.counts()).toMatchObject({ answered: 0, unavailable: 1, failureStreak: 6 });
    expect(verdict('protocol:date')).toBe('unverified');
  });

  it.each<[FakeResponse, unavailable: number]>([
    [{ status: 201, json: {} }, 0],
    [{ status: 503 }, 1],
  ])('counts a postponed request once, by its last response: %j', async (response, unavailable) => {
    const { recorder } = await create();
    const theCase = createCase('1', { kind: 'valid' });
    recorder.postpone(createExchange(1, theCase, { status: 503 }));
    recorder.record(createExchange(2, theCase, response));
    recorder.record(createExchange(3, createCase('2', { kind: 'valid' }), { status: 201, json: {} }));
    expect(recorder.counts()).toMatchObject({ unavailable, postponed: 1 });
  });

  it('counts a rejected token only after it was accepted', async () => {
    const { record, recorder, context } = await create();
    const { request } = createCase('a');
    record({ status: 401 }, { request });
    expect(context.suiteContext.credentialsAccepted).toBe(false);
    record({ status: 201, json: {} }, { request });
    expect(context.suiteContext.credentialsAccepted).toBe(true);
    record({ status: 401 }, { request });
    record({ status: 401 }, { request: { ...request, credentials: 'none' } });
    expect(recorder.counts().rejected).toBe(1);
  });

  it('counts no rejected token where a documented 401 may mean the values of the message', async () => {
    const { record, recorder } = await create();
    record({ status: 201, json: {} });
    for (let sent = 0; sent < 5; sent += 1) record({ status: 401 }); // each case has another path
    expect(recorder.counts().rejected).toBe(0);
  });

  it.each<[count: number, rejected: number]>([
    [7, 0],
    [8, 1],
    [10, 3],
  ])('counts documented 401s, %d in a row after a success, as %d rejections', async (count, rejected) => {
    const { record, recorder } = await create();
    record({ status: 201, json: {} });
    for (let sent = 0; sent < count; sent += 1) record({ status: 401 }, { kind: 'invalid' });
    expect(recorder.counts().rejected).toBe(rejected);
  });

  it('counts no rejection without an earlier success, or if another status comes between', async () => {
    const { record, recorder } = await create();
    for (let sent = 0; sent < 12; sent += 1) record({ status: 401 });
    record({ status: 201, json: {} });
    for (let sent = 0; sent < 7; sent += 1) record({ status: 401 });
    record({ status: 422 });
    for (let sent = 0; sent < 7; sent += 1) record({ status: 401 });
    expect(recorder.counts().rejected).toBe(0);
  });

  it('counts each 401 that is not documented as a rejection', async () => {
    const context = await createContext('books:list');
    const results = createClauseResults(new Map([['books:list', () => context.model.clauses]]));
    const recorder = createExchangeRecorder(new Map([['books:list', context]]), results);
    for (const [index, status] of [401, 200, 401, 401].entries()) {
      const theCase = createCase(`${index}`, { operation: 'books:list' }); // each case has another path
      recorder.record(createExchange(index, theCase, { status }));
    }
    expect(recorder.counts().rejected).toBe(2);
  });

  it('counts no response to a request that only a suite judges', async () => {
    const { record, recorder } = await create();
    const { request } = createCase('a');
    record({ status: 201, json: {} }, { request });
    for (let sent = 0; sent < 10; sent += 1) record({ status: 401 }, { request, suiteOnly: true });
    expect(recorder.counts().rejected).toBe(0);
    expect([...recorder.operationCounts('books:create').statuses]).toEqual([[201, 1]]);
  });

  it('counts the responses of each operation', async () => {
    const { record, recorder } = await create();
    record({ status: 422 });
    expect(recorder.operationCounts('books:create').tries).toBe(1);
    expect(recorder.operationCounts('loans:create').tries).toBe(0);
  });

  it('counts a rejection of a request that was accepted, whatever came between', async () => {
    const { record, recorder } = await create();
    const { request } = createCase('accepted');
    for (const status of [299, 300])
      record({ status, json: {} }, { request: { ...request, path: `/books?${status}` } });
    record({ status: 401 }, { request: { ...request, path: '/books?300' } });
    expect(recorder.counts().rejected).toBe(0);
    record({ status: 401 }, { request: { ...request, path: '/books?299' } });
    expect(recorder.counts().rejected).toBe(1);
  });

  it('updates what is known about the target', async () => {
    const { record, context } = await create();
    const { request } = createCase('a');
    record({ status: 300 }, { request });
    record({ status: 201, json: {} }, { request: { ...request, credentials: 'none' } });
    expect(context.suiteContext.credentialsAccepted).toBe(false);
    record({ status: 201, json: {} }, { kind: 'invalid', request });
    expect(context.suiteContext.credentialsAccepted).toBe(true);
    context.isSeedAccepted = false;
    record({ status: 201, json: { id: 7 } }, { kind: 'invalid' });
    expect(context.isSeedAccepted).toBe(false);
    expect(context.pool.find('book_id')).toEqual([]);
    record({ status: 422, json: { id: 8 } });
    expect(context.isSeedAccepted).toBe(false);
    record({ status: 201, json: { id: 9 } });
    expect(context.isSeedAccepted).toBe(true);
    expect(context.pool.find('book_id')).toEqual([9]);
  });

  it('has evidence of what a response violated, not of what a missing response did', async () => {
    const { record, recorder, verdict } = await create();
    record(failure('headers timeout'));
    expect(verdict('protocol:answered')).toBe('failed');
    expect(recorder.hasEvidence('books:create/protocol:answered')).toBe(false);
    record({ status: 500 });
    expect(verdict('protocol:no-server-error')).toBe('failed');
    expect(recorder.hasEvidence('books:create/protocol:no-server-error')).toBe(true);
  });

  it('returns the first finding of each clause', async () => {
    const { record } = await create();
    const clauses = record({ status: 500 }).map(({ clause }) => clause);
    expect(clauses).toContain('books:create/protocol:no-server-error');
    expect(record({ status: 500 })).toEqual([]);
  });

  it('keeps 1,500 exchanges, and later ones with new findings', async () => {
    const { record, recorder } = await create();
    for (let count = 0; count < 1501; count += 1) record({ status: 201, json: {} });
    recorder.postpone(createExchange(1600, createCase('busy'), { status: 503 }));
    expect(recorder.exchanges()).toHaveLength(1500);
    record({ status: 500 });
    expect(recorder.exchanges().map(({ id }) => id)).toEqual(
      [...Array(1500).keys()].map((id) => id + 1).concat(1502),
    );
  });

  it('keeps all exchanges of scenarios', async () => {
    const { record, recorder } = await create();
    for (let count = 0; count < 1500; count += 1) record({ status: 201, json: {} });
    const scenario = '/books';
    const step = { scenario, resource: scenario, action: 'create', item: 'A', bindings: [] } as const;
    record({ status: 201, json: {} }, { step });
    record({ status: 201, json: {} });
    record(failure('aborted'), { step });
    expect(recorder.exchanges()).toHaveLength(1501);
  });

  it('ignores exchanges of other operations', async () => {
    const { record, recorder } = await create();
    expect(record({ status: 500 }, { operation: 'loans:create' })).toEqual([]);
    expect(recorder.exchanges()).toEqual([]);
  });

  it('judges the rules of the suite, one exchange at a time', async () => {
    const rule: SuiteRule = {
      ...{ name: 'semantics:shelved', level: 'MUST', schemaPointer: '#/paths', description: 'it is shelved' },
      unverifiedReason: 'no book was shelved',
      judge: ({ response }) =>
        response?.status === 201
          ? 'pass'
          : { location: 'status', expected: '201', received: { words: 'other' } },
    };
    const { record, verdict } = await create([rule]);
    record({ status: 201, json: {} });
    expect(verdict('semantics:shelved')).toBe('passed');
    const findings = record({ status: 422, json: {} });
    expect(findings).toContainEqual(
      expect.objectContaining({ clause: 'books:create/semantics:shelved', exchanges: [2] }),
    );
    expect(verdict('semantics:shelved')).toBe('failed');
  });

  it('judges rules that compare exchanges when asked, with all their ids', async () => {
    const rule: SuiteRule = {
      ...{ name: 'semantics:stable', level: 'MUST', schemaPointer: '#/paths', description: 'it is stable' },
      unverifiedReason: 'nothing was compared',
      compare: (exchanges) => ({
        ...{ location: 'status', expected: 'one status', received: { words: 'two' } },
        exchanges: exchanges.map(({ id }) => id).reverse(),
      }),
    };
    const { record, recorder, getResult, verdict } = await create([rule]);
    record({ status: 201, json: {} });
    record({ status: 422, json: {} });
    expect(verdict('semantics:stable')).toBe('unverified');
    recorder.compareExchanges();
    expect(verdict('semantics:stable')).toBe('failed');
    expect(getResult('semantics:stable')?.findings[0]?.exchanges).toEqual([2, 1]);
  });
});
