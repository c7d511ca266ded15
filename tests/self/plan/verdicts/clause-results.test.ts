import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { createClauseResults } from '../../../../plan/verdicts/clause-results.ts';
import type { Clause, Level } from '../../../../spec/clauses/clause.ts';
import type { Finding, Verdict } from '../../../../spec/clauses/verdict.ts';

const createClause = (id: string, level: Level = 'MUST'): Clause => ({
  ...{ id, level, family: 'errors', operation: 'op', description: id },
});
const createFinding = (location: Finding['location'] = 'status'): Finding => ({
  ...{ clause: 'a', exchanges: [1], location, expected: '201', received: { words: '500' }, cause: 'a' },
});
const create = (...clauses: Clause[]) => createClauseResults(new Map([['op', () => clauses]]));
const list = (results: ReturnType<typeof create>) =>
  results.list(({ id }) => ({ reason: `nothing judged ${id}`, remedy: 'send more' }));

/** Verdicts by level and by what was recorded. */
const verdicts: readonly [level: Level, recorded: 'nothing' | 'a pass' | 'a finding' | 'both', Verdict][] = [
  ['MUST', 'nothing', 'unverified'],
  ['SHOULD', 'nothing', 'unverified'],
  ['MUST', 'a pass', 'passed'],
  ['MAY', 'a pass', 'passed'],
  ['MUST', 'a finding', 'failed'],
  ['SHOULD', 'a finding', 'noticed'],
  ['MAY', 'a finding', 'noticed'],
  ['MUST', 'both', 'failed'],
  ['SHOULD', 'both', 'noticed'],
];

test.each(verdicts)('a %s clause with %s recorded is %s', (level, recorded, verdict) => {
  const results = create(createClause('a', level));
  if (recorded === 'a finding' || recorded === 'both')
    results.record('op', 1, [{ clause: 'a', finding: createFinding() }]);
  if (recorded === 'a pass' || recorded === 'both') results.record('op', 2, [{ clause: 'a' }]);
  const [result] = list(results);
  expect(result?.verdict).toBe(verdict);
  expect(result?.reason).toBe(verdict === 'unverified' ? 'nothing judged a' : undefined);
});

test('a clause is judged if an exchange was evidence for it', () => {
  const results = create(createClause('a'), createClause('b'));
  results.record('op', 1, [{ clause: 'a' }]);
  expect(['a', 'b', 'unknown'].map((clause) => results.isJudged('op', clause))).toEqual([true, false, false]);
  expect(results.isJudged('unknown', 'a')).toBe(false);
});

test('a clause whose check failed once is an error without findings', () => {
  const results = create(createClause('a'));
  results.record('op', 1, [
    { clause: 'a', finding: createFinding() },
    { clause: 'a', error: 'the rule failed' },
  ]);
  results.record('op', 2, [{ clause: 'a', error: 'another error' }]);
  expect(list(results)).toMatchObject([
    { verdict: 'error', reason: 'the rule failed', findings: [], found: 0 },
  ]);
});

