import { expect, it } from 'vitest';
import {
  findOrders,
  selectByBound,
  selectSeveral,
  selectValue,
} from '../../../../plan/scenarios/list-queries.ts';
import type { Json, JsonObject } from '../../../../spec/json.ts';
import { findListParameters } from '../../../../spec/openapi/list-parameters.ts';
import { createDocument, loadDocument } from '../../spec/create-document.ts';

/** The query parameters of a list of items with the properties `tag`, `pages`, `rank`, `day`, `at` and `sold_at`. */
async function findParameters(...parameters: readonly [name: string, schema: Json, style?: string][]) {
  const properties: JsonObject = {
    ...{ tag: { type: 'string' }, pages: { type: 'integer' }, rank: { type: 'number' } },
    ...{ day: { type: 'string', format: 'date' }, at: { type: 'string', format: 'date-time' } },
    sold_at: { type: 'string', format: 'date-time' },
  };
  const schema: Json = { type: 'array', items: { type: 'object', properties } };
  const list: Json = {
    operationId: 'list',
    parameters: parameters.map(([name, own, style = 'form']) => ({ name, in: 'query', style, schema: own })),
    responses: { 200: { description: 'OK', content: { 'application/json': { schema } } } },
  };
  const { operations } = await loadDocument(createDocument({}, { paths: { '/books': { get: list } } }));
  const [operation = expect.fail('the document has an operation')] = operations;
  return findListParameters(operation);
}

async function findFilter(schema: Json) {
  const { filters } = await findParameters(['tag', schema]);
  return filters[0] ?? expect.fail('the list has a filter');
}

async function findBound(name: string, schema: Json, style = 'form') {
  const { bounds } = await findParameters([name, schema, style]);
  return bounds[0] ?? expect.fail('the list has a bound');
}

const tags = (...values: Json[]): JsonObject[] => values.map((tag, id) => ({ id, tag }));
const text: Json = { type: 'string' };
const texts: Json = { type: 'array', items: text };

it.each<[Json, Json]>([
  [text, { tag: 'a' }],
  [texts, { tag: ['a'] }],
  [{ anyOf: [texts, { type: 'null' }] }, { tag: ['a'] }],
  [{ anyOf: [text, { type: 'null' }] }, { tag: 'a' }],
])('a filter of %j has one value: %j', async (schema, query) => {
  expect(selectValue(await findFilter(schema), 'a')).toEqual(query);
});

const choice: Json = { type: 'array', items: { type: 'string', enum: ['a', 'b', 'c'] } };
it.each<[string, Json, JsonObject[], Json | undefined]>([
  [
    'two values',
    texts,
    tags('a', 'a', 'b', 'c'),
    [
      ['a', 'b'],
      [0, 2],
    ],
  ],
  [
    'numbers',
    texts,
    tags(1, 2),
    [
      [1, 2],
      [0, 1],
    ],
  ],
  [
    'items without a scalar',
    texts,
    tags(null, ['x'], 'a', 'b'),
    [
      ['a', 'b'],
      [2, 3],
    ],
  ],
  ['one value', texts, tags('a', 'a'), undefined],
  ['one value of an enum', choice, tags('a', 'a'), [['b', 'a'], [0]]],
  ['another value of an enum', choice, tags('b'), [['a', 'b'], [0]]],
  ['no items', texts, [], undefined],
  ['no array', text, tags('a', 'b'), undefined],
  ['an array of at most one item', { ...Object(texts), maxItems: 1 }, tags('a', 'b'), undefined],
  [
    'an array of at most two items',
    { ...Object(texts), maxItems: 2 },
    tags('a', 'b'),
    [
      ['a', 'b'],
      [0, 1],
    ],
  ],
])('several values are selected from %s', async (_, schema, items, expected) => {
  const found = selectSeveral(await findFilter(schema), items);
  expect(found && [found.query.tag, found.wanted.map(({ id }) => id)]).toEqual(expected);
});

