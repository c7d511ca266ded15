import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  applyKnownFailures,
  formatLocation,
  type KnownFailure,
} from '../../../../plan/verdicts/known-failures.ts';
import type { ClauseResult, Finding, Verdict } from '../../../../spec/clauses/verdict.ts';

const today = '2029-06-01';
const source = { file: 'known.yaml', line: 3 };

const createFinding = (clause: string, location: Finding['location']): Finding => ({
  ...{ clause, exchanges: [1], location, expected: 'text', received: { value: null }, cause: clause },
});
const createResult = (id: string, verdict: Verdict, findings: Finding[] = []): ClauseResult => ({
  clause: { id, level: 'MUST', family: 'errors', operation: 'op', description: id },
  ...{ verdict, findings, found: findings.length, observed: 1, exchanges: [1] },
});
const isComplete = true;
const isUnselected = () => false;
const apply = (results: ClauseResult[], knownFailures: KnownFailure[]) =>
  applyKnownFailures(results, { knownFailures, today, isComplete, isUnselected });

const ids = ['op/a', 'op/b', 'op/c'];
const locations = fc.constantFrom<Finding['location']>(
  'status',
  'body',
  { body: '/email' },
  { body: '/billing/email' },
);
const resultLists = fc
  .tuple(
    ...ids.map((id) =>
      fc.record({
        id: fc.constant(id),
        verdict: fc.constantFrom<Verdict>('passed', 'failed', 'noticed', 'unverified'),
        at: fc.array(locations, { minLength: 1, maxLength: 4 }),
      }),
    ),
  )
  .map((list) =>
    list.map(({ id, verdict, at }) =>
      createResult(
        id,
        verdict,
        verdict === 'failed' || verdict === 'noticed' ? at.map((each) => createFinding(id, each)) : [],
      ),
    ),
  );
const knownFailureLists = fc.array(
  fc
    .record({
      clause: fc.constantFrom(...ids, 'op/gone'),
      place: fc.option(fc.constantFrom('status', '/email', '/'), { nil: undefined }),
      expires: fc.constantFrom('2029-05-31', today, '2030-01-01'),
    })
    .map(
      ({ clause, place, expires }): KnownFailure => ({
        ...{ clause, reason: 'known', expires, source },
        ...(place !== undefined && { place }),
      }),
    ),
  { maxLength: 5 },
);

describe('known failures', () => {
  it('waive only results that failed, and turn nothing into a failure', () => {
    fc.assert(
      fc.property(resultLists, knownFailureLists, (results, knownFailures) => {
        const { results: applied } = apply(results, knownFailures);
        for (const [position, { verdict, findings }] of results.entries()) {
          const after = applied[position];
          if (after?.verdict === 'waived') expect(findings.length).toBeGreaterThan(0);
          else expect(after?.verdict).toBe(verdict);
        }
      }),
    );
  });

  it('waive a result exactly if an unexpired entry matches each of its findings', () => {
    fc.assert(
      fc.property(resultLists, knownFailureLists, (results, knownFailures) => {
        const { results: applied } = apply(results, knownFailures);
        for (const [position, { clause, findings }] of results.entries()) {
          const entries = knownFailures.filter((each) => each.clause === clause.id && each.expires >= today);
          const isKnown = (finding: Finding) =>
            entries.some(({ place = '' }) => place === '' || formatLocation(finding).startsWith(place));
          const isWaived = entries.length > 0 && findings.length > 0 && findings.every(isKnown);
          expect(applied[position]?.verdict === 'waived').toBe(isWaived);
          if (entries.length > 0 && !isWaived)
            expect(applied[position]?.findings).toEqual(findings.filter((each) => !isKnown(each)));
        }
      }),
    );
  });

  it('fail a clause of their own exactly if an entry is stale', () => {
    fc.assert(
      fc.property(resultLists, knownFailureLists, (results, knownFailures) => {
        const { results: applied, stale } = apply(results, knownFailures);
        const own = applied.slice(results.length);
        expect(own.map(({ clause }) => clause.id)).toEqual(
          knownFailures.length > 0 ? ['deviations:current'] : [],
        );
        const [first] = own;
        if (first) expect(first.verdict).toBe(stale.length > 0 ? 'failed' : 'passed');
        expect(first?.found ?? 0).toBe(stale.length);
      }),
    );
  });

  it('never become stale because a run is incomplete', () => {
    const knownFailures: KnownFailure[] = [{ clause: 'op/a', reason: 'known', expires: today, source }];
    const options = { knownFailures, today, isComplete: false, isUnselected };
    const elsewhere = createResult('op/a', 'failed', [createFinding('op/a', 'status')]);
    expect(applyKnownFailures([createResult('op/a', 'passed')], options).stale).toEqual([]);
    const limited = { ...options, knownFailures: knownFailures.map((each) => ({ ...each, place: '/x' })) };
    expect(applyKnownFailures([elsewhere], limited).stale).toEqual([]);
  });

  it('may name a clause that was not selected', () => {
    const knownFailures: KnownFailure[] = [{ clause: 'op/gone', reason: 'known', expires: today, source }];
    const options = { knownFailures, today, isComplete };
    expect(applyKnownFailures([], { ...options, isUnselected: () => true }).stale).toEqual([]);
    expect(applyKnownFailures([], { ...options, isUnselected }).stale).toEqual([
      expect.stringMatching(/^known\.yaml:3 matches no clause.*\(op\/gone\)$/),
    ]);
  });

  it('give their reasons to the waived result', () => {
    const failed = createResult('op/a', 'failed', [createFinding('op/a', 'status')]);
    const { results } = apply([failed], [{ clause: 'op/a', reason: 'ticket 7', expires: today, source }]);
    expect(results[0]).toMatchObject({ verdict: 'waived', reason: 'ticket 7 (until 2029-06-01)' });
  });
});

test.each<[Finding['location'], string]>([
  ['status', 'status'],
  ['header date', 'header date'],
  [{ body: '' }, 'body'],
  [{ body: '/customer/email' }, '/customer/email'],
])('the location %j is written %s', (location, text) => {
  expect(formatLocation({ location })).toBe(text);
});
