import { describe, expect, it } from 'vitest';
import type { Mutation } from '../../../arbitraries/invalid/mutation.ts';
import { otherTypes, violationsOf } from '../../../arbitraries/invalid/violations.ts';
import type { Json, JsonObject } from '../../../spec/json.ts';
import { inlineSubject } from './violations-subject.ts';

const branch = (id: string): JsonObject => ({
  type: 'object',
  properties: { [id]: { type: 'string' }, note: { type: 'string', maxLength: 1 } },
  required: [id],
});
const either = { anyOf: [{ $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/B' }] };
const branches = { A: branch('a'), B: branch('b') };

const short = (id: string): string => id.replace('subjects:create/request', '');

async function found(value: Json, schema: JsonObject, others: JsonObject): Promise<Mutation[]> {
  const { root, context } = await inlineSubject(schema, others);
  return [...violationsOf(root, value, context)];
}

const clausesOf = (mutations: Mutation[], keyword: string): string[][] =>
  mutations.filter((one) => one.keyword === keyword).map(({ clauses }) => clauses.map(short));

describe('under a union', () => {
  it('the clause of a branch in which something else is wrong too is not violated alone', async () => {
    const mutations = await found({ a: '', note: 'x' }, either, branches);
    expect(new Set(clausesOf(mutations, 'maxLength').flat())).toEqual(new Set(['@A/note:maxLength']));
  });

  it('a value of both branches violates the clause of each, once', async () => {
    const mutations = await found({ a: '', b: '', note: 'x' }, either, branches);
    expect(clausesOf(mutations, 'maxLength')[0]).toEqual(['@A/note:maxLength', '@B/note:maxLength']);
    const changes = mutations.map(({ where, now }) => `${where} ${JSON.stringify(now)}`);
    expect(new Set(changes).size).toBe(changes.length);
  });

  it('what one branch forgives is no violation', async () => {
    const mutations = await found({ a: '', b: '' }, either, branches);
    expect(clausesOf(mutations, 'required')).toEqual([]);
  });

  it('a body of another type violates the union and the type of every branch', async () => {
    const { root, context } = await inlineSubject(either, branches);
    const mutations = [...otherTypes(root, { a: 'x' }, context)];
    const bodies = mutations.map(({ body }) => JSON.stringify(body));
    expect(bodies).toEqual(
      expect.arrayContaining(['[]', 'null', '1', 'true', '"text"', '[{"a":"x"}]', '"{\\"a\\":\\"x\\"}"']),
    );
    expect(mutations[0]?.clauses.map(short)).toEqual([':anyOf', '@A:type', '@B:type']);
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

describe('under a discriminator', () => {
  const rows: [kind: string, body: JsonObject][] = [
    ['absent', { catId: 1 }],
    ['unknown', { kind: 'unknown', catId: 1 }],
    ['other tag', { kind: 'dog', catId: 1 }],
    ['other case', { kind: 'CAT', catId: 1 }],
    ['longer', { kind: 'catt', catId: 1 }],
    ['as null', { kind: null, catId: 1 }],
    ['as in array', { kind: ['cat'], catId: 1 }],
  ];

  it.each(rows)('the tag is wrong: %s', async (kind, body) => {
    const mutations = await found({ kind: 'cat', catId: 1 }, pets, { cat: pet('cat'), dog: pet('dog') });
    const mutation = mutations.find((one) => one.kind === `discriminator/${kind}`);
    expect(mutation).toMatchObject({ where: '/kind', body, keyword: 'discriminator' });
    expect(mutation?.clauses.map(short)).toEqual([':discriminator']);
  });

  it('the clauses of the tagged schema are violated, and of no other', async () => {
    const mutations = await found({ kind: 'cat', catId: 1 }, pets, { cat: pet('cat'), dog: pet('dog') });
    expect(clausesOf(mutations, 'required')).toEqual([['@cat/catId:required']]);
    expect(new Set(clausesOf(mutations, 'type').map(([first]) => first))).toContain('@cat/catId:type');
  });
});
