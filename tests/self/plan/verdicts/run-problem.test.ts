import { describe, expect, it, test } from 'vitest';
import type { Client } from '../../../../plan/client.ts';
import type { ExchangeRecorder } from '../../../../plan/execute/exchange-recorder.ts';
import type { RunProblem } from '../../../../plan/verdicts/model.ts';
import { addToOperationCounts, createOperationCounts } from '../../../../plan/verdicts/operation-counts.ts';
import { createOperationCoverage } from '../../../../plan/verdicts/operation-coverage.ts';
import { applyProblem, findProblem } from '../../../../plan/verdicts/run-problem.ts';
import type { Family } from '../../../../spec/clauses/clause.ts';
import type { ClauseResult, Verdict } from '../../../../spec/clauses/verdict.ts';
import type { RequestSpec } from '../../../../spec/openapi/request.ts';
import {
  createContext,
  createExchange,
  createFakeClient,
  type FakeResponse,
  refusedConnection,
} from '../library.ts';
import { createCase } from '../schedule/create-case.ts';

type Counts = Partial<ReturnType<ExchangeRecorder['counts']>>;

const valid = createCase('a', { kind: 'valid' });

function createRecorder(
  counts: Counts,
  responses: FakeResponse[] = [],
  evidence = false,
  requests: readonly RequestSpec[] = [],
): ExchangeRecorder {
  return {
    record: () => [],
    postpone: () => undefined,
    compareExchanges: () => {},
    exchanges: () =>
      responses.map((response, index) =>
        createExchange(index + 1, { ...valid, request: requests[index] ?? valid.request }, response),
      ),
    counts: () => ({
      ...{ answered: 0, unavailable: 0, postponed: 0, rejected: 0, failureStreak: 0 },
      ...counts,
    }),
    hasEvidence: () => evidence,
    operationCounts: () => {
      const operationCounts = createOperationCounts();
      for (const [index, response] of responses.entries())
        addToOperationCounts(operationCounts, operation, createExchange(index + 1, valid, response));
      return operationCounts;
    },
  };
}

const client: Client = createFakeClient(() => ({ status: 500 }));
const context = await createContext('books:create');
const { operation } = context.model;
const contexts = new Map([['books:create', context]]);

interface Circumstances {
  client?: Client;
  signal?: AbortSignal;
  isCut?: boolean;
  requests?: readonly RequestSpec[];
}

function findRunProblem(
  counts: Counts,
  responses: FakeResponse[],
  { isCut = false, signal, requests, ...options }: Circumstances = {},
) {
  const recorder = createRecorder(counts, responses, false, requests);
  const unsent = { note: 'cut', isTimeout: false };
  const execution = {
    ...{ recorder, counterexamples: [], cases: 1, isExplorationCut: false, created: [] },
    ...(isCut && { unsent }),
  };
  const state = { client: options.client ?? client, signal, execution, contexts, isShard: false };
  const coverage = [createOperationCoverage(context, recorder.operationCounts(''), state.client)];
  return findProblem({ ...state, coverage });
}

const find = (counts: Counts, responses: FakeResponse[] = [{ status: 201 }], options: Circumstances = {}) =>
  findRunProblem(counts, responses, options)?.description;

