import { describe, expect, it } from 'vitest';
import { confirmFindings } from '../../../../plan/execute/confirm-findings.ts';
import type { Counterexample } from '../../../../plan/execute/model.ts';
import { testConformance } from '../../../../plan/test-conformance.ts';
import { isJsonObject, type Json } from '../../../../spec/json.ts';
import type { Case } from '../../../../spec/openapi/case.ts';
import type { SuiteRule } from '../../../../suites/suite.ts';
import { createDocument, loadDocument } from '../../spec/create-document.ts';
import {
  budget,
  createContexts,
  createExchange,
  createFakeClient,
  createServer,
  createSuite,
  type FakeResponse,
  loadLibrary,
} from '../library.ts';
import { createCase } from '../schedule/create-case.ts';

const contract = await loadLibrary();
const contexts = await createContexts(contract);
const operations = contract.operations.filter(({ id }) => id === 'books:create');
const respond = createServer(contexts);

/** The results of a run against a server whose responses `fault` may replace. */
async function run(fault: (theCase: Case, count: number) => FakeResponse | undefined) {
  const counts = new Map<string, number>();
  const client = createFakeClient((theCase) => {
    const key = theCase.role ?? theCase.kind;
    counts.set(key, (counts.get(key) ?? 0) + 1);
    return fault(theCase, counts.get(key) ?? 0) ?? respond(theCase);
  });
  const input = { contract, operations, suites: [], fixtures: {}, budget, seed: 1, local: true, full: false };
  const { results, execution } = await testConformance({ ...input, client, runs: 0 });
  const find = (name: string) => results.find(({ clause }) => clause.id === `books:create/${name}`);
  return { find, counterexamples: execution.counterexamples };
}

const isNan = ({ role }: Case): boolean => role === 'robustness:nan';

describe('a server error', () => {
  it('that does not show again is blamed only on the stability of the target', async () => {
    const { find, counterexamples } = await run((theCase, count) =>
      isNan(theCase) && count === 1 ? { status: 500 } : undefined,
    );
    expect(find('robustness:nan')).toMatchObject({ verdict: 'passed', findings: [], found: 0 });
    const stability = find('protocol:no-server-error');
    expect(stability?.verdict).toBe('failed');
    expect(stability?.findings.map(({ isIntermittent }) => isIntermittent)).toEqual([true]);
    expect(counterexamples.map(({ clause }) => clause)).not.toContain('books:create/robustness:nan');
  });

  it('that shows again is blamed on the request, even if only the second repetition shows it', async () => {
    for (const failing of [
      [1, 2, 3, 4],
      [1, 3],
    ]) {
      const { find } = await run((theCase, count) =>
        isNan(theCase) && failing.includes(count) ? { status: 500 } : undefined,
      );
      expect(find('robustness:nan')?.verdict).toBe('failed');
      expect(find('robustness:nan')?.findings[0]?.isIntermittent).toBeUndefined();
    }
  });
});

describe('a response that a proxy may have caused', () => {
  const failing =
    (response: FakeResponse, wanted: number) =>
    ({ role }: Case, count: number): FakeResponse | undefined =>
      role === 'robustness:nan' && count <= wanted ? response : undefined;
  const late = { kind: 'headers timeout', message: 'no complete response header', answered: false } as const;

  it.each<[string, FakeResponse, string]>([
    ['status 502', { status: 502 }, 'protocol:no-server-error'],
    ['status 504', { status: 504 }, 'protocol:no-server-error'],
    ['no complete response header', late, 'protocol:answered'],
  ])('%s is noticed if it is the only one of the run', async (words, response, clause) => {
    const { find, counterexamples } = await run(failing(response, 1));
    expect(find(clause)).toMatchObject({ verdict: 'passed', findings: [] });
    expect(find('protocol:first-attempt')).toMatchObject({
      verdict: 'noticed',
      findings: [{ received: { words } }],
    });
    expect(counterexamples.map((each) => each.clause)).not.toContain(`books:create/${clause}`);
  });

  it.each<[string, FakeResponse, number]>([
    ['recurs', { status: 502 }, 2],
    ['is that of the server itself', { status: 500 }, 1],
  ])('is blamed if it %s', async (_, response, count) => {
    const { find } = await run(failing(response, count));
    expect(find('protocol:no-server-error')?.verdict).toBe('failed');
  });

  it('is blamed if it is one of several', async () => {
    const { find } = await run(({ role }, count) =>
      (role === 'robustness:nan' || role === 'robustness:nul') && count === 1 ? { status: 502 } : undefined,
    );
    expect(find('protocol:no-server-error')?.verdict).toBe('failed');
    expect(find('protocol:first-attempt')?.verdict).toBe('passed');
  });
});

