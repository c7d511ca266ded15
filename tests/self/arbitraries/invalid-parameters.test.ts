import { describe, expect, it } from 'vitest';
import type { Mutation } from '../../../arbitraries/invalid/mutation.ts';
import { violateParameter } from '../../../arbitraries/invalid/violate-parameter.ts';
import { createParameterModels, listParameterClauses } from '../../../spec/clauses/parameter-clauses.ts';
import { loadContract } from '../../../spec/document/load-contract.ts';
import type { JsonObject } from '../../../spec/json.ts';
import { createSubject } from './mutation-subject.ts';

async function createModel(parameter: JsonObject) {
  const responses = { '200': { description: 'Fine' } };
  const path = parameter.in === 'path' ? `/things/{${parameter.name}}` : '/things';
  const document = {
    openapi: '3.1.0',
    info: { title: 'Inline', version: '1' },
    paths: { [path]: { get: { operationId: 'things:list', parameters: [parameter], responses } } },
  };
  const contract = await loadContract({ file: 'inline.yaml', text: JSON.stringify(document) });
  const [operation] = contract.operations;
  const [model] = operation ? createParameterModels(contract, operation) : [];
  if (model === undefined) throw new Error('the inline document has an operation with a parameter');
  return model;
}

async function listMutations(parameter: JsonObject): Promise<Mutation[]> {
  const model = await createModel(parameter);
  const { context } = createSubject(model.root);
  return model.schemaClauses.flatMap(({ id }) => violateParameter(model, id, { count: 20 }, context));
}

const limit = { name: 'limit', in: 'query', schema: { type: 'integer', maximum: 100 } };

describe('the clauses of a parameter', () => {
  const listIds = async (parameter: JsonObject) =>
    listParameterClauses(await createModel(parameter)).map(({ id }) => id);

  it('have ids under request/query.limit', async () => {
    expect(await listIds({ ...limit, required: true })).toEqual([
      'things:list/request/query.limit:accepted',
      'things:list/request/query.limit:required',
      'things:list/request/query.limit:type',
      'things:list/request/query.limit:maximum',
    ]);
  });

  it('of a path do not require it, and do not promise that every value is accepted', async () => {
    const id = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } };
    expect(await listIds(id)).toEqual(['things:list/request/path.id:type']);
  });

  it('do not include the type of a text', async () => {
    expect(await listIds({ ...limit, schema: { type: 'string', maxLength: 3 } })).toEqual([
      'things:list/request/query.limit:accepted',
      'things:list/request/query.limit:maxLength',
    ]);
  });
});

describe('mutations of a parameter', () => {
  it('violate their clause', async () => {
    expect(await listMutations(limit)).toContainEqual(
      expect.objectContaining({
        body: 101,
        clause: 'things:list/request/query.limit:maximum',
        description: '`query.limit` is greater than 100',
      }),
    );
  });

  it('are invalid as text too: `"1"` is a valid integer in a URL', async () => {
    const bodies = (await listMutations(limit)).map(({ body }) => body);
    expect(bodies).toEqual(expect.arrayContaining(['text', expect.stringMatching(/^\d+x$/)]));
    expect(bodies.filter((body) => typeof body === 'string' && /^-?\d+$/.test(body))).toEqual([]);
  });

  it.each<[JsonObject, JsonObject]>([
    [{ type: 'string' }, {}],
    [{ type: 'boolean' }, {}],
    [{ type: 'integer' }, { minItems: 1 }],
  ])('are invalid as the only item of a list of %j in a branch too', async (items, limits) => {
    const schema = { anyOf: [{ type: 'array', items, ...limits }, { type: 'null' }] };
    const mutations = await listMutations({ ...limit, schema });
    const isValid = (text: string): boolean =>
      items.type === 'string' ||
      text === 'null' ||
      (items.type === 'boolean' ? /^[01]$/ : /^-?\d+$/).test(text);
    const texts = mutations.flatMap(({ body }) => (typeof body === 'object' ? [] : [String(body)]));
    expect(texts.filter(isValid)).toEqual([]);
  });

  it('do not exist for a boolean that may be spelled yes, no, on, off, 1 or 0', async () => {
    const flags = await listMutations({ ...limit, schema: { type: 'boolean' } });
    expect(flags.length).toBeGreaterThan(0);
    expect(flags.filter(({ body }) => /^(yes|no|on|off|0|1|true|false)$/.test(String(body)))).toEqual([]);
  });

  it('in a path are never empty and contain no slash', async () => {
    const mutations = await listMutations({
      ...{ name: 'id', in: 'path', required: true },
      schema: { type: 'string', format: 'uuid' },
    });
    expect(mutations.length).toBeGreaterThan(5);
    expect(mutations.filter(({ body }) => typeof body !== 'string' || /^$|\//.test(body))).toEqual([]);
  });

  it('in a header consist of visible ASCII characters', async () => {
    const mutations = await listMutations({
      ...limit,
      in: 'header',
      schema: { type: 'string', enum: ['on', 'off'] },
    });
    expect(mutations.length).toBeGreaterThan(0);
    expect(mutations.filter(({ body }) => !/^[!-~][ -~]*$/.test(String(body)))).toEqual([]);
  });

  it('of an array have one invalid item, however the text is split', async () => {
    const items = { enum: ['name', '-name'] };
    const mutations = await listMutations({ ...limit, schema: { type: 'array', items } });
    expect(mutations).toContainEqual(expect.objectContaining({ keyword: 'enum', body: ['unknown'] }));
  });

  it('of a deepObject reach its properties', async () => {
    const schema = { type: 'object', required: ['a'], properties: { a: { type: 'integer' } } };
    const mutations = await listMutations({ ...limit, style: 'deepObject', explode: true, schema });
    expect(mutations).toContainEqual(expect.objectContaining({ keyword: 'type', body: { a: 'text' } }));
  });

  it('are read as the parameter: not as the properties of an exploded object, nor as a shorter list', async () => {
    for (const { body } of await listMutations(limit)) expect(typeof body).not.toBe('object');
    const list = await listMutations({ ...limit, schema: { type: 'array', items: { type: 'integer' } } });
    expect(list.length).toBeGreaterThan(0);
    for (const { body } of list) expect(JSON.stringify(body)).not.toMatch(/null|\{/);
    const object = { type: 'object', properties: { a: { type: 'integer' } } };
    const deep = await listMutations({ ...limit, style: 'deepObject', explode: true, schema: object });
    for (const { body } of deep) expect(body).toBeTypeOf('object');
  });

  it('of a content parameter are JSON: a number in a string is a violation', async () => {
    const content = {
      'application/json': { schema: { type: 'object', properties: { a: { type: 'integer' } } } },
    };
    const mutations = await listMutations({ name: 'q', in: 'query', content });
    expect(mutations.some(({ keyword, after }) => keyword === 'type' && typeof after === 'string')).toBe(
      true,
    );
  });
});
