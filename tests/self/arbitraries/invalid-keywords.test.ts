import { beforeAll, describe, expect, it } from 'vitest';
import { mutateValue } from '../../../arbitraries/invalid/mutate-value.ts';
import type { Json, JsonObject } from '../../../spec/json.ts';
import {
  createInlineSubject,
  createInlineSubjects,
  hasErrorAt,
  type MutationSubject,
} from './mutation-subject.ts';

type Row = [keyword: string, schema: JsonObject, before: Json, after: Json, instancePointer?: string];

const object = (properties: JsonObject, keywords: JsonObject = {}): JsonObject => ({
  type: 'object',
  properties,
  ...keywords,
});
const text = { type: 'string' };
const integer = { type: 'integer' };

const rows: Row[] = [
  ['type', { type: 'integer' }, 1, '1'],
  ['type', { type: 'integer' }, 1, 1.5],
  ['type', { type: 'string' }, '1', 1],
  ['type', { type: 'string' }, 'a', ['a']],
  ['type', { type: 'string' }, 'a', null],
  ['type', { type: 'boolean' }, true, 'true'],
  ['type', { type: 'boolean' }, false, 0.5],
  ['type', { type: 'number' }, 1.5, '1.5'],
  ['type', { type: 'array' }, [1], {}],
  ['type', { type: 'object' }, { a: 1 }, [{ a: 1 }]],
  ['type', { type: 'object' }, { a: 1 }, '{"a":1}'],
  ['type', { type: ['string', 'null'] }, null, []],
  ['type', object({ a: integer }), { a: 1 }, { a: '1' }, '/a'],
  ['enum', { enum: ['US', 'SE'] }, 'US', 'us'],
  ['enum', { enum: ['US', 'SE'] }, 'SE', 'SEE'],
  ['enum', { enum: ['US', 'SE'] }, 'SE', 'S'],
  ['enum', { enum: ['US'] }, 'US', ''],
  ['enum', { enum: [1, 2] }, 2, 3],
  ['enum', { enum: ['a', null] }, null, 'unknown'],
  ['const', { const: 'team' }, 'team', 'TEAM'],
  ['const', { const: 1 }, 1, 0],
  ['required', object({ a: text }, { required: ['a'] }), { a: '' }, {}, '/a'],
  ['required', object({ a: object({}, { required: ['b/c'] }) }), { a: { 'b/c': 1 } }, { a: {} }, '/a/b~1c'],
  ['minLength', { type: 'string', minLength: 1 }, 'a', ''],
  ['minLength', { type: 'string', minLength: 3 }, 'abcd', 'ab'],
  ['minLength', { type: 'string', minLength: 3 }, '😀😀😀', '😀😀'],
  ['maxLength', { type: 'string', maxLength: 3 }, 'abc', 'abca'],
  ['maxLength', { type: 'string', maxLength: 3 }, '😀', '😀aaa'],
  ['maxLength', { type: 'string', maxLength: 2 }, '', '😀😀😀'],
  ['pattern', { type: 'string', pattern: '^[a-z]+$' }, 'abc', 'abc!'],
  ['pattern', { type: 'string', pattern: '^x-' }, 'x-a', '-a'],
  ['minimum', { type: 'integer', minimum: 1 }, 5, 0],
  ['minimum', { type: 'number', minimum: 0.5 }, 1, 0.49],
  ['maximum', { type: 'integer', maximum: 100 }, 100, 101],
  ['maximum', { type: 'integer', maximum: 9, multipleOf: 4 }, 8, 12],
  ['exclusiveMinimum', { type: 'integer', exclusiveMinimum: 0 }, 1, 0],
  ['exclusiveMaximum', { type: 'number', exclusiveMaximum: 1 }, 0.5, 1],
  ['multipleOf', { type: 'integer', multipleOf: 5 }, 10, 11],
  ['multipleOf', { type: 'number', multipleOf: 0.1 }, 0.3, 0.35],
  ['minItems', { type: 'array', minItems: 2 }, [1, 2, 3], [1]],
  ['maxItems', { type: 'array', items: integer, maxItems: 2 }, [1], [1, 1, 1]],
  ['uniqueItems', { type: 'array', uniqueItems: true }, ['a', 'b'], ['a', 'b', 'a']],
  ['uniqueItems', { type: 'array', uniqueItems: true, maxItems: 2 }, ['a', 'b'], ['a', 'a']],
  ['contains', { type: 'array', contains: { const: 1 } }, [1, 2], [2]],
  ['contains', { type: 'array', contains: { const: 1 }, minContains: 2 }, [1, 1], [1]],
  ['contains', { type: 'array', contains: { const: 1 }, maxContains: 1 }, [1], [1, 1]],
  ['type', { type: 'array', items: integer }, [1, 2], [1, '2'], '/1'],
  ['type', { type: 'array', prefixItems: [text, integer] }, ['a', 1], ['a', '1'], '/1'],
  [
    'additionalProperties',
    object({ a: text }, { additionalProperties: false }),
    {},
    { unexpected: 'unexpected' },
    '/unexpected',
  ],
  ['type', { type: 'object', additionalProperties: integer }, { a: 1 }, { a: '1' }, '/a'],
  ['type', { type: 'object', patternProperties: { '^x-': integer } }, { 'x-a': 1 }, { 'x-a': '1' }, '/x-a'],
  ['maxLength', { type: 'object', propertyNames: { maxLength: 2 } }, { ab: 1 }, { aba: 1 }, '/aba'],
  ['minProperties', { type: 'object', minProperties: 2 }, { a: 1, b: 2 }, { a: 1 }],
  ['maxProperties', { type: 'object', maxProperties: 1 }, { a: 1 }, { a: 1, extra1: 1 }],
  ['dependentRequired', object({}, { dependentRequired: { a: ['b'] } }), { a: 1, b: 2 }, { a: 1 }, '/b'],
  ['anyOf', { anyOf: [text, { type: 'null' }] }, 'a', 1],
  ['anyOf', { anyOf: [text, integer] }, 1, null],
  ['oneOf', { oneOf: [text, integer] }, 1, true],
  [
    'oneOf',
    { oneOf: [object({ a: integer }, { required: ['a'] }), object({ b: integer }, { required: ['b'] })] },
    { a: 1 },
    { b: 0, a: 1 },
  ],
  ['not', { not: { enum: [1, 2] } }, 'a', 2],
  ['maximum', { allOf: [integer, { maximum: 3 }] }, 3, 4],
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  ['minLength', { if: text, then: { minLength: 1 }, else: { minimum: 1 } }, 'a', ''],
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  ['minimum', { if: text, then: { minLength: 1 }, else: { minimum: 1 } }, 1, 0.99],
  ['required', { dependentSchemas: { a: { required: ['b'] } } }, { a: 1, b: 1 }, { a: 1 }, '/b'],
  ['items', { type: 'array', prefixItems: [text], items: false }, [], ['', 'unexpected']],
  ['prefixItems', { prefixItems: [true, false] }, [1], [1, 'unexpected'], '/1'],
  ['unevaluatedItems', { prefixItems: [true], unevaluatedItems: false }, [1], [1, 'unexpected'], '/1'],
  ['type', { unevaluatedItems: integer }, [1], ['1'], '/0'],
  ['contains', { contains: false }, 'a', []],
  [
    'unevaluatedProperties',
    { allOf: [object({ a: text })], unevaluatedProperties: false },
    { a: '' },
    { a: '', unexpected: 'unexpected' },
    '/unexpected',
  ],
  ['type', { properties: { a: true }, unevaluatedProperties: integer }, { b: 1 }, { b: '1' }, '/b'],
  ['properties', { properties: { a: false } }, {}, { a: 'unexpected' }, '/a'],
  ['properties', { properties: { a: { not: {} } } }, {}, { a: 'unexpected' }, '/a'],
  ['patternProperties', { patternProperties: { '^x-': false } }, {}, { 'x-': 'unexpected' }, '/x-'],
  ['propertyNames', { propertyNames: false }, {}, { unexpected: 'unexpected' }, '/unexpected'],
  ['dependentSchemas', { dependentSchemas: { a: false } }, {}, { a: 'unexpected' }, '/a'],
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  ['if', { if: { const: 1 }, then: false }, 2, 1],
  ['if', { if: text, else: false }, 'a', null],
];

