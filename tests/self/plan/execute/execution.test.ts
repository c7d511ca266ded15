import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Client } from '../../../../plan/client.ts';
import { explorationLimit } from '../../../../plan/execute/limits.ts';
import { listPlannedCases } from '../../../../plan/schedule/plan-operations.ts';
import type { Shard } from '../../../../plan/schedule/shard.ts';
import {
  type Conformance,
  type ConformanceInput,
  testConformance,
} from '../../../../plan/test-conformance.ts';
import type { Json, JsonObject } from '../../../../spec/json.ts';
import type { Case } from '../../../../spec/openapi/case.ts';
import type { TransportFailure } from '../../../../spec/openapi/exchange.ts';
import { createDocument, loadDocument } from '../../spec/create-document.ts';
import {
  budget,
  createContexts,
  createFakeClient,
  createServer,
  createSuite,
  type FakeClient,
  getJson,
  loadLibrary,
  refusedConnection,
} from '../library.ts';

const contract = await loadLibrary();
const contexts = await createContexts(contract);
const planned = listPlannedCases(contexts, undefined);
const operations = contract.operations.filter(({ id }) => id === 'books:create');
const bookCases = planned.filter(({ operation }) => operation === 'books:create');
/**
 * Number of requests that search for an accepted one of `books:create`: the smallest proposal, the same again, and the
 * largest.
 */
const SEARCH = 3;
/** Whether the case is one that the search sends, so that the plan leaves it out. */
const isSeed = (id: string): boolean => /\/valid\/(?:required|all|plain|generated-\d)$/.test(id);
const bookPlan = bookCases.filter(({ id }) => !isSeed(id)).length;
const respond = createServer(contexts);
const createClient = () => createFakeClient(respond);

const incomplete: TransportFailure = { kind: 'protocol', message: 'cut off', answered: true };

interface Run {
  result: Conformance;
  sent: Case[];
}

/** Runs the suite against a fake client. */
async function run(client: FakeClient, options: Partial<ConformanceInput> = {}): Promise<Run> {
  const input = { contract, suites: [], fixtures: {}, budget, seed: 1, local: true, full: false };
  const result = await testConformance({ ...input, ...options, client });
  return { result, sent: client.sent };
}

/** The same client, each of whose responses takes a number of turns of the event loop. */
const withDelays = (client: FakeClient, delays: readonly number[]): FakeClient => ({
  ...client,
  send: async (theCase, id) => {
    const exchange = client.send(theCase, id);
    for (let left = delays[id % delays.length] ?? 0; left > 0; left -= 1) await Promise.resolve();
    return exchange;
  },
});