describe('the problem of a run', () => {
  it('does not exist if the target answers', () => {
    expect(find({ answered: 50 })).toBeUndefined();
  });

  it('is that of the client if it gave up', () => {
    const limited = createFakeClient(() => ({ status: 500 }), {
      rateLimitError: () => 'rate limit exhausted',
    });
    expect(find({ answered: 50 }, [], { client: limited })).toBe('rate limit exhausted');
  });

  it('is a target that did not answer, with the first reason', () => {
    expect(find({ unavailable: 1 }, [refusedConnection])).toBe(
      'the target did not answer: connect ECONNREFUSED',
    );
    expect(find({ unavailable: 1 }, [{ status: 503 }])).toMatch(
      /^the target did not answer: status 503: .*, see its log$/,
    );
  });

  it('is that no request could be sent, with the remedy if no token was given', () => {
    expect(find({}, [])).toBe('no request could be sent');
    expect(find({}, [], { client: { ...client, hasCredentials: () => false } })).toMatch(
      /without credentials: set CONFORMANCE_CREDENTIAL_TOKEN$/,
    );
  });

  it('is not a missing answer if the run was aborted before one could arrive', () => {
    expect(find({}, [], { signal: AbortSignal.abort() })).toBeUndefined();
    expect(find({}, [refusedConnection], { signal: AbortSignal.abort() })).toMatch(
      /^the target did not answer/,
    );
  });

  it('is a token that every valid request shows to be rejected', () => {
    expect(find({ answered: 2 }, [{ status: 403 }])).toMatch(/access token may not do this \(403\)/);
    expect(find({ answered: 2 }, [{ status: 403 }, { status: 201 }])).toBeUndefined();
    const many = Array<FakeResponse>(8).fill({ status: 401 });
    expect(find({ answered: 8 }, many)).toBe(
      'the target rejects the access token (401): check CONFORMANCE_CREDENTIAL_TOKEN',
    );
  });

  it('is not a rejected token if a few valid requests got a documented 401, as a login may answer', () => {
    expect(find({ answered: 2 }, [{ status: 401 }, { status: 401 }])).toMatch(
      /valid requests was answered with 401: check CONFORMANCE_CREDENTIAL_TOKEN/,
    );
  });

  const withoutToken = { ...client, hasCredentials: () => false };

  test.each<[status: number, client: Client, description: RegExp, isVoid: boolean]>([
    [401, withoutToken, /^every answer was 401 and no token is set: set CONFORMANCE_CREDENTIAL_TOKEN$/, true],
    [404, client, /^every answer was 404: check the base URL of --target/, true],
    [301, client, /^every answer was 301: check the scheme, host and path/, true],
    [405, client, /^every answer was 405: check the scheme, host and path/, true],
    [
      422,
      client,
      /^every answer was 422, also to valid requests: give a request .*--fixtures=FILE with/,
      false,
    ],
    [300, client, /^every answer was 300: check the scheme, host and path/, true],
    [399, client, /^every answer was 399: check the scheme, host and path/, true],
    [400, client, /^every answer was 400, also to valid requests/, false],
    [499, client, /^every answer was 499, also to valid requests/, false],
    [429, client, /^every answer was 429, also to valid requests/, true],
    [500, client, /^every answer was 500: see the log of the target$/, false],
    [501, client, /^every answer was 501: see the log of the target$/, false],
    [502, client, /^every answer was 502: see the log of the target$/, true],
    [504, client, /^every answer was 504: see the log of the target$/, true],
  ])('is that all answers are %i', (status, client, description, isVoid) => {
    const all = [{ status }, { status }, { status }];
    const problem = findRunProblem({ answered: 3 }, all, { client });
    expect(problem?.description).toMatch(description);
    expect(problem?.voidsFailures ?? false).toBe(isVoid);
    expect(find({ answered: 3 }, [...all, { status: 201 }])).toBeUndefined();
  });

  it('is not one status of all answers if there are only two, or if it is a success', () => {
    expect(find({ answered: 2 }, [{ status: 404 }, { status: 404 }])).toMatch(/^no success response/);
    expect(find({ answered: 3 }, Array(3).fill({ status: 299 }))).toMatch(/^no success response/);
  });

  it('is that no operation gave a documented success', () => {
    expect(find({ answered: 2 }, [{ status: 422 }, { status: 409 }])).toBe(
      'no success response was judged: none of the 2 valid requests got a documented success: give a request that the target accepts: --fixtures=FILE with {"books:create": {"body": {…}}}',
    );
    expect(find({ answered: 2 }, [{ status: 200 }, { status: 422 }])).toMatch(/no success response/);
    expect(find({ answered: 2 }, [{ status: 201 }, { status: 422 }])).toBeUndefined();
  });

  it('is an unstable target: more than 2 % unavailable responses, and more than two', () => {
    expect(find({ answered: 98, unavailable: 2 })).toBeUndefined();
    expect(find({ answered: 98, unavailable: 3 })).toMatch(/failed repeatedly: 3 requests/);
    expect(find({ answered: 997, unavailable: 3 })).toBeUndefined();
    expect(find({ answered: 100, postponed: 6 })).toBeUndefined();
    expect(find({ answered: 100, postponed: 7 })).toMatch(/failed repeatedly: 7 requests/);
  });

  it('names a lower concurrency if the responses were late', () => {
    const late = { kind: 'headers timeout', message: 'no response within 10 ms', answered: false } as const;
    const counts = { answered: 98, unavailable: 3 };
    expect(find(counts, [late, { status: 201 }])).toMatch(
      /\(no response within 10 ms\): --concurrency=1 sends one request at a time$/,
    );
    expect(find(counts, [refusedConnection, { status: 201 }])).not.toMatch(/concurrency/);
  });

  it('is no unstable target if the same requests never got an answer, and others did', () => {
    const closed = { ...refusedConnection, kind: 'reset' } as const;
    const counts = { answered: 98, unavailable: 4 };
    expect(find(counts, [closed, closed, closed, closed, { status: 201 }])).toMatch(/failed repeatedly/);
    const paths = ['/a', '/a', '/b', '/b', '/c'];
    const requests = paths.map((path) => ({ ...valid.request, path }));
    const responses = [closed, closed, closed, closed, { status: 201 }];
    expect(find(counts, responses, { requests })).toBeUndefined();
    const single = ['/a', '/d', '/b', '/e', '/c'].map((path) => ({ ...valid.request, path }));
    expect(find(counts, responses, { requests: single })).toMatch(/failed repeatedly/);
  });

  it('is a token rejected often after it had been accepted', () => {
    expect(find({ answered: 50, rejected: 2 })).toBeUndefined();
    expect(find({ answered: 50, rejected: 3 })).toMatch(/rejected the access token 3 times/);
  });

  it('is a target that stopped answering: for long, or in the last two requests of a run that was cut short', () => {
    const tail = { answered: 200, unavailable: 2 };
    expect(find({ ...tail, failureStreak: 96 })).toMatch(/^the target stopped answering/);
    expect(find({ ...tail, failureStreak: 12 })).toBeUndefined();
    expect(find({ ...tail, unavailable: 1, failureStreak: 96 })).toBeUndefined();
    expect(find({ ...tail, failureStreak: 12 }, undefined, { isCut: true })).toMatch(/stopped answering/);
    expect(find({ ...tail, failureStreak: 11 }, undefined, { isCut: true })).toBeUndefined();
  });

  it('is a document of which no operation is supported', async () => {
    const Book = {
      type: 'object',
      required: ['x'],
      properties: { x: { type: 'string', minLength: 2, maxLength: 1 } },
    };
    const unsupported = await createContext('books:create', { schemas: { Book } });
    const recorder = createRecorder({ answered: 9 }, [{ status: 201 }]);
    const execution = {
      ...{ recorder, counterexamples: [], cases: 1 },
      isExplorationCut: false,
      created: [],
    };
    const state = { client, signal: undefined, execution, coverage: [], isShard: false };
    const find = (all: [string, typeof unsupported][]) =>
      findProblem({ ...state, contexts: new Map(all) })?.description;
    expect(find([['a', unsupported]])).toMatch(/^no request can be generated from the document: /);
    expect(find([['a', unsupported], ...contexts])).toBeUndefined();
  });
});