describe('requests of several operations that get no response in time together', () => {
  it.each([
    ['are not blamed if they are answered alone', 1, 'passed'],
    ['are blamed if they are not', 9, 'failed'],
  ])('%s', async (_, count, verdict) => {
    const counts = new Map<string, number>();
    const client = createFakeClient((theCase) => {
      if (theCase.kind !== 'probe' || !theCase.id.includes('robustness:nul')) return respond(theCase);
      counts.set(theCase.id, (counts.get(theCase.id) ?? 0) + 1);
      const isLate = (counts.get(theCase.id) ?? 0) <= count;
      return isLate ? { kind: 'headers timeout', message: 'late', answered: false } : respond(theCase);
    });
    const input = { contract, operations: contract.operations, suites: [], fixtures: {}, budget };
    const options = { seed: 1, local: true, full: false, runs: 0 };
    const { results } = await testConformance({ ...input, ...options, client });
    const late = [...new Set([...counts.keys()].map((id) => id.slice(0, id.indexOf('/'))))];
    expect(late.length).toBeGreaterThan(1);
    const answered = results.filter(({ clause }) =>
      late.some((operation) => clause.id === `${operation}/protocol:answered`),
    );
    expect(new Set(answered.map((result) => result.verdict))).toEqual(new Set([verdict]));
  });
});

/** Confirms failures whose requests are sent in this order; `respond` is the server when they are sent again. */
async function confirm(
  failures: readonly [theCase: Case, response: FakeResponse, clause: string][],
  respond: (theCase: Case) => FakeResponse | undefined,
  ownContexts = contexts,
  isShared = false,
) {
  const counterexamples = failures.map(([theCase, response, clause], index): Counterexample => {
    const exchange = createExchange(index + 1, theCase, response);
    return { clause: `books:create/${clause}`, cause: clause, exchange, cases: 1, shrinks: 0 };
  });
  const sent: string[] = [];
  const send = async (theCase: Case) => {
    sent.push(theCase.id);
    const response = respond(theCase);
    return response && createExchange(100, theCase, response);
  };
  const results = {
    ...{ record: () => [], markIntermittent: () => {} },
    ...{ removeOnlyFinding: () => true, removeCause: () => {} },
  };
  const left = await confirmFindings(ownContexts, counterexamples, results, 10, send, {
    isShared: () => isShared,
  });
  return { sent, left: left.map(({ exchange }) => exchange.case.id) };
}

const nan = createCase('nan', { role: 'robustness:nan' });
const valid = createCase('valid', { kind: 'valid' });
const serverError: FakeResponse = { status: 500 };

