import { describe, expect, it } from 'vitest';
import { replayCases } from '../../../../plan/execute/replay.ts';
import type { Json } from '../../../../spec/json.ts';
import type { Case } from '../../../../spec/openapi/case.ts';
import type { RequestSpec } from '../../../../spec/openapi/request.ts';
import { createDocument, loadDocument } from '../../spec/create-document.ts';
import {
  createContext,
  createContexts,
  createFakeClient,
  type FakeResponse,
  refusedConnection,
} from '../library.ts';
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

  it.each([
    ['a 409 to a valid request', 409, 'valid', 2],
    ['another rejection', 422, 'valid', 1],
    ['a 409 to an invalid request', 409, 'invalid', 1],
  ] as const)('after %s, sends other unique values if they are needed', async (_, status, kind, count) => {
    const theCase = createCase('0', { kind });
    const client = createFakeClient((_case, id) => ({ status: id === 1 ? status : 201 }));
    const renew = (request: RequestSpec) => ({ ...request, path: `${request.path}?new` });
    const { exchanges } = await replayCases(contexts, allowed, [theCase], client, renew);
    expect(client.sent.map(({ request }) => request.path.endsWith('?new'))).toEqual(
      [false, true].slice(0, count),
    );
    expect(exchanges).toHaveLength(count);
  });

  it('keeps a 409 that shows the failure', async () => {
    // the responses of the fake server have a malformed `Date`
    const date = context.model.clauses.find(({ id }) => id === 'books:create/protocol:date') ?? clause;
    const client = createFakeClient((_, id) => ({ status: id === 1 ? 409 : 201 }));
    const renew = (request: RequestSpec) => ({ ...request, path: `${request.path}?new` });
    const cases = [createCase('0', { kind: 'valid' })];
    const { result } = await replayCases(contexts, date, cases, client, renew);
    expect(result.found).toBe(1);
    expect(client.sent).toHaveLength(1);
  });

  it('judges its clause', async () => {
    expect((await replay(clause, { status: 201 })).verdict).toBe('passed');
    expect((await replay(clause, { status: 201 }, { status: 500 })).verdict).toBe('failed');
  });

  it('judges a clause that compares exchanges', async () => {
    const list = await createContext('books:list');
    const head = list.model.clauses.find(({ id }) => id === 'books:list/protocol:head');
    if (!head) throw new Error('the operation has the rule');
    const cases = ['GET', 'HEAD'].map((method) => {
      const request: RequestSpec = { method, path: '/books', headers: [], credentials: 'none' };
      return createCase(method, { operation: 'books:list', kind: 'valid', request });
    });
    const judge = async (status: number) => {
      const client = createFakeClient((_, id) => ({ status: id === 1 ? 200 : status }));
      return (await replayCases(new Map([['books:list', list]]), head, cases, client)).result;
    };
    expect(await judge(404)).toMatchObject({ verdict: 'noticed', found: 1 });
    expect(await judge(200)).toMatchObject({ verdict: 'passed' });
  });

  it('passes for a value that is absent now, if the body is valid', async () => {
    const detail = context.model.clauses.find(({ id }) => id === 'books:create/422/detail:type');
    if (!detail) throw new Error('the operation documents `detail`');
    expect((await replay(detail, { status: 422, json: { detail: 1 } })).verdict).toBe('failed');
    expect((await replay(detail, { status: 422, json: {} })).verdict).toBe('passed');
    expect((await replay(detail, { status: 422, json: [] })).verdict).not.toBe('passed');
    expect((await replay(detail, { status: 201, json: {} })).verdict).toBe('unverified');
  });

  it('judges the scenario to which its cases belong', async () => {
    const parameters: Json = [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }];
    const responses: Json = { 200: { description: 'OK' }, 201: { description: 'Created' } };
    const plans = await createContexts(
      await loadDocument(
        createDocument(
          {},
          {
            paths: {
              '/notes': { post: { operationId: 'create', responses } },
              '/notes/{id}': { parameters, get: { operationId: 'read', responses } },
              '/other/{id}': { parameters, get: { operationId: 'other', responses } },
            },
          },
        ),
      ),
    );
    const readable = plans.get('create')?.model.clauses.find(({ id }) => id.endsWith(':created-can-be-read'));
    if (!readable) throw new Error('the operation has the rule');
    const binding = {
      ...({ in: 'path', name: 'id', value: '1' } as const),
      expression: '$response.body#/id',
    };
    const cases = (['create', 'read'] as const).map((operation, index): Case => {
      const bindings = index === 0 ? [] : [{ ...binding, source: '0' }];
      const resource = '/notes/{id}';
      return createCase(String(index), {
        ...{
          kind: 'valid',
          operation,
          step: { scenario: resource, resource, action: operation, item: 'A', bindings },
        },
      });
    });
    const judge = async (status: number, list: readonly Case[]) => {
      const client = createFakeClient(({ operation }) => ({
        ...(operation === 'create' ? { status: 201, json: { id: '1' } } : { status }),
      }));
      return (await replayCases(plans, readable, list, client)).result;
    };
    expect(await judge(200, cases)).toMatchObject({ verdict: 'passed', exchanges: [2] });
    expect(await judge(404, cases)).toMatchObject({ verdict: 'failed', exchanges: [2] });
    const plain = cases.map(({ step: _, ...each }): Case => each);
    expect((await judge(404, plain)).verdict).toBe('unverified');
  });

  it('sends a repetition that must get a 409 only once', async () => {
    const step = {
      scenario: '/books',
      resource: '/books',
      action: 'create',
      item: 'A',
      bindings: [],
    } as const;
    const client = createFakeClient(() => ({ status: 409 }));
    const renew = (request: RequestSpec) => ({ ...request, path: `${request.path}?new` });
    const repeated = createCase('0', { kind: 'valid', step: { ...step, isRepeated: true } });
    await replayCases(contexts, allowed, [repeated], client, renew);
    expect(client.sent).toHaveLength(1);
  });

  it('explains why its clause could not be judged', async () => {
    const unjudged = await replay(allowed, { status: 201 }, { status: 422 });
    expect(unjudged).toMatchObject({
      ...{ verdict: 'unverified', reason: 'the response (status 201, 422) cannot be judged by this clause' },
    });
    expect((await replay(clause, refusedConnection)).reason).toBe('connect ECONNREFUSED');
  });
});
