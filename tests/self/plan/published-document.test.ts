import { describe, expect, it } from 'vitest';
import type { PlanContext } from '../../../plan/context.ts';
import { planOperation } from '../../../plan/schedule/plan-operation.ts';
import { listPlannedCases } from '../../../plan/schedule/plan-operations.ts';
import type { Case } from '../../../spec/openapi/case.ts';
import { remoteBudget } from '../../strength/trial.ts';
import { contract, createReferenceContexts, runAgainstReference } from './reference-run.ts';

const contexts = await createReferenceContexts(1);
const [context] = contexts.values();
if (!context) throw new Error('the document has one operation');
const plan = [...planOperation(context)].filter((each) => each !== undefined);

/** The id and the request of a case, for comparisons. */
const serialize = ({ id, request }: Case): string => JSON.stringify([id, request]);

const listClauses = (cases: readonly Case[]): string[] =>
  cases.flatMap(({ covers, violation }) => [...covers, ...(violation?.clauses ?? [])]);

/** The MUST clauses that cases cover or violate. */
function listMustClauses({ model }: PlanContext, cases: readonly Case[]): Set<string> {
  const levels = new Map(model.clauses.map(({ id, level }) => [id, level]));
  return new Set(listClauses(cases).filter((id) => levels.get(id) === 'MUST'));
}

describe('the plan for the published document', () => {
  it('has unique ids, and sends no request twice unless a rule identifies the case by its role', () => {
    expect(new Set(plan.map(({ id }) => id)).size).toBe(plan.length);
    const withoutRole = plan.filter(({ role, subcases }) => role === undefined && !subcases);
    expect(new Set(withoutRole.map(({ request }) => JSON.stringify(request))).size).toBe(withoutRole.length);
  });

  it('covers every MUST clause within the budget of a remote target', () => {
    const affordable = plan.slice(0, remoteBudget.requests - remoteBudget.discovery);
    const covered = listMustClauses(context, affordable);
    expect([...listMustClauses(context, plan)].filter((id) => !covered.has(id))).toEqual([]);
  });

  it('violates every clause of the request', () => {
    const clauses = context.model.clauses.filter(
      ({ family, level, keyword }) => family === 'invalid requests' && level === 'MUST' && keyword,
    );
    const covered = listMustClauses(context, plan);
    expect(clauses.filter(({ id }) => !covered.has(id)).map(({ id }) => id)).toEqual([]);
  });

  it('begins with valid requests: a target that rejects them cannot be judged', () => {
    const first = plan.slice(0, context.seedMessages.length);
    expect(first.map(({ kind, role }) => [kind, role])).toEqual(first.map(() => ['valid', undefined]));
  });

  it('covers every family within twenty requests', () => {
    const families = new Map(context.model.clauses.map(({ id, family }) => [id, family]));
    const listFamilies = (cases: readonly Case[]) =>
      new Set(listClauses(cases).flatMap((id) => families.get(id) ?? []));
    expect(listFamilies(plan.slice(0, 20))).toEqual(listFamilies(plan));
  });

  it('has valid bodies in positive cases and invalid ones in negative cases, judged by ajv', () => {
    const { request } = context.model;
    const validate = request && contract.getValidator(request.schemaPointer, 'request');
    const sent = plan.flatMap(({ kind, request: { body } }) =>
      body && 'json' in body ? [{ kind, body: body.json }] : [],
    );
    const wrong = sent.filter(
      ({ kind, body }) => kind !== 'probe' && (validate?.(body).length === 0) !== (kind === 'valid'),
    );
    expect(wrong).toEqual([]);
  });

  it('is the same for the same seed, and different for another', async () => {
    const [again, other] = await Promise.all(
      [1, 2].map(async (seed) => listPlannedCases(await createReferenceContexts(seed), undefined)),
    );
    expect(again?.map(serialize)).toEqual(plan.map(serialize));
    expect(other?.map(serialize)).not.toEqual(plan.map(serialize));
  });

  it('is divided among the shards', () => {
    const shards = [1, 2, 3].flatMap((index) => listPlannedCases(contexts, { index, count: 3 }));
    expect(shards.map(({ id }) => id).sort()).toEqual(plan.map(({ id }) => id).sort());
  });

  it('keeps cases that are compared with each other in one shard', () => {
    const second = listPlannedCases(contexts, { index: 2, count: 3 });
    expect(second.filter(({ role }) => role?.startsWith('semantics:'))).toEqual([]);
  });
});

describe('a run against the reference', () => {
  it('sends the same requests in the same order at any concurrency', async () => {
    const [one, eight] = await Promise.all([1, 8].map((concurrency) => runAgainstReference({ concurrency })));
    expect(one?.sent.length).toBeGreaterThan(80);
    expect(eight?.sent.map(serialize)).toEqual(one?.sent.map(serialize));
    expect(eight?.result.results.map(({ verdict }) => verdict)).toEqual(
      one?.result.results.map(({ verdict }) => verdict),
    );
  });

  it('stays within its budget, and reports what it did not send', async () => {
    const { sent, result } = await runAgainstReference({ requests: 40, plan: 36 });
    expect(sent.length + result.discoveryRequests).toBeLessThanOrEqual(40);
    expect(result.notes.join()).toMatch(/\d+ of \d+ planned cases were not sent/);
    const unverified = result.results.filter(({ verdict }) => verdict === 'unverified');
    expect(unverified.every(({ reason }) => reason)).toBe(true);
  });

  it('has no failures and no errors within the budget of a remote target', async () => {
    const { result } = await runAgainstReference();
    const verdicts = new Set(result.results.map(({ verdict }) => verdict));
    expect(verdicts).not.toContain('failed');
    expect(verdicts).not.toContain('error');
  });
});