describe('a confirmation', () => {
  it('takes nothing back if no request may be sent any more', async () => {
    const { left } = await confirm([[nan, serverError, 'robustness:nan']], () => undefined);
    expect(left).toEqual(['nan']);
  });

  it('takes nothing back about a plain request if the server then fails every request', async () => {
    const { left } = await confirm([[valid, serverError, 'protocol:media-type']], () => serverError);
    expect(left).toEqual(['valid']);
  });

  it.each<[string, FakeResponse | undefined, string[]]>([
    ['takes back, if answered alone,', { status: 200 }, []],
    ['takes back, if not sent alone,', undefined, []],
    ['leaves, if not answered alone,', { kind: 'headers timeout', message: '', answered: false }, ['valid']],
  ])('%s a request that was not answered together with others', async (_, alone, expected) => {
    const failure: FakeResponse = { kind: 'headers timeout', message: '', answered: false };
    const { left } = await confirm([[valid, failure, 'protocol:answered']], () => alone, contexts, true);
    expect(left).toEqual(expected);
  });

  it('begins with requests that may not be the reason of a server error', async () => {
    const { sent } = await confirm(
      [
        [createCase('shape'), { status: 201, json: [] }, '201:type'],
        [createCase('error'), serverError, 'protocol:no-server-error'],
        [valid, serverError, 'protocol:media-type'],
      ],
      () => serverError,
    );
    expect([...new Set(sent)]).toEqual(['valid', 'error', 'shape']);
  });

  it('sends the requests of MUST rules of a suite again, and not those of SHOULD rules', async () => {
    const rules = (['MUST', 'SHOULD'] as const).map(
      (level): SuiteRule => ({
        ...{ name: `semantics:${level}`, level, schemaPointer: '#/paths', description: level },
        unverifiedReason: 'no book was sent',
      }),
    );
    const { sent } = await confirm(
      rules.map(({ name }) => [createCase(name), { status: 201 }, name]),
      () => undefined,
      await createContexts(contract, { suites: [createSuite({ rules })] }),
    );
    expect(sent).toEqual(['semantics:MUST']);
  });
});

describe('a request that violated no MUST clause', () => {
  const accepted = new Map(
    [...contexts].map(([id, each]) => [id, { ...each, isSeedAccepted: true as const }]),
  );
  const [whole, feature] = ['request:accepted', 'request/genre:accepts-values'].map(
    (id) => `books:create/${id}`,
  );

  it.each<
    [
      isSent: boolean,
      kind: Case['kind'],
      covers: (string | undefined)[],
      status: number,
      plans: typeof contexts,
    ]
  >([
    [true, 'valid', [feature], 422, accepted],
    [true, 'valid', [feature], 400, accepted],
    [true, 'valid', [], 400, accepted],
    [false, 'valid', [whole, feature], 422, accepted], // as in other requests
    [false, 'valid', [feature], 409, accepted], // a conflict
    [false, 'valid', [feature], 500, accepted],
    [false, 'valid', [feature], 399, accepted],
    [false, 'valid', [feature], 422, contexts], // no request was accepted
    [false, 'invalid', [feature], 422, accepted],
  ])('is sent again (%s): %s for %j with %d', async (isSent, kind, covers, status, plans) => {
    const theCase = createCase('feature', { kind, covers: covers.flatMap((id) => id ?? []) });
    const { sent } = await confirm([[theCase, { status }, 'other:clause']], () => undefined, plans);
    expect(sent.length > 0).toBe(isSent);
  });
});

describe('another violation', () => {
  it('that does not show again is still a failure, marked as intermittent', async () => {
    let isFirst = true;
    const { find } = await run((theCase) => {
      if (theCase.kind !== 'valid' || !isFirst) return undefined;
      isFirst = false;
      return { status: 201, json: [] };
    });
    const shape = find('201:type');
    expect(shape?.verdict).toBe('failed');
    expect(shape?.findings[0]?.isIntermittent).toBe(true);
  });

  it('is not marked if the repeated response is not evidence', async () => {
    let count = 0;
    const { find } = await run((theCase) => {
      if (theCase.kind !== 'valid') return undefined;
      count += 1;
      return count === 1 ? { status: 201, json: [] } : { status: 409 };
    });
    expect(find('201:type')?.findings[0]?.isIntermittent).toBeUndefined();
  });
});

