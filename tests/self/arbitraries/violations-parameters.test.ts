import { describe, expect, it } from 'vitest';
import { invalidParameters, type ParameterMutation } from '../../../arbitraries/invalid/parameters.ts';
import { loadContract } from '../../../spec/document/load-contract.ts';
import type { JsonObject } from '../../../spec/json.ts';
import { subjectOf } from './violations-subject.ts';

async function found(parameter: JsonObject): Promise<ParameterMutation[]> {
  const responses = { '200': { description: 'Fine' } };
  const path = parameter.in === 'path' ? `/things/{${parameter.name}}` : '/things';
  const document = {
    openapi: '3.1.0',
    info: { title: 'Inline', version: '1' },
    paths: { [path]: { get: { operationId: 'things:list', parameters: [parameter], responses } } },
  };
  const contract = await loadContract({ file: 'inline.yaml', text: JSON.stringify(document) });
  const [operation] = contract.operations;
  if (operation === undefined) throw new Error('the inline document has an operation');
  return [...invalidParameters(contract, operation, (root) => subjectOf(root).context)];
}

const limit = { name: 'limit', in: 'query', schema: { type: 'integer', maximum: 100 } };

describe('an invalid parameter', () => {
  it('of the query is named by its place, and goes beyond its bounds', async () => {
    const mutations = await found(limit);
    expect(mutations).toContainEqual(
      expect.objectContaining({
        where: 'query/limit',
        body: 101,
        clause: 'things:list/query/limit:maximum',
        says: '`query/limit` is greater than 100',
      }),
    );
  });

  it('is wrong as text too: `"1"` is an integer in a URL', async () => {
    const bodies = (await found(limit)).map(({ body }) => body);
    expect(bodies).toContain('text');
    expect(bodies.filter((body) => typeof body === 'string' && /^-?\d+$/.test(body))).toEqual([]);
  });

  it('of type string is never of the wrong type', async () => {
    expect(await found({ ...limit, schema: { type: 'string' } })).toEqual([]);
  });

  it('is absent, where it is required', async () => {
    const mutations = await found({ ...limit, required: true });
    expect(mutations[0]).toMatchObject({
      where: 'query/limit',
      keyword: 'required',
      clause: 'things:list/query/limit:required',
    });
  });

  it('of the path is never empty, and has no slash', async () => {
    const mutations = await found({
      name: 'id',
      in: 'path',
      required: true,
      schema: { type: 'string', format: 'uuid' },
    });
    expect(mutations.length).toBeGreaterThan(5);
    expect(mutations.filter(({ body }) => typeof body !== 'string' || /^$|\//.test(body))).toEqual([]);
  });

  it('of a list has one wrong item', async () => {
    const mutations = await found({
      ...limit,
      schema: { type: 'array', items: { enum: ['name', '-name'] } },
    });
    expect(mutations).toContainEqual(
      expect.objectContaining({ keyword: 'enum', body: ['unknown'], where: 'query/limit' }),
    );
  });
});