describe('the budget of a run', () => {
  /** Budgets as the options create them: discovery and plan are part of the total. */
  const budgets = fc
    .record({
      requests: fc.integer({ min: 1, max: 160 }),
      discovery: fc.nat(4),
      plan: fc.integer({ min: 1, max: 160 }),
      concurrency: fc.integer({ min: 1, max: 8 }),
    })
    .filter(({ requests, discovery, plan }) => discovery + plan <= requests);

  it('is never exceeded, and is used up if the target answers', async () => {
    await fc.assert(
      fc.asyncProperty(budgets, async (limits) => {
        const { sent } = await run(createClient(), { budget: limits, operations });
        expect(sent.length).toBeLessThanOrEqual(limits.requests);
        expect(sent.length).toBeGreaterThanOrEqual(
          explorationLimit(limits, Math.min(limits.requests, SEARCH + bookPlan)) - limits.requests / 10,
        );
      }),
      { numRuns: 10 },
    );
  });

  it('has a part for the plan: no random case is sent until the plan is', async () => {
    await fc.assert(
      fc.asyncProperty(budgets, async (limits) => {
        const { sent } = await run(createClient(), { budget: limits, operations });
        const first = new Map(sent.map(({ id }) => [id, id])); // a case that is sent again confirms a finding
        const isRandom = [...first.values()].map((id) => /\/(?:explored|again|shrunk)\//.test(id));
        expect(isRandom).toEqual(isRandom.toSorted((a, b) => Number(a) - Number(b)));
        if (isRandom.includes(true)) expect(isRandom.indexOf(true)).toBeGreaterThanOrEqual(bookPlan);
      }),
      { numRuns: 10 },
    );
  });

  it('counts retries', async () => {
    const client = createFakeClient(respond, { requestsPerSend: 3 });
    const limits = { requests: 90, discovery: 0, plan: 90, concurrency: 1 };
    expect((await run(client, { budget: limits })).sent).toHaveLength(30);
  });
});

describe('what was not sent', () => {
  it('is reported as the rest of the plan', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 20, max: 60 }), async (requests) => {
        const client = createFakeClient(respond, { requestsPerSend: 2 });
        const limits = { requests, discovery: 0, plan: requests, concurrency: 4 };
        const { result } = await run(client, { budget: limits, operations });
        const { cases } = result.execution;
        const unsent = requests - (cases - SEARCH);
        const note = `${unsent} of ${requests} planned cases were not sent: the limit for requests was reached after ${cases}: raise --max-requests`;
        expect(result.notes).toEqual([note]);
      }),
      { numRuns: 10 },
    );
  });

  it('is nothing if the budget is large enough', async () => {
    const { sent, result } = await run(createClient(), {
      runs: 0,
      budget: { ...budget, requests: 900, plan: 900 },
    });
    expect(result.notes).toEqual([]);
    const ids = new Set(sent.map(({ id }) => id));
    const unsent = bookCases.filter(({ id }) => id.includes('/invalid/') && !ids.has(id));
    expect(unsent).toEqual([]);
  });
});

describe('the order of requests', () => {
  it('is that of the plan, at any concurrency and with any delays', async () => {
    const limits = { ...budget, requests: 120, plan: 90 };
    const { sent: expected } = await run(createClient(), { budget: { ...limits, concurrency: 1 } });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 8 }),
        fc.array(fc.nat(12), { minLength: 1 }),
        async (concurrency, delays) => {
          const client = withDelays(createClient(), delays);
          const { sent } = await run(client, { budget: { ...limits, concurrency } });
          expect(sent.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
        },
      ),
      { numRuns: 10 },
    );
  });

  it('gives the same verdicts at any concurrency', async () => {
    const verdicts = async (concurrency: number) => {
      const { result } = await run(createClient(), { budget: { ...budget, concurrency } });
      return result.results.map(({ clause, verdict, observed }) => [clause.id, verdict, observed]);
    };
    expect(await verdicts(8)).toEqual(await verdicts(1));
  });
});

describe('exploration', () => {
  it('sends as many random cases as wanted, after the plan', async () => {
    const { sent } = await run(createClient(), { runs: 23, budget: { ...budget, requests: 900, plan: 900 } });
    const random = sent.map(({ id }) => id.includes('/explored/'));
    expect(random.filter(Boolean)).toHaveLength(23);
    expect(random.indexOf(true)).toBeGreaterThanOrEqual(planned.length);
  });

  it('begins with clauses that no request has judged, because an operation needs more than its share', async () => {
    const countClauses = async (runs: number): Promise<number> => {
      const { sent } = await run(createClient(), { runs, budget: { ...budget, requests: 130, plan: 130 } });
      const random = sent.findIndex(({ id }) => id.includes('/explored/'));
      const directed = random < 0 ? sent : sent.slice(0, random);
      return new Set(directed.flatMap(({ covers, violation }) => [...covers, ...(violation?.clauses ?? [])]))
        .size;
    };
    expect(await countClauses(400)).toBeGreaterThan(await countClauses(0));
  });

  it('is divided among the shards, like the plan', async () => {
    const limits = { ...budget, requests: 900, plan: 900 };
    const send = async (shard?: Shard) => {
      const { sent } = await run(createClient(), { runs: 40, shard, budget: limits });
      return new Set(sent.map(({ id }) => id).filter((id) => !id.includes('/again/') && !isSeed(id)));
    };
    const shards = await Promise.all([1, 2].map((index) => send({ index, count: 2 })));
    expect(new Set(shards.flatMap((ids) => [...ids]))).toEqual(await send());
  });
});

