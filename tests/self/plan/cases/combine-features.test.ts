import { expect, test } from 'vitest';
import { createPositiveCases } from '../../../../plan/cases/positive.ts';
import type { Json, JsonObject } from '../../../../spec/json.ts';
import type { Case } from '../../../../spec/openapi/case.ts';
import { createContext, getJson } from '../library.ts';

const nullableText = { type: ['string', 'null'] };

/** The positive cases for a body schema, of which the user has given a valid body. */
async function createCases(Book: JsonObject, body: JsonObject): Promise<Case[]> {
  const userMessages = new Map([['books:create', { body }]]);
  return createPositiveCases(await createContext('books:create', { schemas: { Book }, userMessages }));
}

const createCombined = async (Book: JsonObject, body: JsonObject): Promise<Case[]> =>
  (await createCases(Book, body)).filter(({ subcases }) => subcases);

const countSubcases = (cases: readonly Case[]): number[] => cases.map(({ subcases = [] }) => subcases.length);

test('the enum values of different properties share requests, each with its subcases', async () => {
  const Book = {
    type: 'object',
    required: ['genre', 'cover', 'size'],
    properties: {
      genre: { enum: ['novel', 'poetry', 'essay'] },
      cover: { enum: ['hard', 'soft'] },
      size: { type: 'object', required: ['unit'], properties: { unit: { enum: ['mm', 'in'] } } },
    },
  };
  const combined = await createCombined(Book, { genre: 'novel', cover: 'hard', size: { unit: 'mm' } });
  expect(combined.map(getJson)).toEqual(
    expect.arrayContaining([
      { genre: 'novel', cover: 'hard', size: { unit: 'mm' } },
      { genre: 'poetry', cover: 'soft', size: { unit: 'in' } },
    ]),
  );
  expect(countSubcases(combined)).toEqual([3, 3]);
});

test('null values inside one object all reach the combined body', async () => {
  const author = {
    type: 'object',
    required: ['first', 'last'],
    properties: { first: nullableText, last: nullableText },
  };
  const Book = { type: 'object', required: ['author'], properties: { author } };
  const [combined] = await createCombined(Book, { author: { first: 'a', last: 'b' } });
  expect(combined && getJson(combined)).toMatchObject({ author: { first: null, last: null } });
});

test('the values of an object that excludes another are not combined with it', async () => {
  const pay = (method: string, name: string): Json => ({
    type: 'object',
    required: ['method', name],
    properties: { method: { const: method }, [name]: { enum: ['a', 'b'] } },
  });
  const Book = {
    type: 'object',
    required: ['payment', 'genre'],
    properties: {
      genre: { enum: ['novel', 'poetry'] },
      payment: { oneOf: [pay('card', 'brand'), pay('invoice', 'term')] },
    },
  };
  const combined = await createCombined(Book, { genre: 'novel', payment: { method: 'card', brand: 'a' } });
  expect(combined.map(getJson)).toEqual([
    { genre: 'novel', payment: { method: 'card', brand: 'a' } },
    { genre: 'poetry', payment: { method: 'card', brand: 'b' } },
  ]);
});

test('a value inside an open object is not taken for a value of another branch', async () => {
  const pay = (method: string, name: string): Json => ({
    type: 'object',
    required: ['method'],
    properties: { method: { const: method }, [name]: nullableText },
  });
  const Book = {
    type: 'object',
    required: ['payment'],
    properties: { payment: { oneOf: [pay('card', 'brand'), pay('invoice', 'term')] }, note: nullableText },
  };
  const cases = await createCases(Book, { payment: { method: 'card' } });
  const covering = cases
    .flatMap((each) => [each, ...(each.subcases ?? [])])
    .filter(({ covers }) => covers.some((id) => id.endsWith('/term:accepts-null')));
  for (const each of covering)
    expect(getJson(each)).toMatchObject({ payment: { method: 'invoice', term: null } });
});

test('the values of a branch share requests only with each other, and each case is created once', async () => {
  const cases = createPositiveCases(await createContext('loans:create'));
  const ids = cases.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)]);
  const all = cases.flatMap(({ subcases = [] }) => subcases.map(({ id }) => id));
  expect(all).toEqual([...new Set(all)]);
  for (const { subcases = [] } of cases)
    expect(new Set(subcases.map(({ covers: [id = ''] }) => /@\w+/.exec(id)?.[0])).size).toBeLessThan(2);
  expect(ids.filter((id) => all.includes(id))).toEqual([]);
});

test('a value inside an optional object that the body lacks is combined by a copy of this object', async () => {
  const author = { type: 'object', required: ['kind'], properties: { kind: { enum: ['person', 'group'] } } };
  const Book = {
    type: 'object',
    required: ['cover'],
    properties: { cover: { enum: ['hard', 'soft'] }, author },
  };
  const context = await createContext('books:create', { schemas: { Book } });
  expect(context.seedMessages.map(({ message }) => Object.keys(message.body ?? {}))).toEqual([
    ['cover'],
    ['cover', 'author'],
  ]);
  const combined = createPositiveCases(context).filter(({ subcases }) => subcases);
  expect(combined.map(getJson)).toEqual([
    { cover: 'hard', author: { kind: 'person' } },
    { cover: 'soft', author: { kind: 'group' } },
  ]);
  expect(countSubcases(combined)).toEqual([2, 2]);
});