describe('a rejection of credentials in another spelling', () => {
  const isLowercase = ({ request }: Case): boolean => request.credentials === 'lowercase';

  it('is a failure if the same request is accepted in the usual one', async () => {
    const { find } = await run((theCase) => (isLowercase(theCase) ? { status: 403 } : undefined));
    expect(find('authentication:scheme-case')?.verdict).toBe('failed');
  });

  it('is not blamed if it does not show again', async () => {
    const { find } = await run((theCase, count) =>
      isLowercase(theCase) && count === 1 ? { status: 403 } : undefined,
    );
    expect(find('authentication:scheme-case')?.verdict).toBe('passed');
  });

  it('is no evidence if the same request is then rejected too, as its resource is gone', async () => {
    let isGone = false;
    const { find, counterexamples } = await run((theCase) => {
      isGone ||= isLowercase(theCase);
      return isGone && theCase.kind !== 'invalid' ? { status: 403 } : undefined;
    });
    expect(find('authentication:scheme-case')?.verdict).toBe('unverified');
    expect(counterexamples.map(({ clause }) => clause)).not.toContain(
      'books:create/authentication:scheme-case',
    );
  });
});

describe('a request that fails without its change too', () => {
  const isUnchanged = ({ id }: Case): boolean => id.endsWith('/unchanged');
  /** Whether the case is the request of the rule, alone or combined with those of other spellings. */
  const isOf = (rule: string, { id, role }: Case): boolean =>
    role === rule || id.endsWith('/probe/spellings');

  it('is no evidence for its change', async () => {
    const rule = 'protocol:json-spelling';
    const isSpelled = (theCase: Case) => isOf(rule, theCase);
    const rejected = { status: 400 };
    const { find } = await run((theCase) =>
      isSpelled(theCase) || isUnchanged(theCase) ? rejected : undefined,
    );
    expect(find(rule)?.verdict).toBe('unverified');
    const { find: findOther } = await run((theCase) => (isSpelled(theCase) ? rejected : undefined));
    expect(findOther(rule)?.verdict).toBe('failed');
  });

  it('is blamed on the server, and not on each change', async () => {
    const { find } = await run((theCase) =>
      isNan(theCase) || isUnchanged(theCase) ? { status: 500 } : undefined,
    );
    expect(find('robustness:nan')?.verdict).toBe('unverified');
    expect(find('protocol:no-server-error')?.verdict).toBe('failed');
  });

  it('is no evidence for a feature of a valid request', async () => {
    const clause = 'request/genre:accepts-values';
    const isOfClause = ({ covers }: Case): boolean => covers.includes(`books:create/${clause}`);
    const { find } = await run((theCase) =>
      isOfClause(theCase) || isUnchanged(theCase) ? serverError : undefined,
    );
    expect(find(clause)?.verdict).toBe('unverified');
    expect(find('protocol:no-server-error')?.verdict).toBe('failed');
    const { find: findOther } = await run((theCase) => (isOfClause(theCase) ? serverError : undefined));
    expect(findOther(clause)?.verdict).toBe('failed');
  });

  it('with a rejection is evidence of a server error that the change causes', async () => {
    const { find } = await run((theCase) => {
      if (isUnchanged(theCase)) return { status: 400 };
      return isNan(theCase) ? serverError : undefined;
    });
    expect(find('robustness:nan')?.verdict).toBe('failed');
  });

  it('with a conflict is evidence: another value would be accepted', async () => {
    const { find } = await run((theCase) => {
      if (isUnchanged(theCase)) return { status: 409 };
      return isOf('protocol:json-spelling', theCase) ? { status: 400 } : undefined;
    });
    expect(find('protocol:json-spelling')?.verdict).toBe('failed');
  });
});

describe('a rejection of a valid request that differs from an accepted one', () => {
  const clause = 'request/genre:accepts-values';
  const isOfClause = ({ covers }: Case): boolean => covers.includes(`books:create/${clause}`);

  it.each([
    ['is a failure if the accepted requests are still accepted', false, 'failed'],
    ['does not count if they are rejected then too', true, 'unverified'],
  ])('%s', async (_, isChanged, verdict) => {
    let hasFailed = false;
    const { find } = await run((theCase) => {
      hasFailed ||= isOfClause(theCase);
      const isRejected = isChanged ? hasFailed && theCase.kind === 'valid' : isOfClause(theCase);
      return isRejected ? { status: 400 } : undefined;
    });
    expect(find(clause)?.verdict).toBe(verdict);
  });
});

