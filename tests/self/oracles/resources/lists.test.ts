import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../spec/json.ts';
import { contexts, create, judgeRule, list, read, type Step } from './scenario.ts';

type Row = [title: string, outcome: 'pass' | 'fail' | 'undecided', ...steps: Step[]];

const [a, b, c, d] = [
  { id: 1, title: 'Dune', pages: 90 },
  { id: 2, title: 'Emma', pages: 412 },
  { id: 3, title: 'Ada', pages: 1000 },
  { id: 4, title: 'Dune', pages: 20 },
] as const satisfies JsonObject[];
const page = (number: number, ...items: JsonObject[]): Step => list(items, `?limit=2&page=${number}`);
const total = (count: number, step: Step): Step => ({ ...step, headers: [['x-total-count', String(count)]] });

const atTimes = (...times: string[]): JsonObject[] => times.map((time, id) => ({ id, time: `2026-${time}` }));

const rows: Readonly<Record<string, readonly Row[]>> = {
  'list/list:limit': [
    ['as many items as the limit', 'pass', list([a, b], '?limit=2')],
    ['more items', 'fail', list([a, b, c], '?limit=2')],
    ['no limit', 'undecided', list([a, b, c], '')],
    ['a rejected list', 'undecided', list([a, b, c], '?limit=2', { status: 400 })],
  ],
  'list/list:pages': [
    ['an empty first page', 'undecided', list([a, b]), page(1), page(2, a)],
    ['the same page twice', 'undecided', page(1, a, b), page(1, a, b)],
    ['the second page twice', 'undecided', page(2, a, b), page(2, a, b)],
    ['a third page', 'undecided', page(1, a, b), page(3, a, b)],
    ['pages of other sizes', 'undecided', page(1, a, b), list([b], '?limit=3&page=2')],
    ['a request between', 'undecided', page(1, a, b), read(), page(2, b)],
    ['a rejected first page', 'undecided', { ...page(1, a, b), status: 500 }, page(2, b)],
    [
      'an item on no page that was created between',
      'pass',
      list([a, b, c, d]),
      create(),
      page(1, a, b),
      page(2, d),
    ],
    [
      'an item on no page of a filtered list',
      'pass',
      list([a, b, c, d], '?limit=100&title=x'),
      page(1, a, b),
      page(2, d),
    ],
    [
      'an item on no page of a part of the list',
      'pass',
      list([a, b, c, d], '?limit=4'),
      page(1, a, b),
      page(2, d),
    ],
    [
      'an item on no page of two that are shorter than the limit',
      'pass',
      list([a, b, c]),
      page(1, a),
      page(2, b),
    ],
    ['pages with all items', 'pass', list([a, b, c]), page(1, a, b), page(2, c)],
    ['the same item on both', 'fail', list([a, b, c]), page(1, a, b), page(2, b)],
    ['an item on no page', 'fail', list([a, b, c, d]), page(1, a, b), page(2, d)],
    ['pages in another order', 'pass', list([c, b, a]), page(1, a, b), page(2, c)],
    ['more than two pages', 'pass', list([a, b, c, d, { id: 5 }]), page(1, a, b), page(2, c, d)],
    ['an empty second page', 'undecided', list([a, b]), page(1, a, b), page(2)],
    ['no first page', 'undecided', list([a, b, c]), page(2, c)],
  ],
  'list/list:total': [
    ['a total in the body', 'fail', { ...list([]), json: { items: [a, b], total: 1 } }],
    ['a total of a whole list without a limit', 'pass', total(3, list([a, b], ''))],
    ['a total as large as the limit', 'fail', total(2, list([a], '?limit=2'))],
    ['a total of the second page', 'pass', total(2, page(2, a))],
    ['a total of the first page', 'fail', total(2, page(1, a))],
    [
      'a list with a next page',
      'pass',
      {
        ...list([a]),
        headers: [
          ['x-total-count', '2'],
          ['Link', '<x>; rel="next"'],
        ],
      },
    ],
    [
      'another total after a creation',
      'pass',
      total(3, list([a, b, c])),
      create(),
      total(2, page(1, a, b)),
      total(3, list([a, b, c])),
    ],
    [
      'another total of a filtered list',
      'pass',
      total(3, list([a, b, c])),
      total(2, list([a, b], '?limit=2&title=x')),
      total(3, list([a, b, c])),
    ],
    ['the number of items', 'pass', total(2, list([a, b]))],
    ['fewer than the items', 'fail', total(1, list([a, b]))],
    ['more than the items of a whole list', 'fail', total(3, list([a, b]))],
    ['more than the items of a page', 'pass', total(3, list([a, b], '?limit=2'))],
    [
      'the number of items of a page between whole lists',
      'fail',
      total(3, list([a, b, c])),
      total(2, page(1, a, b)),
      total(3, list([a, b, c])),
    ],
    [
      'the number of items of a page between other pages',
      'pass',
      total(3, list([a], '?limit=1')),
      total(2, page(1, a, b)),
      total(3, list([a], '?limit=1')),
    ],
    [
      'the number of items of a page between filtered lists',
      'pass',
      total(3, list([a, b, c], '?limit=100&title=x')),
      total(2, page(1, a, b)),
      total(3, list([a, b, c], '?limit=100&title=x')),
    ],
    [
      'an item that is listed later',
      'pass',
      total(1, list([a])),
      total(2, list([a, b])),
      total(2, list([a, b])),
    ],
    ['no total', 'undecided', list([a, b])],
  ],
  'list/list:filter': [
    ['a text in other cases', 'pass', list([a, b, d]), list([a, d], '?limit=100&title=DUNE')],
    ['a highest number', 'pass', list([a, b, c]), list([a, b, d], '?limit=100&pages=412')],
    ['the number itself', 'pass', list([a, b, c]), list([b], '?limit=100&pages=412')],
    [
      'a number and a text',
      'fail',
      list([a, b]),
      list([a, { id: 5, pages: 'many' }], '?limit=100&pages=412'),
    ],
    ['values in lists', 'pass', list([{ id: 5, title: ['x', 'Dune'] }], '?limit=100&title=dune')],
    ['lists without the value', 'fail', list([{ id: 5, title: ['x', 'y'] }], '?limit=100&title=dune')],
    ['items without the property', 'pass', list([{ id: 5 }], '?limit=100&title=Dune')],
    ['a lost item that is not in the list before', 'pass', list([b]), list([], '?limit=100&title=Dune')],
    ['a lost item with a part of the text', 'pass', list([a, b]), list([], '?limit=100&title=un')],
    [
      'a lost item of a filtered list',
      'pass',
      list([a, b], '?limit=100&pages=90'),
      list([], '?limit=100&title=Dune'),
    ],
    ['the items with the value', 'pass', list([a, b, d]), list([a, d], '?limit=100&title=Dune')],
    ['another item', 'fail', list([a, b, d]), list([a, b], '?limit=100&title=Dune')],
    ['a lost item', 'fail', list([a, b, d]), list([a], '?limit=100&title=Dune')],
    ['a part of the text', 'pass', list([a, b, d]), list([a, d], '?limit=100&title=un')],
    ['a page without the item', 'pass', list([a, b, d]), list([a], '?limit=1&title=Dune')],
    ['a lowest number', 'pass', list([a, b, c]), list([b, c], '?limit=100&pages=412')],
    ['numbers on both sides', 'fail', list([a, b, c]), list([a, b, c], '?limit=100&pages=412')],
    ['no filter', 'undecided', list([a, b])],
  ],
  'list/list:sort': [
    [
      'a rejected list before',
      'undecided',
      list([a, b], '?sort=title', { status: 500 }),
      list([a, b], '?sort=-title'),
    ],
    ['values that fall and rise', 'fail', list([c, a, b], '?sort=-pages')],
    ['equal values between', 'pass', list([a, a, b], '?sort=pages'), list([b, a, a], '?sort=-pages')],
    [
      'times that rise and fall',
      'fail',
      list(atTimes('01-01T00:00:00Z', '01-01T00:00:00.5Z', '01-01T00:00:00Z'), '?sort=time:asc'),
    ],
    [
      'times that only look out of order',
      'undecided',
      list(atTimes('01-01T00:00:00Z', '01-01T00:00:00.5Z', '01-02T00:00:00Z'), '?sort=time_asc'),
    ],
    ['dates without a time', 'undecided', list(atTimes('01-01', '01-03', '01-02'), '?sort=+time')],
    ['texts that fall and rise', 'undecided', list([b, c, a], '?sort=title')],
    ['an item less', 'undecided', list([a, b], '?sort=title'), list([a], '?sort=-title')],
    ['the same order twice', 'undecided', list([a, b], '?sort=title'), list([a, b], '?sort=title')],
    ['a list without an order before', 'undecided', list([a, b]), list([a, b], '?sort=title')],
    ['a request between', 'undecided', list([a, b], '?sort=title'), read(), list([a, b], '?sort=-title')],
    [
      'items without the property',
      'undecided',
      list([{ id: 1 }, { id: 2 }], '?sort=title'),
      list([{ id: 1 }, { id: 2 }], '?sort=-title'),
    ],
    ['numbers in both orders', 'pass', list([a, b], '?sort=pages'), list([b, a], '?sort=-pages')],
    ['the same order', 'fail', list([a, b], '?sort=title'), list([a, b], '?sort=-title')],
    ['numbers in the order of texts', 'fail', list([c, d, b, a], '?sort=pages')],
    ['equal values', 'undecided', list([a, d], '?sort=title'), list([a, d], '?sort=-title')],
    ['other items', 'undecided', list([a, b], '?sort=title'), list([c, b], '?sort=-title')],
    ['one order', 'undecided', list([a, b], '?sort=title')],
  ],
};

