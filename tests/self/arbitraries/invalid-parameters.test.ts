import { describe, expect, it } from 'vitest';
import { mutateParameters, type ParameterMutation } from '../../../arbitraries/invalid/mutate-parameters.ts';
import { loadContract } from '../../../spec/document/load-contract.ts';
import type { JsonObject } from '../../../spec/json.ts';
import { createSubject } from './mutation-subject.ts';

async function listMutations(parameter: JsonObject): Promise<ParameterMutation[]> {
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
  return [...mutateParameters(contract, operation, (root) => createSubject(root).context)];
}

const limit = { name: 'limit', in: 'query', schema: { type: 'integer', maximum: 100 } };

describe('mutations of a parameter', () => {
  it('are located at `query/limit`', async () => {
    const mutations = await listMutations(limit);
    expect(mutations).toContainEqual(
      expect.objectContaining({
        instancePointer: 'query/limit',
        body: 101,
        clause: 'things:list/query/limit:maximum',
        description: '`query/limit` is greater than 100',
      }),
    );
  });

  it('are invalid as text too: `"1"` is a valid integer in a URL', async () => {
    const bodies = (await listMutations(limit)).map(({ body }) => body);
    expect(bodies).toContain('text');
    expect(bodies.filter((body) => typeof body === 'string' && /^-?\d+$/.test(body))).toEqual([]);
  });

  it('never violate `type: string`, because every text is a string', async () => {
    expect(await listMutations({ ...limit, schema: { type: 'string' } })).toEqual([]);
  });

  it('include the absence of a required parameter', async () => {
    const mutations = await listMutations({ ...limit, required: true });
    expect(mutations[0]).toMatchObject({
      instancePointer: 'query/limit',
      keyword: 'required',
      clause: 'things:list/query/limit:required',
    });
  });

  it('in a path are never empty and contain no slash', async () => {
    const mutations = await listMutations({
      name: 'id',
      in: 'path',
      required: true,
      schema: { type: 'string', format: 'uuid' },
    });
    expect(mutations.length).toBeGreaterThan(5);
    expect(mutations.filter(({ body }) => typeof body !== 'string' || /^$|\//.test(body))).toEqual([]);
  });

  it('of an array have one invalid item', async () => {
    const mutations = await listMutations({
      ...limit,
      schema: { type: 'array', items: { enum: ['name', '-name'] } },
    });
    expect(mutations).toContainEqual(
      expect.objectContaining({ keyword: 'enum', body: ['unknown'], instancePointer: 'query/limit' }),
    );
  });
});