describe('a rejection of the longest text', () => {
  const clause = 'request/title:accepts-longest';
  const getTitle = ({ request: { body } }: Case): string =>
    body && 'json' in body && isJsonObject(body.json) ? String(body.json.title) : '';

  it.each([
    ['is a failure if a text with one character less is accepted', 20, 'failed'],
    ['does not count if that is rejected too, by a rule that the schema does not state', 19, 'unverified'],
  ])('%s', async (_, length, verdict) => {
    const { find } = await run((theCase) =>
      theCase.kind === 'valid' && [...getTitle(theCase)].length >= length ? { status: 422 } : undefined,
    );
    expect(find(clause)?.verdict).toBe(verdict);
  });

  it.each([
    [
      'says that it is taken',
      { status: 422, json: { error: 'There is a book with this title already' } },
      true,
    ],
    ['would accept another such text', { status: 422 }, false],
  ])('does not count if the response %s', async (_, rejection, rejectsOthers) => {
    const first = new Set<string>();
    const { find } = await run((theCase) => {
      const title = getTitle(theCase);
      const isLongest = theCase.kind === 'valid' && [...title].length === 20;
      if (isLongest && first.size === 0) first.add(title);
      return isLongest && (rejectsOthers || first.has(title)) ? rejection : undefined;
    });
    expect(first.size).toBe(1);
    expect(find(clause)?.verdict).toBe('unverified');
  });

  it('does not count without requests to confirm it, but what its response violates does', async () => {
    const counterexample = (name: string): Counterexample => ({
      ...{ clause: `books:create/${name}`, cause: name, cases: 1, shrinks: 0 },
      exchange: createExchange(
        1,
        createCase('longest', {
          ...{ kind: 'valid', covers: [`books:create/${clause}`], needsCounterpart: true },
          request: { ...valid.request, body: { json: { title: 'x'.repeat(20) } } },
        }),
        { status: 422 },
      ),
    });
    const taken: string[] = [];
    const results = {
      ...{ record: () => [], markIntermittent: () => {}, removeOnlyFinding: () => true },
      removeCause: (_: string, id: string) => taken.push(id),
    };
    const accepted = new Map(
      [...contexts].map(([id, each]) => [id, { ...each, isSeedAccepted: true as const }]),
    );
    const found = [counterexample(clause), counterexample('422:type')];
    const left = await confirmFindings(accepted, found, results, 0, async () => undefined, {
      isShared: () => false,
    });
    expect(taken).toEqual([`books:create/${clause}`]);
    expect(left.map((each) => each.clause)).toEqual(['books:create/422:type']);
  });
});

describe('a rejection of a UUID in upper case', async () => {
  const id = 'b0a1c2d3-e4f5-4a6b-8c7d-9e8f7a6b5c4d';
  const schema: Json = { type: 'string', format: 'uuid' };
  const tools = await loadDocument(
    createDocument(
      {},
      {
        paths: {
          '/tools/{id}': {
            get: {
              operationId: 'readTool',
              parameters: [{ name: 'id', in: 'path', required: true, schema, example: id }],
              responses: { 200: { description: 'a tool' }, 404: { description: 'no tool' } },
            },
          },
        },
      },
    ),
  );

  it.each([
    ['is noticed if the same UUID in lower case is found', false, 'noticed'],
    ['does not count if the resource is gone', true, 'unverified'],
  ])('%s', async (_, isRemoved, verdict) => {
    let isGone = false;
    const client = createFakeClient(({ request: { path } }) => {
      if (!path.endsWith(id) || isGone) {
        isGone ||= isRemoved && path.endsWith(id.toUpperCase());
        return { status: 404 };
      }
      return { status: 200 };
    });
    const { results } = await testConformance({
      ...{ contract: tools, operations: tools.operations, suites: [], fixtures: {}, budget, seed: 1 },
      ...{ local: true, full: false, client, runs: 0 },
    });
    const result = results.find(({ clause }) => clause.id === 'readTool/protocol:uuid-case');
    expect(result?.verdict).toBe(verdict);
  });
});
