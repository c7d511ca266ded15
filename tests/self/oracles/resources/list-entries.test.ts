import { describe, expect, it } from 'vitest';
import {
  findItemById,
  findTotal,
  getIds,
  hasNextPage,
  isWholeList,
} from '../../../../oracles/resources/list-entries.ts';
import { createTimeline, type Entry } from '../../../../oracles/resources/timeline.ts';
import type { Json } from '../../../../spec/json.ts';
import { findListParameters } from '../../../../spec/openapi/list-parameters.ts';
import { context, contexts, createExchange, list, type Step } from './scenario.ts';

function createEntry(json: Json, query = '', headers: Step['headers'] = []): Entry {
  const [entry] = createTimeline([list([], query, { json, headers })].map(createExchange));
  if (!entry) throw new Error('no entry');
  return entry;
}

describe('the items of a list', () => {
  it.each<[Json, Json]>([
    [
      [1, 2],
      [1, 2],
    ],
    [{ books: [1, 2], total: 2 }, [1, 2]],
    [{ data: { books: [1] }, meta: {} }, [1]],
    [{ data: { books: [1] }, other: { books: [2] } }, null],
    [{ books: [1], others: [2] }, [1]],
    [{ data: { books: [1], others: [2] } }, [1]],
    [{ some: [1], others: [2] }, null],
    [{ books: 1 }, null],
    [7, null],
  ])('in %j are %j', (json, expected) => {
    expect(createEntry(json).items ?? null).toEqual(expected);
  });
});

describe('findTotal', () => {
  it.each<[Json, number | undefined]>([
    [{ total: 3 }, 3],
    [{ totalCount: 3 }, 3],
    [{ total_items: 3 }, 3],
    [{ meta: { pagination: { total: 3 } } }, 3],
    [{ a: { b: { c: { total: 3 } } } }, undefined],
    [{ first: { x: 1 }, meta: { total: 3 } }, 3],
    [{ total: '3' }, undefined],
    [{ subtotal: 3, total_price: 3 }, undefined],
    [{ total: 0 }, 0],
    [[3], undefined],
  ])('of the body %j is %j', (json, expected) => {
    expect(findTotal(createEntry(json))).toBe(expected);
  });

  it.each<[string, string, number | undefined]>([
    ['X-Total-Count', '3', 3],
    ['total', '12', 12],
    ['X-Total-Count', '3 items', undefined],
    ['X-Total-Count', 'c3', undefined],
    ['X-Price-Total', '3', undefined],
  ])('of the field %s: %s is %j', (name, value, expected) => {
    expect(
      findTotal(
        createEntry([], '', [
          ['date', '1'],
          [name, value],
        ]),
      ),
    ).toBe(expected);
  });
});

describe('hasNextPage', () => {
  it.each<[Json, boolean]>([
    [{ next: 'x' }, true],
    [{ nextCursor: 'x' }, true],
    [{ has_more: true }, true],
    [{ hasMore: false, next: null, cursor: '' }, false],
    [{ items: [1] }, false],
    [[{ next: 'x' }], false],
  ])('of %j: %s', (json, expected) => {
    expect(hasNextPage(createEntry(json))).toBe(expected);
  });

  it.each([
    ['<x>; rel="next"', true],
    ['<x>; REL=next', true],
    ['<next>; rel="prev"', false],
  ])('of the Link %s: %s', (link, expected) => {
    expect(hasNextPage(createEntry([], '', [['Link', link]]))).toBe(expected);
  });
});

describe('isWholeList', () => {
  const findParameters = ({ findOperation }: typeof context) => {
    const operation = findOperation('list');
    if (!operation) throw new Error('no list');
    return findListParameters(operation);
  };
  const count = (length: number): Json => Array.from({ length }, (_, id) => ({ id }));

  it.each<[query: string, own: typeof context, json: Json, expected: boolean]>([
    ['', context, [], true],
    ['', context, count(1), true],
    ['', context, count(9), true],
    ['', context, count(10), false],
    ['', context, count(11), true],
    ['', context, count(20), false],
    ['?limit=3', context, count(2), true],
    ['?limit=3', context, count(3), false],
    ['?limit=3&page=1', context, count(2), true],
    ['?limit=3&page=2', context, count(2), false],
    ['?limit=3&offset=0', contexts.offset, count(2), true],
    ['?limit=3&offset=1', contexts.offset, count(2), false],
    ['?limit=3', contexts.cursor, count(2), true],
    ['?limit=3&cursor=c', contexts.cursor, count(2), false],
    ['?limit=3', context, { items: count(3), total: 3 }, true],
    ['?limit=3', context, { items: count(2), total: 3 }, false],
    ['?limit=3', context, { items: count(2), next: 'c' }, false],
  ])('of %s with %#', (query, own, json, expected) => {
    expect(isWholeList(createEntry(json, query), findParameters(own))).toBe(expected);
  });
});

it('items are found by any name of their id, or as the id itself', () => {
  const items: Json = [{ id: 1, x: 5 }, { book_id: '2', id: 7 }, 3, { x: 4 }, null];
  const find = (id: Json | undefined) => findItemById(createEntry(items), id, context);
  expect(getIds(createEntry(items), context)).toEqual(['1', '2']);
  expect([find('1'), find(2), find('7'), find('3')]).toEqual([items[0], items[1], items[1], 3]);
  expect([find(4), find(5), find(undefined)]).toEqual([undefined, undefined, undefined]);
});
