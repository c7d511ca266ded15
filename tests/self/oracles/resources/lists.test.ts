import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../spec/json.ts';
import { judgeRule, list, type Step } from './scenario.ts';

type Row = [title: string, outcome: 'pass' | 'fail' | 'undecided', ...steps: Step[]];

const [a, b, c, d] = [
  { id: 1, title: 'Dune', pages: 90 },
  { id: 2, title: 'Emma', pages: 412 },
  { id: 3, title: 'Ada', pages: 1000 },
  { id: 4, title: 'Dune', pages: 20 },
] as const satisfies JsonObject[];
const page = (number: number, ...items: JsonObject[]): Step => list(items, `?limit=2&page=${number}`);
const total = (count: number, step: Step): Step => ({ ...step, headers: [['x-total-count', String(count)]] });

const rows: Readonly<Record<string, readonly Row[]>> = {
  'list/list:limit': [
    ['as many items as the limit', 'pass', list([a, b], '?limit=2')],
    ['more items', 'fail', list([a, b, c], '?limit=2')],
    ['no limit', 'undecided', list([a, b, c], '')],
    ['a rejected list', 'undecided', list([a, b, c], '?limit=2', { status: 400 })],
  ],
  'list/list:pages': [
    ['pages with all items', 'pass', list([a, b, c]), page(1, a, b), page(2, c)],
    ['the same item on both', 'fail', list([a, b, c]), page(1, a, b), page(2, b)],
    ['an item on no page', 'fail', list([a, b, c, d]), page(1, a, b), page(2, d)],
    ['pages in another order', 'pass', list([c, b, a]), page(1, a, b), page(2, c)],
    ['more than two pages', 'pass', list([a, b, c, d, { id: 5 }]), page(1, a, b), page(2, c, d)],
    ['an empty second page', 'undecided', list([a, b]), page(1, a, b), page(2)],
    ['no first page', 'undecided', list([a, b, c]), page(2, c)],
  ],
  'list/list:total': [
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
      'an item that is listed later',
      'pass',
      total(1, list([a])),
      total(2, list([a, b])),
      total(2, list([a, b])),
    ],
    ['no total', 'undecided', list([a, b])],
  ],
  'list/list:filter': [
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