it('the plan of a shard fills its budget, however many shards there are', async () => {
  const limits = { ...budget, requests: 40, plan: 40 };
  const count = async (shard?: Shard) =>
    (await run(createClient(), { runs: 0, shard, budget: limits })).sent.filter(({ id }) => !isSeed(id))
      .length;
  const whole = await count();
  expect(await count({ index: 2, count: 4 })).toBeGreaterThanOrEqual(whole - 2); // shares are rounded
});

describe('a failure that exploration found', () => {
  /** Fails for random cases only, so that the plan does not find it first. */
  const fails = (theCase: Case): boolean => {
    if (theCase.kind !== 'valid' || !/\/(?:explored|shrunk)\//.test(theCase.id)) return false;
    const { title } = getJson(theCase) as JsonObject; // the bodies of positive cases are objects
    return typeof title === 'string' && title.length > 3;
  };
  const client = () => createFakeClient((theCase) => (fails(theCase) ? { status: 500 } : respond(theCase)));
  const find = ({ result }: Run) =>
    result.execution.counterexamples.find(({ clause }) => clause === 'books:create/protocol:no-server-error');

  it('is shrunk with the rest of the budget', async () => {
    const shrunk = find(await run(client(), { operations, runs: 60 }));
    expect(shrunk?.shrinks).toBeGreaterThan(0);
    expect(shrunk?.exchange.case.id).toMatch(/\/shrunk\//);
    expect(shrunk && fails(shrunk.exchange.case)).toBe(true);
  });

  it('is shrunk until the budget is used up', async () => {
    const limits = { requests: bookCases.length + 60, discovery: 0, plan: bookCases.length, concurrency: 4 };
    const { sent } = await run(client(), { operations, budget: limits });
    expect(sent.filter(({ id }) => id.includes('/shrunk/')).length).toBeGreaterThan(1);
    expect(sent).toHaveLength(limits.requests);
  });

  it('is reported as it was found if nothing is left of the budget', async () => {
    const limits = { ...budget, requests: bookCases.length + 60, plan: bookCases.length };
    const exhausted = createFakeClient((theCase) => (fails(theCase) ? { status: 500 } : respond(theCase)), {
      rateLimitError: () => (exhausted.sent.some(fails) ? 'rate limit exhausted' : undefined),
    });
    const found = find(await run(exhausted, { operations, budget: limits }));
    expect(found).toMatchObject({ shrinks: 0 });
    expect(found?.exchange.case.id).toMatch(/\/explored\//);
  });
});

describe('a target that is gone', () => {
  it('gets a single request if it never answers', async () => {
    const { sent, result } = await run(createFakeClient(() => refusedConnection));
    expect(sent).toHaveLength(1);
    expect(result.problem).toBe('the target did not answer: connect ECONNREFUSED');
    const verdicts = result.results.filter(({ clause }) => clause.family !== 'contract');
    expect(new Set(verdicts.map(({ verdict }) => verdict))).toEqual(new Set(['error']));
  });

  it('gets a single request if it rejects the credentials', async () => {
    const client = createFakeClient(() => ({ status: 403 }));
    const { sent, result } = await run(client, { operations });
    expect(sent).toHaveLength(1);
    expect(result.problem).toMatch(/the access token may not do this/);
  });

  it('gets some requests more if the rejection is documented: it may mean the values of the message', async () => {
    const client = createFakeClient(() => ({ status: 401 }));
    const { sent, result } = await run(client, { operations });
    expect(sent.length).toBeLessThanOrEqual(20);
    expect(result.problem).toMatch(/rejects the access token/);
  });

  it('is not one that rejects the values of a login', async () => {
    const server = createServer(contexts);
    const client = createFakeClient((theCase) => {
      const response = server(theCase);
      return 'status' in response && response.status === 201 ? { status: 401 } : response;
    });
    const { sent, result } = await run(client, { operations });
    expect(sent.length).toBeGreaterThan(50);
    expect(result.problem).toMatch(/valid requests was answered with 401/);
  });

  it('is not one that rejects the credentials for one of several operations', async () => {
    const client = createFakeClient((theCase) =>
      theCase.operation === 'books:create' ? { status: 403 } : respond(theCase),
    );
    const { result } = await run(client);
    const list = (operation: string) => result.results.filter(({ clause }) => clause.operation === operation);
    expect(list('loans:create').filter(({ verdict }) => verdict === 'passed').length).toBeGreaterThan(5);
    const rejected = list('books:create').filter(({ clause }) => /requests$/.test(clause.family));
    expect(new Set(rejected.map(({ verdict }) => verdict))).toEqual(new Set(['error']));
  });

  it('is not one whose first operation lacks credentials', async () => {
    const notSent: TransportFailure = { kind: 'aborted', message: 'not sent: no token', answered: false };
    const client = {
      ...createFakeClient((theCase) =>
        theCase.request.credentials === 'access' ? notSent : respond(theCase),
      ),
      hasCredentials: (id: string) => id !== 'books:create',
    };
    const { result } = await run(client);
    expect(result.problem).toMatch(/books:create could not be tested/);
    const verdicts = new Set(
      result.results
        .filter(({ clause }) => clause.operation === 'loans:create')
        .map(({ verdict }) => verdict),
    );
    expect(verdicts.has('passed')).toBe(true);
    expect(verdicts.has('error')).toBe(false);
  });

  it('gets one request for each operation and eight more if all its responses are incomplete', async () => {
    const { sent } = await run(createFakeClient(() => incomplete));
    expect(sent).toHaveLength(contract.operations.length + 8);
  });

  it('gets eight requests if all its responses are incomplete, however many operations it has', async () => {
    const get: Json = { responses: { 200: { description: 'OK' } } };
    const paths = Object.fromEntries([...Array(10).keys()].map((index) => [`/${index}`, { get }]));
    const many = await loadDocument(createDocument({}, { paths }));
    const { sent } = await run(
      createFakeClient(() => incomplete),
      { contract: many },
    );
    expect(sent).toHaveLength(8);
  });

  it('is not one that is unavailable at first', async () => {
    const { sent, result } = await run(
      createFakeClient((theCase, id) => (id === 1 ? { status: 503 } : respond(theCase))),
    );
    expect(sent.length).toBeGreaterThan(300);
    expect(result.problem).toBeUndefined();
  });

  it('is given up soon after it stops answering', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 10, max: 60 }),
        fc.integer({ min: 1, max: 6 }),
        async (last, concurrency) => {
          const client = createFakeClient((theCase, id) =>
            id > last ? refusedConnection : respond(theCase),
          );
          const { sent, result } = await run(client, { budget: { ...budget, concurrency } });
          expect(sent.length).toBeGreaterThan(last);
          expect(sent.length).toBeLessThanOrEqual(last + 96 / 6 + 4 * concurrency);
          expect(result.problem).toBeDefined();
        },
      ),
      { numRuns: 10 },
    );
  });

  it('is given up after sixteen requests that it does not answer', async () => {
    const client = createFakeClient((theCase, id) => (id > 20 ? refusedConnection : respond(theCase)));
    const { sent } = await run(client, { budget: { ...budget, concurrency: 1 } });
    expect(sent).toHaveLength(20 + 96 / 6 + 1); // one was in flight
  });

  it('is given up later if its responses are only incomplete', async () => {
    const client = createFakeClient((theCase, id) => (id > 20 ? incomplete : respond(theCase)));
    const { sent } = await run(client, { budget: { ...budget, concurrency: 1 } });
    expect(sent).toHaveLength(20 + 96 + 1); // one was in flight
  });

  it('is one for which the client gave up', async () => {
    const client = createFakeClient(respond, {
      rateLimitError: () => (client.sent.length >= 30 ? 'rate limit exhausted' : undefined),
    });
    const { sent, result } = await run(client);
    expect(sent.length).toBeLessThanOrEqual(30 + budget.concurrency);
    expect(result.problem).toBe('rate limit exhausted');
  });
});

