import { describe, expect, it } from 'vitest';
import { judgeExchange } from '../../../oracles/judge-exchange.ts';
import { createOperationModel } from '../../../spec/clauses/operation-model.ts';
import { loadContract } from '../../../spec/document/load-contract.ts';
import type { JsonObject } from '../../../spec/json.ts';
import type { HeaderList } from '../../../spec/openapi/request.ts';

/** The violated clauses of the header `X-A`, without their common beginning. */
async function listViolated(header: JsonObject, fields: HeaderList, name = 'X-A'): Promise<string[]> {
  const get = { operationId: 'a', responses: { '2XX': { description: 'x', headers: { [name]: header } } } };
  const text = JSON.stringify({
    ...{ openapi: '3.1.0', info: { title: 'x', version: '1' }, paths: { '/a': { get } } },
  });
  const contract = await loadContract({ file: 'x.yaml', text });
  const [operation] = contract.operations;
  if (!operation) throw new Error('the document has no operation');
  const model = createOperationModel(contract, operation, false);
  const ids = new Set(model.clauses.map(({ id }) => id));
  const own = judgeExchange(model, {
    ...{ id: 1, startedAt: 0, durationMs: 1, attempts: 1 },
    case: {
      ...{ id: 'a', operation: 'a', kind: 'valid', description: 'x', covers: [] },
      request: { method: 'GET', path: '/a', headers: [], credentials: 'access' },
    },
    sent: { method: 'GET', url: 'http://x/a', headers: [] },
    response: { status: 200, headers: fields, body: { text: '', bytes: 0, truncated: false } },
  }).filter(({ clause }) => clause.startsWith(`a/2XX/header.${name}`));
  expect(own.every(({ clause }) => ids.has(clause))).toBe(true);
  return own.flatMap(({ clause, finding }) => (finding ? [clause.slice(`a/2XX/header.${name}`.length)] : []));
}

const line = (...values: string[]): HeaderList => values.map((value) => ['x-a', value] as const);
const integers = { type: 'array', items: { type: 'integer' }, maxItems: 3 };
const role = {
  type: 'object',
  required: ['role'],
  properties: { role: { enum: ['a', 'b'] }, id: { type: 'integer' } },
};

describe('headers of responses', () => {
  const valid: [JsonObject, string[]][] = [
    [{ schema: { type: 'integer', minimum: 1 } }, ['7']],
    [{ schema: { type: 'boolean' } }, ['true']],
    [{ schema: { type: 'string', minLength: 1 } }, ['12']],
    [{ schema: integers }, ['1, 2,3']],
    [{ schema: integers }, ['1', '2, 3']],
    [{ schema: integers }, ['1']],
    [{ schema: role, explode: true }, ['role=a,id=1']],
    [{ schema: role }, ['role,a,id,1']],
    [{ content: { 'application/json': { schema: role } } }, ['{"role": "a", "id": 1}']],
    [{ content: { 'text/plain': { schema: { type: 'string' } } } }, ['{"role"']],
    [{ schema: { type: 'integer' } }, ['‹token›']],
    [{ schema: { type: 'integer' } }, []],
    [{}, ['x']],
  ];
  it.each(valid)('%j is met by %j', async (header, values) => {
    expect(await listViolated(header, line(...values))).toEqual([]);
  });

  const invalid: [JsonObject, string[], string[]][] = [
    [{ required: true, schema: { type: 'integer' } }, [], [':required']],
    [{ schema: { type: 'integer', minimum: 1 } }, ['0'], [':minimum']],
    [{ schema: { type: 'integer' } }, [''], [':type']],
    [{ schema: { type: 'integer' } }, ['1.5'], [':type']],
    [{ schema: { type: 'string', enum: ['a'] } }, ['A'], [':enum']],
    [{ schema: integers }, ['1,2,3,4'], [':maxItems']],
    [{ schema: integers }, ['1,x'], ['/-:type']],
    // of the lists that a text may be, the one that violates fewest types, then fewest keywords
    [{ schema: { ...integers, maxItems: 1 } }, ['1|2'], [':maxItems']],
    [{ schema: { type: 'array', minItems: 2, items: { enum: ['a', 'b'] } } }, ['a|c'], ['/-:enum']],
    [{ schema: role, explode: true }, ['role=c'], ['/role:enum']],
    [{ schema: role, explode: true }, ['id=1'], ['/role:required']],
    [{ content: { 'application/json': { schema: role } } }, ['{"id": 1}'], ['/role:required']],
  ];
  it.each(invalid)('%j is violated by %j: %j', async (header, values, expected) => {
    expect(await listViolated(header, line(...values))).toEqual(expected);
  });

  it('reads an HTTP date as a timestamp', async () => {
    const header = { schema: { type: 'string', format: 'date-time' } };
    const date = 'Tue, 24 Nov 2026 10:00:00 GMT';
    expect(await listViolated(header, [['last-modified', date]], 'Last-Modified')).toEqual([]);
    expect(await listViolated(header, line(date))).toEqual([':format']);
  });

  it('ignores Content-Type', async () => {
    const header = { required: true, schema: { enum: ['x'] } };
    expect(await listViolated(header, [['content-type', 'text/plain']], 'Content-Type')).toEqual([]);
  });
});