describe.each(Object.entries(rows))('%s', (clause, own) => {
  it.each(own)('%s: %s', (_, outcome, ...steps) => {
    expect(judgeRule(clause, steps)).toBe(outcome);
  });
});

const at = (query: string, ...items: JsonObject[]): Step => list(items, `?limit=2${query}`);

describe('list/list:pages', () => {
  it.each<[title: string, context: keyof typeof contexts, outcome: string, ...steps: Step[]]>([
    ['offsets', 'offset', 'pass', at('&offset=0', a, b), at('&offset=2', c)],
    ['offsets with the same item', 'offset', 'fail', at('&offset=0', a, b), at('&offset=2', b)],
    [
      'offsets with a lost item',
      'offset',
      'fail',
      list([a, b, c, d]),
      at('&offset=0', a, b),
      at('&offset=2', d),
    ],
    ['offsets that overlap', 'offset', 'undecided', at('&offset=0', a, b), at('&offset=1', b)],
    ['lists without an offset', 'offset', 'undecided', at('', a, b), at('', a, b)],
    ['a cursor', 'cursor', 'pass', at('', a, b), at('&cursor=c', c)],
    ['a cursor with the same item', 'cursor', 'fail', at('', a, b), at('&cursor=c', b)],
    ['two cursors', 'cursor', 'undecided', at('&cursor=b', a, b), at('&cursor=c', b)],
    ['no limit', 'cursor', 'undecided', list([a, b], ''), list([b], '?cursor=c')],
    [
      'an item on none of the pages 1 and 2, which may be the second and third',
      'anyPage',
      'pass',
      list([a, b, c, d]),
      at('&page=1', a, b),
      at('&page=2', d),
    ],
    ['an item on both of the pages 1 and 2', 'anyPage', 'fail', at('&page=1', a, b), at('&page=2', b)],
    ['the pages 0 and 1', 'anyPage', 'undecided', at('&page=0', a, b), at('&page=1', b)],
  ])('%s (%s): %s', (_, context, outcome, ...steps) => {
    expect(judgeRule('list/list:pages', steps, contexts[context])).toBe(outcome);
  });
});

describe('list/list:total', () => {
  const counted = (query: string): Step => total(2, list([a], query));
  it.each<[context: keyof typeof contexts, outcome: string, query: string]>([
    ['offset', 'fail', '?limit=2'],
    ['offset', 'fail', '?limit=2&offset=0'],
    ['offset', 'pass', '?limit=2&offset=1'],
    ['offset', 'pass', '?limit=2&offset=2'],
    ['cursor', 'fail', '?limit=2'],
    ['cursor', 'pass', '?limit=2&cursor=c'],
    ['offset', 'pass', '?limit=1'],
    ['offset', 'pass', ''],
  ])('a total above the number of items, with %s: %s for %s', (context, outcome, query) => {
    expect(judgeRule('list/list:total', [counted(query)], contexts[context])).toBe(outcome);
  });
});