describe('an operation whose rate the target limits', () => {
  it('gets no more requests, and the clauses of the others are judged', async () => {
    const isLimited = ({ operation }: Case) => operation === 'books:create';
    const client = createFakeClient((theCase) => (isLimited(theCase) ? { status: 429 } : respond(theCase)), {
      limitedOperations: () => (client.sent.some(isLimited) ? ['books:create'] : []),
    });
    const { sent, result } = await run(client);
    expect(sent.filter(isLimited).length).toBeLessThanOrEqual(budget.concurrency);
    expect(result.problem).toBeUndefined();
    expect(result.notes.join()).toMatch(/limits the rate of books:create \(429\)/);
    const { obstacle } = result.coverage.find(({ operation }) => operation === 'books:create') ?? {};
    expect(obstacle).toMatchObject({ remedy: 'lower --rate or run again later' });
    expect(result.results.filter(({ verdict }) => verdict === 'passed').length).toBeGreaterThan(0);
  });
});

describe('a target that is busy for a moment', () => {
  const listFailed = async (client: FakeClient, requests = 400): Promise<string[]> => {
    const limits = { ...budget, requests, plan: requests };
    const { result } = await run(client, { budget: limits, operations });
    expect(result.problem).toBeUndefined();
    return result.results.filter(({ verdict }) => verdict === 'failed').map(({ clause }) => clause.id);
  };

  it.each([503, 429])('gets the requests again, and is not blamed for status %i', async (status) => {
    const expected = await listFailed(createClient());
    const answerBusily = createFakeClient((theCase, id) => (id % 60 === 7 ? { status } : respond(theCase)));
    expect(await listFailed(answerBusily)).toEqual(expected);
  });

  it('is not blamed for 500 with what the request was about, even if the plan needs all requests', async () => {
    let nans = 0;
    const client = createFakeClient((theCase) => {
      if (theCase.role !== 'robustness:nan') return respond(theCase);
      nans += 1;
      return nans === 1 ? { status: 500 } : respond(theCase);
    });
    const expected = await listFailed(createClient(), bookCases.length);
    const failed = await listFailed(client, bookCases.length);
    expect(nans).toBeGreaterThan(1);
    expect(new Set(failed)).toEqual(new Set([...expected, 'books:create/protocol:no-server-error']));
  });

  it('is blamed if the request always gets 503', async () => {
    const client = createFakeClient((theCase) =>
      theCase.role === 'robustness:nan' ? { status: 503 } : respond(theCase),
    );
    expect(await listFailed(client)).toContain('books:create/protocol:no-server-error');
  });
});

