import { describe, expect, it } from 'vitest';
import type { PlanContext } from '../../../plan/context.ts';
import { plannedCases } from '../../../plan/execute/execute.ts';
import { planOf } from '../../../plan/schedule/plan-operation.ts';
import type { Case } from '../../../spec/openapi/exchange.ts';
import { remoteBudget } from '../../strength/trial.ts';
import { contextsFor, contract, recorded } from './recording.ts';

const contexts = await contextsFor(1);
const [context] = contexts.values();
if (!context) throw new Error('the document has one operation');
const plan = [...planOf(context)].filter((one) => one !== undefined);

/** What a case sends, and with what. */
const wire = ({ id, request }: Case): string => JSON.stringify([id, request]);

/** The MUST clauses that cases speak for by what they ask. */
function asked({ model }: PlanContext, cases: readonly Case[]): Set<string> {
  const levels = new Map(model.clauses.map(({ id, level }) => [id, level]));
  const ids = cases.flatMap(({ covers, violation }) => [...covers, ...(violation?.clauses ?? [])]);
  return new Set(ids.filter((id) => levels.get(id) === 'MUST'));
}

describe('the plan for the published document', () => {
  it('has no two cases of one name, and none that send the same without a role of their own', () => {
    expect(new Set(plan.map(({ id }) => id)).size).toBe(plan.length);
    const free = plan.filter(({ role, subcases }) => role === undefined && !subcases);
    expect(new Set(free.map(({ request }) => JSON.stringify(request))).size).toBe(free.length);
  });

  it('asks for every MUST clause within what a remote run may send', () => {
    const affordable = plan.slice(0, remoteBudget.requests - remoteBudget.discovery);
    const cut = [...asked(context, plan)].filter((id) => !asked(context, affordable).has(id));
    expect(cut).toEqual([]);
  });

  it('violates every clause of the request', () => {
    const demands = context.model.clauses.filter(
      ({ family, level, keyword }) => family === 'invalid requests' && level === 'MUST' && keyword,
    );
    const violated = asked(context, plan);
    const open = demands.filter(({ id }) => !violated.has(id)).map(({ id }) => id);
    expect(open).toEqual([]);
  });

  it('starts with what must be taken, since a target that refuses it cannot be judged', () => {
    const plain = plan.slice(0, context.seedMessages.length);
    expect(plain.map(({ kind, role }) => [kind, role])).toEqual(plain.map(() => ['valid', undefined]));
  });

  it('has asked something of every family after twenty requests', () => {
    const families = new Map(context.model.clauses.map(({ id, family }) => [id, family]));
    const asked = (cases: readonly Case[]) =>
      new Set(
        cases.flatMap(({ covers, violation }) =>
          [...covers, ...(violation?.clauses ?? [])].flatMap((id) => families.get(id) ?? []),
        ),
      );
    expect(asked(plan.slice(0, 20))).toEqual(asked(plan));
  });

  it('violates what is valid in one place, by the word of ajv', () => {
    const { request } = context.model;
    const validate = request && contract.validator(request.schemaPointer, 'request');
    const sent = plan.flatMap(({ kind, request: { body } }) =>
      body && 'json' in body ? [{ kind, body: body.json }] : [],
    );
    const wrong = sent.filter(
      ({ kind, body }) => kind !== 'probe' && (validate?.(body).length === 0) !== (kind === 'valid'),
    );
    expect(wrong).toEqual([]);
  });

  it('is the same for the same seed, and another for another', async () => {
    const [again, other] = await Promise.all(
      [1, 2].map(async (seed) => plannedCases(await contextsFor(seed), undefined)),
    );
    expect(again?.map(wire)).toEqual(plan.map(wire));
    expect(other?.map(wire)).not.toEqual(plan.map(wire));
  });

  it('is divided among shards, each case to one', () => {
    const shards = [1, 2, 3].flatMap((index) => plannedCases(contexts, { index, count: 3 }));
    expect(shards.map(({ id }) => id).sort()).toEqual(plan.map(({ id }) => id).sort());
  });

  it('keeps what is compared together in one shard', () => {
    const second = plannedCases(contexts, { index: 2, count: 3 });
    expect(second.filter(({ role }) => role?.startsWith('semantics:'))).toEqual([]);
  });
});

describe('a run', () => {
  it('sends the same requests in the same order, whatever the concurrency', async () => {
    const [one, eight] = await Promise.all([1, 8].map((concurrency) => recorded({ concurrency })));
    expect(one?.sent.length).toBeGreaterThan(80);
    expect(eight?.sent.map(wire)).toEqual(one?.sent.map(wire));
    expect(eight?.result.judgements.map(({ verdict }) => verdict)).toEqual(
      one?.result.judgements.map(({ verdict }) => verdict),
    );
  });

  it('sends no more than its budget, and says what was cut', async () => {
    const { sent, result } = await recorded({ requests: 40, plan: 36 });
    expect(sent.length + result.discovered).toBeLessThanOrEqual(40);
    expect(result.notes.join()).toMatch(/\d+ of \d+ planned cases were not sent/);
    const unverified = result.judgements.filter(({ verdict }) => verdict === 'unverified');
    expect(unverified.every(({ reason }) => reason)).toBe(true);
  });

  it('of a conformant server within a remote budget fails nothing and breaks nothing off', async () => {
    const { result } = await recorded();
    const verdicts = new Set(result.judgements.map(({ verdict }) => verdict));
    expect(verdicts).not.toContain('failed');
    expect(verdicts).not.toContain('error');
  });
});