describe('the results of clauses', () => {
  it('list every clause once, in the given order, for any observations', () => {
    const ids = ['a', 'b', 'c'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...ids, 'unknown')), (recorded) => {
        const results = create(...ids.map((id) => createClause(id)));
        for (const [exchange, clause] of recorded.entries()) results.record('op', exchange, [{ clause }]);
        expect(list(results).map(({ clause }) => clause.id)).toEqual(ids);
      }),
    );
  });

  it('count all findings and exchanges, and keep a few of each', () => {
    fc.assert(
      fc.property(fc.nat(80), fc.nat(80), (findings, passes) => {
        const results = create(createClause('a'));
        for (let id = 1; id <= findings; id += 1)
          results.record('op', id, [{ clause: 'a', finding: createFinding({ body: '/b' }) }]);
        for (let id = 1; id <= passes; id += 1) results.record('op', findings + id, [{ clause: 'a' }]);
        const [result] = list(results);
        expect(result).toMatchObject({ found: findings, observed: findings + passes });
        expect(result?.findings).toHaveLength(Math.min(5, findings));
        expect(result?.exchanges).toEqual(
          [...Array(Math.min(20, findings + passes)).keys()].map((id) => id + 1),
        );
      }),
    );
  });

  it('keep the first finding of each cause, however many others there are, in bounded memory', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(70), fc.nat(3)), { maxLength: 400 }), (recorded) => {
        const results = create(createClause('a'));
        const causes = new Set<string>();
        for (const [cause, place] of recorded) {
          const location = place === 0 ? ('status' as const) : { body: `/${place}` as const };
          const finding = { ...createFinding(location), cause: String(cause) };
          const first = results.record('op', 1, [{ clause: 'a', finding }]);
          const isNew = !causes.has(finding.cause) && causes.size < 50;
          expect(first).toEqual(isNew ? [finding] : []);
          if (isNew) causes.add(finding.cause);
        }
        const findings = list(results)[0]?.findings ?? [];
        expect(new Set(findings.map(({ cause }) => cause))).toEqual(causes);
        expect(findings.length).toBeLessThan(100);
      }),
    );
  });

  it('keep one finding of each further location of a cause, up to fifty', () => {
    const results = create(createClause('a'));
    const record = (location: Finding['location']) =>
      results.record('op', 1, [{ clause: 'a', finding: createFinding(location) }]);
    for (let count = 0; count < 30; count += 1) record('status');
    for (let count = 0; count < 60; count += 1) record({ body: `/${count}` });
    const locations = list(results)[0]?.findings.map(({ location }) => JSON.stringify(location)) ?? [];
    expect(locations.filter((location) => location === '"status"')).toHaveLength(20);
    expect(locations).toHaveLength(50);
    expect(new Set(locations).size).toBe(31);
  });

  it('count an exchange once that observes a clause several times', () => {
    const results = create(createClause('a'));
    results.record('op', 7, [{ clause: 'a' }, { clause: 'a', finding: createFinding() }]);
    expect(list(results)[0]).toMatchObject({ observed: 1, found: 1, exchanges: [7] });
  });

  it('count an exchange once also beyond those that are kept', () => {
    const results = create(createClause('a'));
    for (let exchange = 1; exchange <= 25; exchange += 1)
      results.record('op', exchange, [{ clause: 'a' }, { clause: 'a' }]);
    expect(list(results)[0]).toMatchObject({ observed: 25 });
    expect(list(results)[0]?.exchanges).toHaveLength(20);
  });

  it('keep fifty causes and not one more, also when further locations have used up the findings', () => {
    const results = create(createClause('a'));
    const record = (cause: string, location: Finding['location'] = 'status') => {
      const finding = { ...createFinding(location), cause };
      return results.record('op', 1, [{ clause: 'a', finding }]).length;
    };
    for (let place = 0; place < 60; place += 1) record('0', { body: `/${place}` });
    for (let cause = 1; cause < 50; cause += 1) expect(record(String(cause)), `cause ${cause}`).toBe(1);
    expect(record('50')).toBe(0);
    expect(record('49')).toBe(0);
    const causes = list(results)[0]?.findings.map(({ cause }) => cause);
    expect(new Set(causes).size).toBe(50);
    expect(causes).toHaveLength(99);
    expect(list(results)[0]?.found).toBe(111);
  });

  it('return the first finding of each clause and cause, and only that', () => {
    const results = create(createClause('a'), createClause('b'));
    const failA = { clause: 'a', finding: createFinding() };
    const failB = { clause: 'b', finding: { ...createFinding(), clause: 'b' } };
    expect(results.record('op', 1, [failA, { clause: 'b' }])).toEqual([failA.finding]);
    expect(results.record('op', 2, [failA, failB])).toEqual([failB.finding]);
    expect(results.record('op', 3, [failA, failB])).toEqual([]);
  });

  it('ignore observations of unknown clauses and operations', () => {
    const results = create(createClause('a'));
    const observation = { clause: 'z', finding: { ...createFinding(), clause: 'z' } };
    expect(results.record('op', 1, [observation])).toEqual([]);
    expect(results.record('other', 1, [{ clause: 'a', finding: createFinding() }])).toEqual([]);
    expect(list(results)[0]?.verdict).toBe('unverified');
  });

  it('derive the clauses of an operation when it is first recorded', () => {
    let derived = 0;
    const results = createClauseResults(
      new Map([
        ['op', () => [createClause(String(++derived))]],
        ['other', () => []],
      ]),
    );
    expect(derived).toBe(0);
    results.record('op', 1, []);
    results.record('op', 2, []);
    list(results);
    expect(derived).toBe(1);
  });

  it('ignore observations of unsupported clauses, which keep their reason without a remedy', () => {
    const results = create({ ...createClause('a'), unsupported: 'recursive' });
    expect(results.record('op', 1, [{ clause: 'a', finding: createFinding() }])).toEqual([]);
    const [result] = results.list(({ unsupported = '' }) => ({ reason: unsupported, remedy: undefined }));
    expect(result).toMatchObject({ verdict: 'unverified', reason: 'recursive', observed: 0 });
    expect(result).not.toHaveProperty('remedy');
  });

  it('mark the findings of one cause as intermittent', () => {
    const results = create(createClause('a'));
    for (const cause of ['x', 'y'])
      results.record('op', 1, [{ clause: 'a', finding: { ...createFinding(), cause } }]);
    results.markIntermittent('op', 'a', 'x');
    results.markIntermittent('op', 'unknown', 'x');
    results.markIntermittent('unknown', 'a', 'x');
    const marks = list(results)[0]?.findings.map(({ cause, isIntermittent }) => [cause, isIntermittent]);
    expect(marks).toEqual([
      ['x', true],
      ['y', undefined],
    ]);
  });

  it.each<[count: number, isRemoved: boolean]>([
    [0, false],
    [1, true],
    [2, false],
  ])('remove the finding of a cause with %i findings only if it has one', (count, isRemoved) => {
    const results = create(createClause('a'));
    const record = (cause: string) =>
      results.record('op', 1, [{ clause: 'a', finding: { ...createFinding(), cause } }]);
    record('other');
    for (let index = 0; index < count; index += 1) record('x');
    expect(results.removeOnlyFinding('op', 'a', 'x', true)).toBe(isRemoved);
    const kept = isRemoved ? 0 : count;
    const [result] = list(results);
    expect(result?.found).toBe(1 + kept);
    expect(result?.findings.filter(({ cause }) => cause === 'x')).toHaveLength(kept);
    expect(result?.findings.some(({ cause }) => cause === 'other')).toBe(true);
  });

  it('remove nothing of an unknown clause', () => {
    expect(create(createClause('a')).removeOnlyFinding('op', 'unknown', 'x', true)).toBe(false);
  });
});

