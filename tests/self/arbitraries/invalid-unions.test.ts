import { describe, expect, it } from 'vitest';
import { mutateValue } from '../../../arbitraries/invalid/mutate-value.ts';
import type { Mutation } from '../../../arbitraries/invalid/mutation.ts';
import type { Json, JsonObject } from '../../../spec/json.ts';
import { createInlineSubject } from './mutation-subject.ts';

const branch = (id: string): JsonObject => ({
  type: 'object',
  properties: { [id]: { type: 'string' }, note: { type: 'string', maxLength: 1 } },
  required: [id],
});
const either = { anyOf: [{ $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/B' }] };
const branches = { A: branch('a'), B: branch('b') };

const shortenId = (id: string): string => id.replace('subjects:create/request', '');

async function listMutations(value: Json, schema: JsonObject, others: JsonObject): Promise<Mutation[]> {
  const { root, context } = await createInlineSubject(schema, others);
  return [...mutateValue(root, value, context)];
}

const selectClauses = (mutations: Mutation[], keyword: string): string[][] =>
  mutations.filter((mutation) => mutation.keyword === keyword).map(({ clauses }) => clauses.map(shortenId));

describe('mutations under a union', () => {
  it('do not violate a clause of a branch that is also invalid for another reason', async () => {
    const mutations = await listMutations({ a: '', note: 'x' }, either, branches);
    expect(new Set(selectClauses(mutations, 'maxLength').flat())).toEqual(new Set(['@A/note:maxLength']));
  });

  it('violate the same clause of every branch against which the value is valid', async () => {
    const mutations = await listMutations({ a: '', b: '', note: 'x' }, either, branches);
    expect(selectClauses(mutations, 'maxLength')[0]).toEqual(['@A/note:maxLength', '@B/note:maxLength']);
    const changes = mutations.map(
      ({ instancePointer, after }) => `${instancePointer} ${JSON.stringify(after)}`,
    );
    expect(new Set(changes).size).toBe(changes.length);
  });

  it.each([
    ['additionalProperties', { ...branch('b'), additionalProperties: false }],
    ['unevaluatedProperties', { allOf: [branch('b')], unevaluatedProperties: false }],
  ])('add a valid property of another branch, under %s', async (keyword, closed) => {
    const open = { ...branch('a'), [keyword]: false };
    const mutations = await listMutations({ a: '' }, either, { A: open, B: closed });
    expect(mutations.find(({ kind }) => kind === `${keyword}/of another branch`)).toMatchObject({
      ...{ body: { a: '', b: expect.any(String) }, instancePointer: '/b' },
      clauses: [`subjects:create/request@A:${keyword}`],
    });
  });

  it('exclude changes that keep the value valid against one branch', async () => {
    const mutations = await listMutations({ a: '', b: '' }, either, branches);
    expect(selectClauses(mutations, 'required')).toEqual([]);
  });

  it('of the type of the body violate the union and the type of every branch', async () => {
    const mutations = (await listMutations({ a: 'x' }, either, branches)).filter(
      ({ instancePointer, keyword }) => instancePointer === '' && ['type', 'anyOf'].includes(keyword),
    );
    const bodies = mutations.map(({ body }) => JSON.stringify(body));
    expect(bodies).toEqual(
      expect.arrayContaining(['[]', 'null', '1', 'true', '"text"', '[{"a":"x"}]', '"{\\"a\\":\\"x\\"}"']),
    );
    expect(mutations[0]?.clauses.map(shortenId)).toEqual([':anyOf', '@A:type', '@B:type']);
  });
});

const pet = (name: string): JsonObject => ({
  type: 'object',
  properties: { kind: { const: name }, [`${name}Id`]: { type: 'integer' } },
  required: ['kind', `${name}Id`],
});
const pets = {
  oneOf: [{ $ref: '#/components/schemas/cat' }, { $ref: '#/components/schemas/dog' }],
  discriminator: { propertyName: 'kind' },
};

describe('mutations under a discriminator', () => {
  const rows: [kind: string, body: JsonObject][] = [
    ['absent', { catId: 1 }],
    ['unknown', { kind: 'unknown', catId: 1 }],
    ['other tag', { kind: 'dog', catId: 1 }],
    ['other case', { kind: 'CAT', catId: 1 }],
    ['longer', { kind: 'catt', catId: 1 }],
    ['as null', { kind: null, catId: 1 }],
    ['as in array', { kind: ['cat'], catId: 1 }],
  ];

  it.each(rows)('change the tag: %s', async (kind, body) => {
    const mutations = await listMutations({ kind: 'cat', catId: 1 }, pets, {
      cat: pet('cat'),
      dog: pet('dog'),
    });
    const mutation = mutations.find((mutation) => mutation.kind === `discriminator/${kind}`);
    expect(mutation).toMatchObject({ instancePointer: '/kind', body, keyword: 'discriminator' });
    expect(mutation?.clauses.map(shortenId)).toEqual([':discriminator']);
  });

  it('violate only clauses of the branch that the tag selects', async () => {
    const mutations = await listMutations({ kind: 'cat', catId: 1 }, pets, {
      cat: pet('cat'),
      dog: pet('dog'),
    });
    expect(selectClauses(mutations, 'required')).toEqual([['@cat/catId:required']]);
    expect(new Set(selectClauses(mutations, 'type').map(([first]) => first))).toContain('@cat/catId:type');
  });
});