describe('an aborted run', () => {
  it('sends nothing more, and judges what it sent', async () => {
    const controller = new AbortController();
    const client = createFakeClient((theCase, id) => {
      if (id === 50) controller.abort();
      return respond(theCase);
    });
    const { sent, result } = await run(client, { signal: controller.signal });
    expect(sent.length).toBeLessThanOrEqual(50 + 4 * budget.concurrency);
    expect(result.notes.join()).toMatch(/were not sent: the run was interrupted after \d+/);
    expect(result.results.some(({ verdict }) => verdict === 'passed')).toBe(true);
  });

  it('reports a plan that was still being generated', async () => {
    const controller = new AbortController();
    const client = createFakeClient((theCase, id) => {
      if (id === 5) controller.abort();
      return respond(theCase);
    });
    const { result } = await run(client, { signal: controller.signal, operations });
    const note = `the other planned cases were not sent: the run was interrupted after ${result.execution.cases}`;
    expect(result.notes).toEqual([note]);
  });

  it.each([
    ['an interruption', 'the run was interrupted'],
    ['a rate limit', 'the target limits the rate'],
  ])('reports requests that %s aborts as not sent', async (cause, reason) => {
    const controller = new AbortController();
    const aborted: TransportFailure = { kind: 'aborted', message: 'aborted', answered: false };
    let hasEnded = false;
    const client = createFakeClient(
      (theCase, id) => {
        hasEnded ||= id === 50;
        if (hasEnded && cause === 'an interruption') controller.abort();
        return hasEnded ? aborted : respond(theCase);
      },
      { rateLimitError: () => (hasEnded && cause === 'a rate limit' ? 'slow down' : undefined) },
    );
    const limits = { requests: 90, discovery: 0, plan: 90, concurrency: 4 };
    const { sent, result } = await run(client, { signal: controller.signal, budget: limits, operations });
    const answered = result.execution.cases;
    expect(answered).toBeLessThan(sent.length);
    const note = `${90 - (answered - SEARCH)} of 90 planned cases were not sent: ${reason} after ${answered}`;
    expect(result.notes).toEqual([expect.stringContaining(note)]);
  });
});

