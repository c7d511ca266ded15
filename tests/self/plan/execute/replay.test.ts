import { describe, expect, it } from 'vitest';
import { replayCases } from '../../../../plan/execute/replay.ts';
import { createContext, createFakeClient, type FakeResponse, refusedConnection } from '../library.ts';
import { createCase } from '../schedule/create-case.ts';

const context = await createContext('books:create');
const contexts = new Map([['books:create', context]]);
const clause = context.model.clauses.find(({ id }) => id === 'books:create/protocol:no-server-error');
if (!clause) throw new Error('the operation has the rule');
const allowed = context.model.clauses.find(({ id }) => id === 'books:create/protocol:allow') ?? clause;

async function replay(judged: typeof clause, ...responses: FakeResponse[]) {
  const cases = responses.map((_, position) => createCase(String(position), { kind: 'valid' }));
  const client = createFakeClient((_, id) => responses[id - 1] ?? { status: 500 });
  const { result, exchanges } = await replayCases(contexts, judged ?? allowed, cases, client);
  return { ...result, exchanges, sent: client.sent, cases };
}

describe('a replay', () => {
  it('sends its cases unchanged and in order', async () => {
    const { sent, cases, exchanges } = await replay(clause, { status: 201 }, { status: 201 });
    expect(sent).toEqual(cases);
    expect(exchanges.map(({ id }) => id)).toEqual([1, 2]);
  });

  it('judges its clause', async () => {
    expect((await replay(clause, { status: 201 })).verdict).toBe('passed');
    expect((await replay(clause, { status: 201 }, { status: 500 })).verdict).toBe('failed');
  });

  it('passes for a value that is absent now, if the body is valid', async () => {
    const detail = context.model.clauses.find(({ id }) => id === 'books:create/422/detail:type');
    if (!detail) throw new Error('the operation documents `detail`');
    expect((await replay(detail, { status: 422, json: { detail: 1 } })).verdict).toBe('failed');
    expect((await replay(detail, { status: 422, json: {} })).verdict).toBe('passed');
    expect((await replay(detail, { status: 422, json: [] })).verdict).not.toBe('passed');
    expect((await replay(detail, { status: 201, json: {} })).verdict).toBe('unverified');
  });

  it('explains why its clause could not be judged', async () => {
    const unjudged = await replay(allowed, { status: 201 }, { status: 422 });
    expect(unjudged).toMatchObject({
      ...{ verdict: 'unverified', reason: 'the response (status 201, 422) cannot be judged by this clause' },
    });
    expect((await replay(clause, refusedConnection)).reason).toBe('connect ECONNREFUSED');
  });
});
