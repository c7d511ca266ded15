import { describe, expect, it } from 'vitest';
import { hasFeature, listFeatureValues, setFeature } from '../../../../plan/cases/feature-values.ts';
import type { Feature } from '../../../../spec/clauses/acceptance-clauses.ts';
import type { Json, JsonObject } from '../../../../spec/json.ts';
import { createContext } from '../library.ts';

/** The values for a feature of a body with this schema. */
async function list(feature: Feature, Book: JsonObject, turn = 0): Promise<Json[]> {
  const context = await createContext('books:create', { schemas: { Book } });
  const { request } = context.model;
  if (!request) throw new Error('the operation takes no body');
  return listFeatureValues(context, feature, request, turn);
}

describe('the values for a feature', () => {
  const numbers = [...Array(20).keys()];
  it.each<[Feature, JsonObject, Json[]]>([
    ['null', { type: ['string', 'null'] }, [null]],
    ['extra', { type: 'object' }, [null]],
    ['any-scheme', { type: 'string', format: 'uri' }, ['conformance://return/here']],
    ['values', { enum: ['a', 1, null] }, ['a', 1, null]],
    ['values', { enum: numbers.slice(0, 12) }, numbers.slice(0, 12)],
    ['values', { enum: numbers }, numbers.slice(0, 12)],
    ['minimum', { type: 'integer', minimum: -3, maximum: 9 }, [-3]],
    ['maximum', { type: 'integer', minimum: -3, maximum: 9 }, [9]],
    ['minimum', { type: 'integer' }, []],
    ['most-items', { type: 'array', maxItems: 3, items: { const: 1 } }, [[1, 1, 1]]],
    ['most-items', { type: 'array', maxItems: 51, items: { const: 1 } }, []], // too many
    ['shortest', { type: 'string', minLength: 0 }, ['']],
    ['longest', { type: 'string', pattern: '^a*$', maxLength: 7 }, ['aaaaaaa']],
    ['shortest', { type: 'string', pattern: '^a*$', minLength: 2 }, ['aa']],
  ])('%s of %j are %j', async (feature, schema, values) => {
    expect(await list(feature, schema)).toEqual(values);
  });

  it.each<[JsonObject, number]>([
    [{ type: 'string', pattern: '^aaa+$', minLength: 0 }, 3], // no value is shorter
    [{ type: 'string', format: 'date', minLength: 1 }, 10],
    [{ type: 'string', format: 'uuid', minLength: 0 }, 36],
    [{ type: 'string', pattern: '^a{5,}$', minLength: 1, maxLength: 5 }, 5], // the maximum of the schema limits the length
    [{ type: 'string', pattern: '^a{9,}$', minLength: 9, maxLength: 60 }, 9],
    [{ type: 'string', pattern: '^a{40,}$', minLength: 0 }, 40], // the largest length that is tried
  ])('shortest of %j have the first length that is possible: %d', async (schema, length) => {
    const [first] = await list('shortest', schema);
    expect(String(first)).toHaveLength(length);
  });

  it('shortest are none if every valid value is longer than those that are tried', async () => {
    expect(await list('shortest', { type: 'string', pattern: '^a{41,}$', minLength: 0 })).toEqual([]);
  });

  it('of a schema that is true are none, except null and an additional property', async () => {
    const context = await createContext('books:create');
    const { request } = context.model;
    if (!request) throw new Error('the operation takes no body');
    const all = { ...request, schema: true };
    expect(listFeatureValues(context, 'longest', all, 0)).toEqual([]);
    expect(listFeatureValues(context, 'null', all, 0)).toEqual([null]);
  });

  it('of a URI begin with another one for each further node, and have all', async () => {
    const uri = { type: 'string', format: 'uri' };
    const [first, second, third] = await Promise.all([0, 1, 4].map((turn) => list('variety', uri, turn)));
    expect(new Set(first)).toEqual(new Set(second));
    expect(first?.[0]).toMatch(/^https:\/\/user/);
    expect(second?.[0]).not.toBe(first?.[0]);
    expect(third?.[0]).toBe(first?.[0]);
  });

  it('of another format are twenty random values, and five for a property that is present', async () => {
    expect(await list('variety', { type: 'string', format: 'email' })).toHaveLength(20);
    expect(await list('present', { type: 'integer' })).toHaveLength(5);
  });

  it.each<[Feature, JsonObject, Json, Json]>([
    ['any-offset', { format: 'date-time' }, '2031-05-06T22:00:00Z', '2031-05-07T03:30:00.000+05:30'],
    ['leap-day', { format: 'date' }, '2031-05-06', '2028-02-29'],
    ['leap-day', { format: 'date' }, '2102-05-06', '2104-02-29'],
    ['plus-sign', { format: 'email' }, 'ada@example.com', 'ada+tag@example.com'],
    ['any-character', {}, 'Dune', 'Duneé漢'],
    ['any-character', { maxLength: 4 }, 'Dune', 'Dué漢'],
  ])('%s of %j keep what an accepted request has: %j becomes %j', async (feature, schema, current, value) => {
    const context = await createContext('books:create', { schemas: { Book: { type: 'string', ...schema } } });
    const { request } = context.model;
    expect(request && listFeatureValues(context, feature, request, 0, current)).toEqual([value]);
  });

  it('the maximum number of items repeat those of an accepted request', async () => {
    const context = await createContext('books:create', {
      schemas: { Book: { type: 'array', maxItems: 3 } },
    });
    const { request } = context.model;
    const [first] = request ? listFeatureValues(context, 'most-items', request, 0, ['a', 'b']) : [];
    expect(first).toEqual(['a', 'b', 'a']);
  });
});

describe('an additional property', () => {
  const extra = (...steps: string[]) =>
    ({ feature: 'extra', path: { steps, nodes: [] }, value: null }) as const;

  it('is added to the body if it is an object', () => {
    const changed = setFeature({ title: 'Emma' }, extra());
    expect(changed).toEqual({
      title: 'Emma',
      x_conformance: { list: [1, null, 'é', true], note: 'an extra property' },
    });
    expect(hasFeature(changed ?? null, extra())).toBe(true);
    expect(hasFeature({ title: 'Emma' }, extra())).toBe(false);
    expect(setFeature(['Emma'], extra())).toBeUndefined();
    expect(setFeature({ title: {} }, extra('title'))).toBeUndefined();
  });
});
