import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../../spec/json.ts';
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
    [
      'the same item on both, and another first page again',
      'undecided',
      page(1, a, b),
      page(2, b),
      page(1, b, c),
    ],
    [
      'the same item on both, and the same first page again',
      'fail',
      page(1, a, b),
      page(2, b),
      page(1, a, b),
    ],
    [
      'an item on no page, which is deleted afterwards',
      'pass',
      list([a, b, c, d]),
      page(1, a, b),
      page(2, d),
      list([a, b, d]),
    ],
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
      'fail',
      total(3, list([a], '?limit=1')),
      total(2, page(1, a, b)),
      total(3, list([a], '?limit=1')),
    ],
    ['totals of two pages that have more items', 'fail', total(2, page(1, a, b)), total(2, page(2, c, d))],
    ['a total of one of two pages that fits', 'pass', total(2, page(1, a, b)), total(4, page(2, c, d))],
    [
      'totals of two pages with a creation between',
      'pass',
      total(2, page(1, a, b)),
      create(),
      total(2, page(2, c)),
    ],
    [
      'a smaller total between two that differ',
      'pass',
      ...[total(3, list([a], '?limit=1')), total(2, page(1, a, b)), total(2, list([a], '?limit=1'))],
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

const e = { id: 5 };
const f = { id: 6 };
const long = (...items: JsonObject[]): Step => list(items, `?limit=${items.length}`);

describe('list/list:pages of a list with more items than its limit', () => {
  it.each<[title: string, outcome: string, ...steps: Step[]]>([
    ['has an item on no page', 'fail', long(a, b, c, d), page(1, a, b), page(2, d, e), long(a, b, c, d)],
    ['has no item of the second page', 'fail', long(a, b, c), page(1, a, b), page(2, d, e), long(a, b, c)],
    ['has all items of the pages', 'pass', long(a, b, c, d), page(1, a, b), page(2, c, d), long(a, b, c, d)],
    ['has other items afterwards', 'pass', long(a, b, c, d), page(1, a, b), page(2, d, e), long(a, b, d, e)],
    ['is not listed again', 'pass', long(a, b, c, d), page(1, a, b), page(2, d, e)],
    [
      'has more items than pages that are shorter than their limit',
      'pass',
      long(a, b, c, d, e),
      page(1, a, b),
      page(2, c),
      long(a, b, c, d, e),
    ],
    [
      'has changed between',
      'pass',
      long(a, b, c, d),
      page(1, a, b),
      page(2, d, e),
      create(),
      long(a, b, c, d),
    ],
    [
      'has another order',
      'pass',
      list([a, b, c, d], '?limit=4&sort=title'),
      page(1, a, b),
      page(2, d, e),
      list([a, b, c, d], '?limit=4&sort=title'),
    ],
  ])('%s: %s', (_, outcome, ...steps) => {
    expect(judgeRule('list/list:pages', steps)).toBe(outcome);
  });

  it('is not compared with a page of a list in another order', () => {
    const steps = [list([a, b], '?limit=2&page=1&sort=title'), page(2, b, c)];
    expect(judgeRule('list/list:pages', steps)).toBe('undecided');
  });
});

describe('create/resource:created-is-listed by the pages of a list', () => {
  const own = { id: 1 };
  const next = { headers: [['Link', '</books?limit=2&page=2>; rel="next"']] } as const;
  const rowsOfPages: [string, string, ...Step[]][] = [
    ['on the second page', 'pass', create(), long(b, c), page(2, own), read()],
    ['on no page', 'fail', create(), long(b, c), page(2, d), read()],
    ['on no page before an empty one', 'undecided', create(), long(b, c), page(2, d, e), read()],
    [
      'on no page, though the total counts it',
      'fail',
      create(),
      total(4, long(b, c)),
      total(4, page(2, d)),
      read(),
    ],
    ['on no page and an empty one', 'fail', create(), long(b, c), page(2, d, e), page(3), read()],
    ['on no page, when an item is on two', 'undecided', create(), long(b, c), page(2, c), read()],
    ['on no page before another one', 'undecided', create(), long(b, c), { ...page(2, d), ...next }, read()],
    ['on no page, after a change', 'undecided', create(), long(b, c), create('B'), page(2, d), read()],
    ['on no page of another limit', 'undecided', create(), long(b, c), list([d], '?limit=3&page=2'), read()],
    [
      'on no page of a server with a lower limit',
      'undecided',
      create(),
      list([b, c]),
      list([d, e], '?limit=100&page=2'),
      list([b, c]),
      read(),
    ],
  ];

  it.each(rowsOfPages)('%s: %s', (_, outcome, ...steps) => {
    expect(judgeRule('create/resource:created-is-listed', steps)).toBe(outcome);
  });

  it('follows the cursors that responses state', () => {
    const stating = (cursor: string | null, query: string, ...items: JsonObject[]): Step => ({
      ...list([], query),
      json: { items, meta: { next_cursor: cursor } },
    });
    const first = stating('x', '?limit=2', b, c);
    const judge = (...pages: Step[]) =>
      judgeRule('create/resource:created-is-listed', [create(), first, ...pages, read()], contexts.cursor);
    expect(judge(stating(null, '?limit=2&cursor=x', d, e))).toBe('fail');
    expect(judge(stating('y', '?limit=2&cursor=x', d, e))).toBe('undecided');
    expect(judge(stating(null, '?limit=2&cursor=y', d, e))).toBe('undecided');
    expect(judge(stating('y', '?limit=2&cursor=x', d, e), stating(null, '?limit=2&cursor=y', own))).toBe(
      'pass',
    );
  });
});

describe('list/list:filter with several values', () => {
  const both = (...items: JsonObject[]): Step => list(items, '?limit=100&title=Dune,Emma');
  it.each<[title: string, outcome: string, ...steps: Step[]]>([
    ['items with each of them', 'pass', list([a, b, c, d]), both(a, b, d)],
    ['items with the first only', 'fail', list([a, b, c, d]), both(a, d)],
    ['items with the last only', 'fail', list([a, b, c, d]), both(b)],
    ['another item', 'fail', list([a, b, c, d]), both(a, b, c, d)],
    ['a page with the first only', 'pass', list([a, b]), list([a], '?limit=1&title=Dune,Emma')],
    [
      'pages with the first only',
      'fail',
      list([a, b], '?limit=2'),
      list([a, d], '?limit=2&title=Dune,Emma'),
      list([], '?limit=2&title=Dune,Emma&page=2'),
    ],
    [
      'pages with each of them',
      'pass',
      list([a, b], '?limit=2'),
      list([a, d], '?limit=2&title=Dune,Emma'),
      list([b], '?limit=2&title=Dune,Emma&page=2'),
    ],
    [
      'pages with the first only, and no other item afterwards',
      'pass',
      list([a, b], '?limit=2'),
      list([a, d], '?limit=2&title=Dune,Emma'),
      list([], '?limit=2&title=Dune,Emma&page=2'),
      list([a, d], '?limit=2'),
    ],
    ['a repeated parameter', 'fail', list([a, b]), list([a], '?limit=100&pages=90&pages=412')],
    [
      'the ends of a range',
      'pass',
      list([a, b]),
      list([a, { id: 7, pages: 200 }, b], '?limit=100&pages=90&pages=412'),
    ],
    [
      'items that have both in a list',
      'pass',
      list([
        { id: 7, note: ['x'] },
        { id: 8, note: ['x', 'y'] },
      ]),
      list([{ id: 8, note: ['x', 'y'] }], '?limit=100&note=x&note=y'),
    ],
  ])('%s: %s', (_, outcome, ...steps) => {
    expect(judgeRule('list/list:filter', steps, contexts.selecting)).toBe(outcome);
  });
});

describe('list/list:filter with bounds', () => {
  const soldAt = (id: number, sold_at: string): JsonObject => ({ id, sold_at });
  const early = soldAt(1, '2026-01-01T12:00:00Z');
  const late = soldAt(2, '2026-01-03T12:00:00+00:00');
  const from = (time: string, ...items: JsonObject[]): Step =>
    list(items, `?limit=100&sold%5Bfrom%5D=${time}`);
  const to = (time: string, ...items: JsonObject[]): Step => list(items, `?limit=100&sold[to]=${time}`);
  const noon = '2026-01-02T12:00:00Z';
  const [cheap, dear] = [
    { id: 5, net_price: '9.50' },
    { id: 6, net_price: '240.00' },
  ];
  it.each<[title: string, outcome: string, ...steps: Step[]]>([
    ['items above a lowest number', 'pass', list([a, b, c]), list([b, c], '?limit=100&min_pages=100')],
    ['an item below it', 'fail', list([a, b, c]), list([a, b, c], '?limit=100&min_pages=100')],
    ['a lost item above it', 'fail', list([a, b, c]), list([c], '?limit=100&min_pages=100')],
    ['an item on it', 'pass', list([a, b, c]), list([b, c], '?limit=100&min_pages=412')],
    ['no item on it', 'pass', list([a, b, c]), list([c], '?limit=100&min_pages=412')],
    [
      'an item on a bound that is included',
      'pass',
      list([a, b, c]),
      list([b, c], '?limit=100&pages[gte]=412'),
    ],
    ['no item on a bound that is included', 'fail', list([a, b, c]), list([c], '?limit=100&pages[gte]=412')],
    [
      'an item on a bound that is excluded',
      'fail',
      list([a, b, c]),
      list([a, b], '?limit=100&pages[lt]=412'),
    ],
    ['no item on a bound that is excluded', 'pass', list([a, b, c]), list([a], '?limit=100&pages[lt]=412')],
    ['decimals below a bound', 'pass', list([cheap, dear]), list([cheap], '?limit=100&max_price=50.00')],
    ['a text below a bound', 'fail', list([cheap, dear]), list([dear], '?limit=100&max_price=50.00')],
    ['no item with the property', 'undecided', list([e, f]), list([e, f], '?limit=100&min_pages=412')],
    ['later items', 'pass', list([early, late]), from(noon, late)],
    ['an earlier item', 'fail', list([early, late]), from(noon, early, late)],
    ['no later items', 'fail', list([early, late]), from(noon)],
    ['earlier items', 'pass', list([early, late]), to(noon, early)],
    ['a later item', 'fail', list([early, late]), to(noon, early, late)],
    ['a time that is rounded down', 'undecided', list([early]), from('2026-01-01T12:00:01Z', early)],
    ['a time that is rounded up', 'undecided', list([early]), from('2026-01-01T11:59:59Z')],
    ['nothing after the last time', 'pass', list([early, late]), from('2026-01-05T00:00:00Z')],
    ['times without an offset', 'undecided', list([soldAt(1, '2026-01-01T12:00:00')]), from(noon)],
    ['no time', 'undecided', list([early]), from('x', early)],
  ])('%s: %s', (_, outcome, ...steps) => {
    expect(judgeRule('list/list:filter', steps, contexts.selecting)).toBe(outcome);
  });
});

describe('list/list:filter with a time', () => {
  it('may be a bound', () => {
    const [one, two] = [
      { id: 1, title: '2026-01-01' },
      { id: 2, title: '2026-01-02' },
    ];
    const judge = (...items: JsonObject[]) =>
      judgeRule('list/list:filter', [list([one, two]), list(items, '?limit=100&title=2026-01-01')]);
    expect(judge(one, two)).toBe('pass');
    expect(judge({ id: 3, title: '2025-12-31' }, two)).toBe('fail');
  });
});

describe('list/list:stated-page', () => {
  const stating = (meta: JsonObject, query: string, ...items: JsonObject[]): Step => ({
    ...list([], query),
    json: { items, meta },
  });
  const at = (number: number, page: Json, ...items: JsonObject[]): Step =>
    stating({ page }, `?limit=2&page=${number}`, ...items);
  const from = (start: number, offset: number, ...items: JsonObject[]): Step =>
    stating({ offset }, `?limit=2&offset=${start}`, ...items);
  const limited = (meta: JsonObject, ...items: JsonObject[]): Step => stating(meta, '?limit=2', ...items);
  it.each<[title: string, context: keyof typeof contexts, outcome: string, ...steps: Step[]]>([
    ['the pages', 'pageStated', 'pass', at(1, 1, a, b), at(2, 2, c)],
    ['the first page twice', 'pageStated', 'fail', at(1, 1, a, b), at(2, 1, c)],
    ['pages from zero', 'pageStated', 'pass', at(1, 0, a, b), at(2, 1, c)],
    ['the pages in reverse', 'pageStated', 'fail', at(1, 4, a, b), at(2, 3, c)],
    ['the last page after an empty one', 'pageStated', 'undecided', at(1, 1, a, b), at(2, 1)],
    ['the last page instead of the second', 'pageStated', 'undecided', at(1, 1, a, b), at(2, 1, a, b)],
    ['the numbers of items', 'pageStated', 'undecided', at(1, 2, a, b), at(2, 1, c)],
    ['texts', 'pageStated', 'undecided', at(1, '1', a, b), at(2, '1', c)],
    ['one page', 'pageStated', 'undecided', at(1, 5, a, b)],
    ['the offsets', 'offsetStated', 'pass', from(0, 0, a, b), from(2, 2, c)],
    ['the first offset twice', 'offsetStated', 'fail', from(0, 0, a, b), from(2, 0, c)],
    ['the next offsets', 'offsetStated', 'undecided', from(0, 2, a, b), from(2, 3, c)],
    ['the limit', 'pageStated', 'pass', limited({ limit: 2, page: 1 }, a, b)],
    ['another limit', 'pageStated', 'fail', limited({ limit: 20, page: 1 }, a, b)],
    ['another limit of fewer items', 'pageStated', 'undecided', limited({ limit: 20, page: 1 }, a)],
    ['another limit by itself', 'pageStated', 'undecided', limited({ limit: 20 }, a, b)],
    ['a list without a documented page', 'anyPage', 'undecided', at(1, 1, a, b), at(2, 1, c)],
  ])('%s (%s): %s', (_, context, outcome, ...steps) => {
    expect(judgeRule('list/list:stated-page', steps, contexts[context])).toBe(outcome);
  });
});

describe('list/list:page-count', () => {
  const stating = (meta: JsonObject, query: string, ...items: JsonObject[]): Step => ({
    ...list([], query),
    json: { items, meta },
  });
  const full = (meta: JsonObject, number = 1): Step => stating(meta, `?limit=2&page=${number}`, a, b);
  it.each<[title: string, context: keyof typeof contexts, outcome: string, ...steps: Step[]]>([
    ['rounded up', 'selecting', 'pass', full({ pages: 2, total: 3 })],
    ['rounded down', 'selecting', 'fail', full({ pages: 1, total: 3 })],
    ['one more', 'selecting', 'fail', full({ total_pages: 3, totalItems: 4 })],
    ['a whole list', 'selecting', 'fail', stating({ pageCount: 0, total: 1 }, '?limit=2', a)],
    ['no items and no page', 'selecting', 'pass', stating({ pages: 0, total: 0 }, '?limit=2')],
    ['no items and a page', 'selecting', 'pass', stating({ pages: 1, total: 0 }, '?limit=2')],
    ['no items and two pages', 'selecting', 'fail', stating({ pages: 2, total: 0 }, '?limit=2')],
    [
      'a lower limit that is not stated',
      'selecting',
      'undecided',
      stating({ pages: 3, total: 5 }, '?limit=4', a, b),
    ],
    ['a lower limit', 'selecting', 'pass', stating({ pages: 2, total: 5, size: 3 }, '?limit=4&page=2', c, d)],
    [
      'the size that is stated',
      'selecting',
      'fail',
      stating({ pages: 1, total: 5, per_page: 3 }, '?page=2', d),
    ],
    [
      'the number of items as size',
      'selecting',
      'undecided',
      stating({ pages: 2, total: 3, size: 1 }, '?limit=2&page=2', c),
    ],
    ['the number of the last page from 1', 'selecting', 'fail', full({ last_page: 1, total: 3 })],
    ['the number of the last page from any', 'anyPage', 'pass', full({ last_page: 1, total: 3 })],
    ['a limited number of pages', 'selecting', 'undecided', full({ pages: 100, total: 900 })],
    ['no total', 'selecting', 'undecided', full({ pages: 1 })],
    ['a total of one of two pages', 'selecting', 'undecided', full({ pages: 2, total: 2, has_more: true })],
    ['a total of the second page', 'selecting', 'undecided', full({ pages: 2, total: 2 }, 2)],
    ['a total that is too small', 'selecting', 'undecided', full({ pages: 2, total: 1 })],
  ])('%s (%s): %s', (_, context, outcome, ...steps) => {
    expect(judgeRule('list/list:page-count', steps, contexts[context])).toBe(outcome);
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