const pages = (...values: Json[]): JsonObject[] =>
  values.map((value, id) => ({ id, pages: value, rank: value }));
const times = (...values: string[]): JsonObject[] =>
  values.map((at, id) => ({ id, at, sold_at: at, day: at.slice(0, 10) }));
const integer: JsonObject = { type: 'integer' };
const dateTime: Json = { type: 'string', format: 'date-time' };
const date: Json = { type: 'string', format: 'date' };

it.each<[string, Json, JsonObject[], Json | undefined]>([
  ['min_pages', integer, [], undefined],
  ['min_pages', integer, pages(null, 'x'), undefined],
  // between the values that differ most
  ['min_pages', integer, pages(90, 10, 20, 30), [60, [0]]],
  ['max_pages', integer, pages(90, 10, 20, 30), [60, [1]]],
  ['min_pages', integer, pages(1, 4), [2, [1]]],
  ['min_rank', { type: 'number' }, pages(1, 2), [1.5, [1]]],
  ['min_rank', { type: 'number' }, pages(1, 1.666), [1.33, [1]]],
  // beyond all of them
  ['min_pages', integer, pages(7, 7), [8, []]],
  ['max_pages', integer, pages(7, 7), [6, []]],
  ['min_pages', integer, pages(7, 8), [9, []]],
  // as the schema allows
  ['min_pages', { ...integer, maximum: 7 }, pages(7, 7), undefined],
  ['min_pages', { ...integer, maximum: 8 }, pages(7, 7), [8, []]],
  ['min_pages', { ...integer, exclusiveMaximum: 8 }, pages(7, 7), undefined],
  ['max_pages', { ...integer, minimum: 6 }, pages(7, 7), [6, []]],
  ['max_pages', { ...integer, minimum: 7 }, pages(7, 7), undefined],
  ['max_pages', { ...integer, exclusiveMinimum: 6 }, pages(7, 7), undefined],
  [
    'at_after',
    dateTime,
    times('2026-01-01T00:00:00Z', '2026-01-05T00:00:00Z'),
    ['2026-01-03T00:00:00Z', [1]],
  ],
  [
    'at_before',
    dateTime,
    times('2026-01-01T00:00:00Z', '2026-01-05T00:00:00Z'),
    ['2026-01-03T00:00:00Z', [0]],
  ],
  ['day_after', date, times('2026-01-01T00:00:00Z', '2026-01-07T00:00:00Z'), ['2026-01-04', [1]]],
])('the bound %s of %j for %j is %j', async (name, schema, items, expected) => {
  const [found] = selectByBound(await findBound(name, schema), items);
  expect(found && [found.query[name], found.wanted.map(({ id }) => id)]).toEqual(expected);
});

it('a bound is a member of a parameter that is an object', async () => {
  const range: Json = { type: 'object', properties: { from: dateTime, to: dateTime } };
  const bound = await findBound('sold', range, 'deepObject');
  const items = times('2026-01-01T00:00:00Z', '2026-01-05T00:00:00Z');
  expect(selectByBound(bound, items)[0]?.query).toEqual({ sold: { from: '2026-01-03T00:00:00Z' } });
});

it.each<[string[], Json]>([
  [['title', '-title'], [['title', '-title']]],
  [['TitleAsc', 'TitleDesc'], [['TitleAsc', 'TitleDesc']]],
  [['title', 'title_desc'], [['title', 'title_desc']]],
  [['title', 'title:desc'], [['title', 'title:desc']]],
  [['title', 'pages'], []],
  [
    ['a', '-a', 'b', '-b', 'c', '-c', 'd', '-d'],
    [
      ['a', '-a'],
      ['b', '-b'],
      ['c', '-c'],
    ],
  ],
])('the orders of %j are %j', (values, orders) => {
  expect(findOrders(values)).toEqual(orders);
});
