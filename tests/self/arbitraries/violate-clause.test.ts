import { beforeAll, describe, expect, it } from 'vitest';
import { annotate } from '../../../arbitraries/invalid/annotate.ts';
import { graftTo } from '../../../arbitraries/invalid/graft-to.ts';
import { violateClause } from '../../../arbitraries/invalid/violate-clause.ts';
import type { Json, JsonObject } from '../../../spec/json.ts';
import { listNodes } from '../../../spec/json-schema/schema-node.ts';
import { createInlineSubject, createInlineSubjects, type MutationSubject } from './mutation-subject.ts';

const text: JsonObject = { type: 'string', minLength: 1 };

type Row = [path: string, schema: JsonObject, base: Json, expected: unknown];

const rows: Row[] = [
  ['/a', { properties: { a: text } }, { b: 1 }, { b: 1, a: expect.any(String) }],
  ['/a', { properties: { a: text } }, { a: 'kept' }, { a: 'kept' }],
  [
    '/a@string',
    { properties: { a: { anyOf: [text, { type: 'null' }] } } },
    { a: null },
    { a: expect.any(String) },
  ],
  ['/a/-', { properties: { a: { type: 'array', items: text } } }, { a: [] }, { a: [expect.any(String)] }],
  [
    '/a/b',
    { properties: { a: { type: 'object', properties: { b: text } } } },
    {},
    { a: expect.objectContaining({ b: expect.any(String) }) },
  ],
  ['/+', { type: 'object', additionalProperties: text }, {}, { extra: expect.any(String) }],
  ['/+0', { type: 'object', patternProperties: { '^x-': text } }, {}, { 'x-extra': expect.any(String) }],
  ['@integer', { anyOf: [text, { type: 'integer', minimum: 1 }] }, 'a', expect.any(Number)],
  ['@all-0/a', { allOf: [{ properties: { a: text } }, { type: 'object' }] }, {}, { a: expect.any(String) }],
];

let subjects: MutationSubject[];

beforeAll(async () => {
  subjects = await createInlineSubjects(rows.map(([, schema]) => schema));
});

const cases = rows.map(([path, , base, expected], index) => ({ path, base, expected, index }));

describe('graftTo', () => {
  it.each(cases)('adds a part for $path to $base', ({ path, base, expected, index }) => {
    const { root, context } = subjects[index] ?? expect.fail('every row has a subject');
    const target = listNodes(root).find((node) => node.path === `S${index}${path}`);
    const grafted = graftTo(annotate(root, base), target ?? expect.fail('the node exists'), context);
    expect(grafted?.value).toEqual(expected);
    expect(context.validate(grafted?.value)).toEqual([]);
  });

  it('returns undefined if no valid value has such a part', async () => {
    const { root, context } = await createInlineSubject({
      properties: { a: { properties: { b: text } } },
      maxProperties: 0,
    });
    const target =
      listNodes(root).find((node) => node.path === 'request/a/b') ?? expect.fail('the node exists');
    expect(graftTo(annotate(root, {}), target, context)).toBeUndefined();
    expect(violateClause(root, 'subjects:create/request/a/b:minLength', { count: 1 }, context)).toEqual([]);
  });
});

describe('violateClause', () => {
  const schema = {
    type: 'object',
    properties: { id: { type: 'string', format: 'uuid4' }, note: { type: 'string', maxLength: 2 } },
    required: ['id'],
  };
  const seedValue = { id: '992fae2a-2a17-4b7a-8d9e-e287cf90131b' };

  it('starts from the given seed values', async () => {
    const { root, context } = await createInlineSubject(schema);
    const found = violateClause(
      root,
      'subjects:create/request/note:maxLength',
      { count: 2, seedValues: [seedValue] },
      context,
    );
    expect(found.map(({ body }) => body)).toEqual([
      { ...seedValue, note: expect.any(String) },
      { ...seedValue, note: expect.any(String) },
    ]);
  });

  it('keeps the clauses of level MUST and SHOULD apart', async () => {
    const { root, context } = await createInlineSubject(schema);
    const levels = (clause: string) =>
      violateClause(root, `subjects:create/request/id:${clause}`, { count: 50 }, context).map(
        ({ level }) => level,
      );
    expect(new Set(levels('format'))).toEqual(new Set(['MUST']));
    expect(new Set(levels('format-strict'))).toEqual(new Set(['SHOULD']));
  });

  it('renames a property to violate `propertyNames`', async () => {
    const { root, context } = await createInlineSubject({ type: 'object', propertyNames: { maxLength: 2 } });
    const [found] = violateClause(
      root,
      'subjects:create/request:propertyNames',
      { count: 1, seedValues: [{}] },
      context,
    );
    expect(found?.instancePointer).toMatch(/^\/.{3}/);
  });
});

describe('a violation in a nested part', () => {
  const chapter: JsonObject = {
    type: 'object',
    required: ['title'],
    properties: { title: text, chapters: { type: 'array', items: { $ref: '#/components/schemas/Chapter' } } },
  };
  const load = () =>
    createInlineSubject(
      {
        type: 'object',
        properties: { chapters: { type: 'array', items: { $ref: '#/components/schemas/Chapter' } } },
      },
      { Chapter: chapter },
    );
  const find = async (clause: string, seed: Json, isNested = true) => {
    const { root, context } = await load();
    const id = `${root.message.operation}/request${clause}`;
    return violateClause(root, id, { count: 2, seedValues: [seed], isNested }, context);
  };

  it.each<[Json]>([
    [{}],
    [{ chapters: [] }],
    [{ chapters: [{ title: 'One' }] }],
    [{ chapters: [{ title: 'One', chapters: [{ title: 'Two' }] }] }],
  ])('is below another part with the same schema: %j', async (seed) => {
    const [mutation] = await find('/chapters/-/title:required', seed);
    expect(mutation?.instancePointer).toMatch(/^\/chapters\/\d+\/chapters\/\d+\/title$/);
    expect(mutation?.kind).toBe('required/absent, nested');
    expect(mutation?.clauses).toEqual([expect.stringMatching(/chapters\/-\/title:required$/)]);
  });

  it('does not exist if the schema does not contain itself', async () => {
    expect(await find(':type', {})).toEqual([]);
    expect(await find('/chapters/-/title:minLength', {})).toEqual([]);
  });

  it('is not the default', async () => {
    const [mutation] = await find('/chapters/-/title:required', { chapters: [{ title: 'One' }] }, false);
    expect(mutation?.instancePointer).toBe('/chapters/0/title');
  });
});