test('a cause is removed with its findings, and leaves those of others', () => {
  const results = create(createClause('a'));
  const record = (exchange: number, cause: string) =>
    results.record('op', exchange, [
      { clause: 'a', finding: { ...createFinding(), exchanges: [exchange], cause } },
    ]);
  for (const [exchange, cause] of ['x', 'y', 'x'].entries()) record(exchange, cause);
  results.removeCause('op', 'a', 'x');
  expect(list(results)).toMatchObject([
    { verdict: 'failed', found: 1, observed: 1, findings: [{ cause: 'y' }] },
  ]);
  results.removeCause('op', 'a', 'y');
  expect(list(results)).toMatchObject([{ verdict: 'unverified', found: 0, observed: 0, findings: [] }]);
  results.removeCause('op', 'unknown', 'y');
  expect(list(results)).toHaveLength(1);
});

test('the only finding of a cause is removed as a pass, or as no evidence', () => {
  for (const [isPass, verdict] of [
    [true, 'passed'],
    [false, 'unverified'],
  ] as const) {
    const results = create(createClause('a'));
    results.record('op', 1, [{ clause: 'a', finding: createFinding() }]);
    expect(results.removeOnlyFinding('op', 'a', 'another', isPass)).toBe(false);
    expect(results.removeOnlyFinding('op', 'a', 'a', isPass)).toBe(true);
    expect(list(results)).toMatchObject([{ verdict, found: 0, findings: [] }]);
  }
});