describe('a result in a run with a problem', () => {
  const createResult = (verdict: Verdict, family: Family = 'errors'): ClauseResult => ({
    clause: { id: 'op/a', level: 'MUST', family, operation: 'op', description: 'a' },
    ...{ verdict, findings: [], found: verdict === 'failed' ? 1 : 0, observed: 1, exchanges: [1] },
  });
  const stopped: RunProblem = { description: 'the target stopped answering' };
  const apply = (result: ClauseResult, evidence: boolean, problem = stopped) =>
    applyProblem(result, problem, createRecorder({}, [], evidence)).verdict;

  it('is an error, so that nothing passes', () => {
    expect(apply(createResult('passed'), false)).toBe('error');
    expect(apply(createResult('unverified'), false)).toBe('error');
  });

  it('stays a failure if a response shows the violation', () => {
    expect(apply(createResult('failed'), true)).toBe('failed');
    expect(apply(createResult('failed'), false)).toBe('error');
  });

  it('is an error and not a failure if the credentials are rejected', () => {
    const problem = findRunProblem({ answered: 1 }, [{ status: 403 }]);
    expect(problem).toMatchObject({ voidsFailures: true, operations: new Set(['books:create']) });
    const ownProblem = problem && { ...problem, operations: new Set(['op']) };
    expect(apply(createResult('failed'), true, ownProblem)).toBe('error');
  });

  it('is unchanged if the problem concerns other operations', () => {
    const missing = { description: 'no credentials', operations: new Set(['other']) };
    expect(apply(createResult('passed'), false, missing)).toBe('passed');
    expect(apply(createResult('passed'), false, { ...missing, operations: new Set(['op']) })).toBe('error');
  });

  it('stays as it is for a clause of the document', () => {
    expect(apply(createResult('noticed', 'contract'), false)).toBe('noticed');
  });
});