describe('a combined case', () => {
  const suite = createSuite({
    seedTemplates: [{ name: 'known', description: 'a known book', body: { title: 'title', genre: 'genre' } }],
  });
  const options = { suites: [suite], fixtures: { title: 'Emma', genre: 'novel' }, runs: 0 };
  const spellings = ['authentication:scheme-case', 'protocol:charset', 'protocol:json-spelling'];
  const isSpelling = ({ id, operation, role = '' }: Case) =>
    operation === 'books:create' && (id.endsWith('/spellings') || spellings.includes(role));
  const sendSpellings = async (client: FakeClient) => {
    const { sent, result } = await run(client, options);
    const verdicts = new Map(result.results.map(({ clause, verdict }) => [clause.id, verdict]));
    return {
      sent: sent.filter(isSpelling).map(({ role }) => role),
      verdicts: spellings.map((name) => verdicts.get(`books:create/${name}`)),
    };
  };

  it('is enough if it is accepted', async () => {
    expect(await sendSpellings(createClient())).toEqual({
      sent: [undefined],
      verdicts: ['passed', 'passed', 'passed'],
    });
  });

  it('is sent part by part if it is rejected, to find the part that is', async () => {
    const client = createFakeClient((theCase) => {
      const hasCharset = theCase.request.headers.some(([, value]) => value.includes('charset'));
      return hasCharset ? { status: 415 } : respond(theCase);
    });
    const { sent, verdicts } = await sendSpellings(client);
    expect(sent.slice(0, 4)).toEqual([undefined, ...spellings]); // later requests confirm the finding
    expect(verdicts).toEqual(['passed', 'failed', 'passed']);
    const first = client.sent.findIndex((theCase) => isSpelling(theCase) && !theCase.subcases);
    expect(client.sent[first - 1]?.subcases).toBeDefined(); // the parts precede the rest of the plan
  });
});

describe('progress', () => {
  it('is reported after every case, with the findings so far', async () => {
    const stages: Parameters<NonNullable<ConformanceInput['onStage']>>[0][] = [];
    const client = createFakeClient((theCase) =>
      theCase.kind === 'probe' ? { status: 500 } : respond(theCase),
    );
    const { sent, result } = await run(client, { onStage: (stage) => stages.push(stage), runs: 5 });
    const confirmed = sent.length - stages.length; // requests sent again to confirm findings
    expect(confirmed).toBeLessThan(sent.length / 2);
    expect(stages.map(({ cases }) => cases)).toEqual(stages.map((_, position) => position + 1));
    expect(stages.flatMap(({ newlyFailed }) => newlyFailed)).toEqual(
      result.execution.counterexamples.map(({ clause }) => clause),
    );
    expect(stages.at(-1)?.findings).toBe(result.execution.counterexamples.length);
    expect(new Set(stages.map(({ phase }) => phase))).toEqual(new Set(['plan', 'exploration']));
  });
});

it('only the client sends: a run without a budget sends nothing', async () => {
  const client: Client & FakeClient = createClient();
  const { sent } = await run(client, { budget: { requests: 0, discovery: 0, plan: 0, concurrency: 4 } });
  expect(sent).toEqual([]);
});
