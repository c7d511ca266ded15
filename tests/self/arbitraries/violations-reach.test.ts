import { beforeAll, describe, expect, it } from 'vitest';
import { ground } from '../../../arbitraries/invalid/annotate.ts';
import { reach } from '../../../arbitraries/invalid/graft-to.ts';
import { violationsOfClause } from '../../../arbitraries/invalid/of-clause.ts';
import type { Json, JsonObject } from '../../../spec/json.ts';
import { listNodes } from '../../../spec/json-schema/schema-node.ts';
import { inlineSubject, inlineSubjects, type Subject } from './violations-subject.ts';

const text: JsonObject = { type: 'string', minLength: 1 };

type Row = [place: string, schema: JsonObject, base: Json, reached: unknown];

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

let subjects: Subject[];

beforeAll(async () => {
  subjects = await inlineSubjects(rows.map(([, schema]) => schema));
});

const titled = rows.map(([place, schema, base, reached], index) => ({ place, schema, base, reached, index }));

describe('a valid value', () => {
  it.each(titled)('that reaches $place is made from $base', ({ place, base, reached, index }) => {
    const { root, context } = subjects[index] ?? expect.fail('every row has a subject');
    const target = listNodes(root).find((node) => node.path === `S${index}${place}`);
    const found = reach(ground(root, base), target ?? expect.fail('the place exists'), context);
    expect(found?.value).toEqual(reached);
    expect(context.validate(found?.value)).toEqual([]);
  });

  it('cannot reach a place of which no value is valid', async () => {
    const { root, context } = await inlineSubject({
      properties: { a: { properties: { b: text } } },
      maxProperties: 0,
    });
    const target =
      listNodes(root).find((node) => node.path === 'request/a/b') ?? expect.fail('the place exists');
    expect(reach(ground(root, {}), target, context)).toBeUndefined();
    expect(violationsOfClause(root, 'subjects:create/request/a/b:minLength', { count: 1 }, context)).toEqual(
      [],
    );
  });
});

describe('the violations of a clause', () => {
  const schema = {
    type: 'object',
    properties: { id: { type: 'string', format: 'uuid4' }, note: { type: 'string', maxLength: 2 } },
    required: ['id'],
  };
  const known = { id: '992fae2a-2a17-4b7a-8d9e-e287cf90131b' };

  it('start from the values that are known to be good', async () => {
    const { root, context } = await inlineSubject(schema);
    const found = violationsOfClause(
      root,
      'subjects:create/request/note:maxLength',
      { count: 2, bases: [known] },
      context,
    );
    expect(found.map(({ body }) => body)).toEqual([
      { ...known, note: expect.any(String) },
      { ...known, note: expect.any(String) },
    ]);
  });

  it('keep apart what servers may fairly accept', async () => {
    const { root, context } = await inlineSubject(schema);
    const levels = (clause: string) =>
      violationsOfClause(root, `subjects:create/request/id:${clause}`, { count: 50 }, context).map(
        ({ level }) => level,
      );
    expect(new Set(levels('format'))).toEqual(new Set(['MUST']));
    expect(new Set(levels('format-strict'))).toEqual(new Set(['SHOULD']));
  });

  it('of names lead to a property of a forbidden name', async () => {
    const { root, context } = await inlineSubject({ type: 'object', propertyNames: { maxLength: 2 } });
    const [found] = violationsOfClause(
      root,
      'subjects:create/request:propertyNames',
      { count: 1, bases: [{}] },
      context,
    );
    expect(found?.where).toMatch(/^\/.{3}/);
  });
});