let subjects: MutationSubject[];

beforeAll(async () => {
  subjects = await createInlineSubjects(rows.map(([, schema]) => schema));
});

const formatTitle = ([keyword, schema, before, after]: Row): string =>
  `of ${keyword} in ${JSON.stringify(schema)} turn ${JSON.stringify(before)} into ${JSON.stringify(after)}`;

describe('mutations', () => {
  it.each([
    [String.raw`^[\w.-]+$`, false],
    ['^[a-z.-]+$', true],
  ])('of the pattern %s have characters beyond ASCII: %s', async (pattern, isSent) => {
    const [subject] = await createInlineSubjects([{ type: 'string', pattern }]);
    const texts = subject
      ? [...mutateValue(subject.root, 'abc', subject.context)].map(({ body }) => body)
      : [];
    expect(texts).toContain('abc!');
    // in most languages, these belong to `\w`
    expect(texts.some((each) => typeof each === 'string' && each.includes('é'))).toBe(isSent);
  });

  it.each(rows.map((row, index) => ({ row, index, title: formatTitle(row) })))('$title', ({ row, index }) => {
    const [keyword, , before, body, instancePointer = ''] = row;
    const subject = subjects[index] ?? expect.fail('every row has a subject');
    expect(subject.context.validate(before)).toEqual([]);
    const mutations = [...mutateValue(subject.root, before, subject.context)];
    expect(mutations).toContainEqual(expect.objectContaining({ keyword, instancePointer, body }));
    for (const mutation of mutations) {
      expect(hasErrorAt(subject, mutation.body, mutation.instancePointer)).toBe(true);
      expect(mutation.clauses[0]).toBe(mutation.clause);
    }
  });

  it('do not require a readOnly property in requests', async () => {
    const readOnly = object({ id: { type: 'string', readOnly: true } }, { required: ['id'] });
    const { root, context } = await createInlineSubject(readOnly);
    const mutations = [...mutateValue(root, {}, context)];
    expect(mutations.filter(({ instancePointer }) => instancePointer !== '')).toEqual([]);
  });

  it('do not exist for a schema that accepts every value', async () => {
    const { root, context } = await createInlineSubject({ title: 'Anything' });
    expect([...mutateValue(root, { a: [1] }, context)]).toEqual([]);
  });

  it('describe the violation, its location, and the values before and after', async () => {
    const { root, context } = await createInlineSubject(
      object({ tags: { type: 'array', items: { maxLength: 1 } } }),
    );
    const [mutation] = [...mutateValue(root, { tags: ['a'] }, context)].filter(
      ({ keyword }) => keyword === 'maxLength',
    );
    expect(mutation).toEqual({
      clause: 'subjects:create/request/tags/-:maxLength',
      clauses: ['subjects:create/request/tags/-:maxLength'],
      keyword: 'maxLength',
      instancePointer: '/tags/0',
      before: 'a',
      after: 'aa',
      body: { tags: ['aa'] },
      description: '`tags[]` is one character longer than the maximum of 1',
      level: 'MUST',
      kind: 'maxLength/one more',
      otherKeywords: [],
    });
  });
});
