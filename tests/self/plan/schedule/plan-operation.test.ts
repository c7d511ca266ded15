import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { requestKey } from '../../../../plan/schedule/merge-duplicates.ts';
import { planOperation } from '../../../../plan/schedule/plan-operation.ts';
import { listPlannedCases, planOperations } from '../../../../plan/schedule/plan-operations.ts';
import type { Case } from '../../../../spec/openapi/case.ts';
import { createContext, createContexts, loadLibrary } from '../library.ts';

const contract = await loadLibrary();
const contexts = await createContexts(contract);
const context = await createContext('books:create');
const isCase = (each: Case | undefined): each is Case => each !== undefined;
const plan = [...planOperation(context)].filter(isCase);

describe('the plan of an operation', () => {
  it('begins with the seed messages, unchanged', () => {
    const first = plan.slice(0, context.seedMessages.length).map(({ request }) => request.body);
    expect(first).toEqual(context.seedMessages.map(({ message }) => ({ json: message.body })));
  });

  it('sends no request twice', () => {
    expect(new Set(plan.map(requestKey)).size).toBe(plan.length);
    expect(new Set(plan.map(({ id }) => id)).size).toBe(plan.length);
  });

  it('leaves out the probes that the search has sent', async () => {
    const probes = plan.flatMap(({ kind, id }) => (kind === 'probe' ? [id] : [])).slice(0, 3);
    const searched = await createContext('books:create');
    const accepted = searched.seedMessages.slice(0, 1);
    searched.acceptance = { accepted, needsUniqueValues: false, singleUse: [], sentProbes: probes };
    const ids = [...planOperation(searched)].filter(isCase).map(({ id }) => id);
    expect(ids.filter((id) => probes.includes(id))).toEqual([]);
    searched.acceptance = { accepted, needsUniqueValues: false, singleUse: [], sentProbes: [] };
    const all = [...planOperation(searched)].filter(isCase).map(({ id }) => id);
    expect(all.filter((id) => probes.includes(id))).toHaveLength(3);
  });

  it('covers every clause of the request schema', () => {
    const covered = new Set(
      plan.flatMap(({ covers, violation }) => [...covers, ...(violation?.clauses ?? [])]),
    );
    const clauses = context.model.clauses.filter(
      ({ family, level }) => /requests$/.test(family) && level === 'MUST',
    );
    expect(clauses.length).toBeGreaterThan(15);
    expect(clauses.filter(({ id }) => !covered.has(id)).map(({ id }) => id)).toEqual([]);
  });

  it('plans every case for a MUST clause before any other', () => {
    const levels = new Map(context.model.clauses.map(({ id, level }) => [id, level]));
    const firstRound = plan.filter(({ kind }) => kind === 'probe');
    const isMust = firstRound.map(({ covers }) => covers.some((id) => levels.get(id) === 'MUST'));
    expect(isMust).toEqual(isMust.toSorted((a, b) => Number(b) - Number(a)));
    expect(new Set(isMust)).toEqual(new Set([true, false]));
  });

  it('has at most `limit` cases, and the opening of an unlimited plan', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: plan.length }), (limit) => {
        const limited = [...planOperation(context, limit)].filter(isCase);
        expect(limited).toHaveLength(limit);
        expect(limited.slice(0, 8).map(({ id }) => id)).toEqual(
          plan.slice(0, Math.min(8, limit)).map(({ id }) => id),
        );
      }),
      { numRuns: 20 },
    );
  });

  it('hands over the cases that the limit leaves out, with every clause that has none within it', () => {
    const limit = 30;
    const cut: Case[] = [];
    const limited = [...planOperation(context, limit, (cases) => cut.push(...cases))].filter(isCase);
    const listClauses = (cases: readonly Case[]) =>
      new Set(cases.flatMap(({ covers, violation }) => [...covers, ...(violation?.clauses ?? [])]));
    expect(cut.filter(({ id }) => limited.some((each) => each.id === id))).toEqual([]);
    expect(listClauses([...limited, ...cut])).toEqual(listClauses(plan));
  });

  it('pauses while it generates negative cases, after an opening of eight', () => {
    const generator = planOperation(context);
    const opening = Array.from({ length: 9 }, () => generator.next().value);
    expect(opening.map((each) => each !== undefined)).toEqual([...Array(8).fill(true), false]);
  });
});

describe('the plan of several operations', () => {
  const all = listPlannedCases(contexts, undefined);

  it('takes one case of each in turn', () => {
    const operations = all.slice(0, 6).map(({ operation }) => operation);
    expect(operations).toEqual(['books:list', 'books:create', 'loans:create', ...operations.slice(0, 3)]);
  });

  it('holds the whole plan of each', () => {
    const own = all.filter(({ operation }) => operation === 'books:create').map(({ id }) => id);
    expect(own).toEqual(plan.map(({ id }) => id));
  });

  it('gives each an equal share of a limit', () => {
    const limited = [...planOperations(contexts, undefined, 30)].filter(isCase);
    const counts = [...contexts.keys()].map(
      (id) => limited.filter(({ operation }) => operation === id).length,
    );
    expect(counts[0]).toBeLessThanOrEqual(10);
    expect(counts.slice(1)).toEqual([10, 10]);
  });

  it('is the same for the same seed', async () => {
    const again = listPlannedCases(await createContexts(contract), undefined);
    expect(again).toEqual(all);
  });

  it('is divided among the shards', () => {
    const ids = [1, 2, 3].flatMap((index) =>
      listPlannedCases(contexts, { index, count: 3 }).map(({ id }) => id),
    );
    expect(ids.sort()).toEqual(all.map(({ id }) => id).sort());
  });
});

describe('combined violations in the plan of an operation', () => {
  const isCombined = ({ id }: Case): boolean => id.includes('/combined-violations/');

  it('do not exist without a limit', () => {
    expect(plan.filter(isCombined)).toEqual([]);
  });

  it.each([30, 40, 60])(
    'are in the last three tenths of %d requests, and each request is planned once',
    (limit) => {
      const limited = [...planOperation(context, limit)].filter(isCase);
      const positions = limited.flatMap((each, position) => (isCombined(each) ? [position] : []));
      expect(positions.length).toBeGreaterThan(0);
      expect(Math.min(...positions)).toBe(Math.ceil(limit * 0.7));
      expect(limited.length).toBeLessThanOrEqual(limit);
      expect(new Set(limited.map(({ id }) => id)).size).toBe(limited.length);
    },
  );
});
