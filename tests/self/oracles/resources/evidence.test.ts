import { expect, it } from 'vitest';
import type { JsonObject } from '../../../../spec/json.ts';
import { contexts, create, dune, judgeSteps, list, missing, read, remove, type Step } from './scenario.ts';

type Context = (typeof contexts)[keyof typeof contexts];

/**
 * What the steps show of a clause, as text: the numbers of the steps that show it, and for a failure the steps in the
 * order of the finding, its location, what was expected and what was received.
 */
function describeResults(clause: string, steps: readonly Step[], own?: Context): string[] {
  return judgeSteps(steps, own).flatMap(({ operation, observation, exchanges }) => {
    if (observation.clause !== clause) return [];
    expect(clause.startsWith(`${operation}/`)).toBe(true);
    const shown = exchanges.map(({ id }) => id).join(' ');
    const { finding } = observation;
    if (!finding) return [`${shown}: pass`];
    const { location, expected, received } = finding;
    const at = typeof location === 'string' ? location : `body ${location.body}`;
    const words = 'words' in received ? received.words : JSON.stringify(received.value);
    return [`${shown}: ${finding.exchanges.join(' ')}; ${at}; expected ${expected}; received ${words}`];
  });
}

const [a, b, c, d, e] = [
  { id: 1, title: 'Dune', pages: 90 },
  { id: 2, title: 'Emma', pages: 412 },
  { id: 3, title: 'Ada', pages: 1000 },
  { id: 4, title: 'Dune', pages: 20 },
  { id: 5, title: 'Eve', pages: 5 },
] as const satisfies JsonObject[];
const update = (sent: JsonObject, rest: Partial<Step> = {}): Step => ({
  ...{ action: 'update', item: 'A', sent, ...rest },
});
const put = (sent: JsonObject, rest: Partial<Step> = {}): Step => ({
  ...{ action: 'replace', item: 'A', sent, ...rest },
});
const tagged = (tag: string): Partial<Step> => ({ headers: [['ETag', tag]] });
const page = (number: number, ...items: JsonObject[]): Step => list(items, `?limit=2&page=${number}`);
const total = (count: number, step: Step): Step => ({ ...step, headers: [['x-total-count', String(count)]] });
const rejected = { status: 422, isInvalid: true } as const;
const other = { isInvalid: true, credentials: 'other-user' } as const;
const withdraw = (rest: Partial<Step> = {}): Step => ({
  ...{ action: 'transition', item: 'A', status: 204, ...rest },
});
const state = (status: string): JsonObject => ({ id: 1, ...dune, status });

type Row = [clause: string, results: string[], steps: Step[], context?: Context];

const rows: readonly Row[] = [
  [
    'create/resource:created-can-be-read',
    ['2 3: 3 2; status; expected a success, because the resource was created; received status 404'],
    [create('B'), create(), missing()],
  ],
  ['create/resource:created-can-be-read', ['1 2: pass'], [create(), read(), read()]],
  [
    'create/resource:location',
    ['1 2: 2 1; header location; expected the URL of the created resource 1; received /books/2'],
    [create('A', { headers: [['location', '/books/2']] }), read()],
  ],
  [
    'create/resource:created-as-sent',
    ['1 2: 2 1; body /pages; expected the value that was sent: 412; received 400'],
    [create(), read('A', { pages: 400 })],
  ],
  [
    'create/resource:created-as-sent',
    ['1 2: 2 1; body /note; expected the value that was sent: "x"; received null'],
    [create('A', { sent: { note: 'x' } }), read('A', { note: null })],
  ],
  [
    'create/resource:created-as-answered',
    ['1 2: 2 1; body /pages; expected the value of the response to the creation: 0; received 412'],
    [create('A', { json: { id: 1, ...dune, pages: 0 } }), read()],
  ],
  [
    'create/resource:defaults',
    ['1 2: 2 1; body /edition; expected the default 1; received 2'],
    [create(), read('A', { edition: 2 })],
  ],
  [
    'create/resource:created-is-listed',
    ['1 4: 4 1; body; expected an item with the id 1; received no such item'],
    [create(), read(), list([b]), list([b])],
  ],
  ['create/resource:created-is-listed', ['1 3: pass'], [create(), read(), list([b]), list([b, a])]],
  [
    'create/resource:created-is-listed',
    ['1 3 4: 4 1 3; body; expected an item with the id 1; received no such item'],
    [create(), read(), page(1, b, c), page(2, d)],
  ],
  [
    'create/resource:duplicate',
    ['1 2: 2 1; status; expected status 409, because the same values were sent before; received status 201'],
    [create(), create('A', { isRepeated: true, json: { id: 2 } })],
  ],
  [
    'create/resource:rejected-changes-nothing',
    [
      '1 2 3: 3 1 2; body; expected the items as before the request; received an item that was not there before: 1',
    ],
    [list([b]), create('none', { ...rejected, json: {} }), list([b, a])],
  ],
  [
    'create/resource:rejected-changes-nothing',
    ['1 2 3: 3 1 2; body; expected a total of 7, as before the request; received a total of 8'],
    [total(7, page(1)), create('none', { ...rejected, json: {} }), total(8, page(1))],
  ],
  [
    'read/resource:reading-changes-nothing',
    ['1 2 4: 4 1 2; body /pages; expected the value before: 412; received 411'],
    [create(), read(), read('B'), read('A', { pages: 411 })],
  ],
  [
    'read/resource:reading-changes-nothing',
    ['1 2 3: 3 1 2; status; expected a success, as before; received status 404'],
    [create(), read(), missing()],
  ],
  [
    'read/resource:not-modified',
    [
      '1 2 3: 3 1 2; status; expected status 304, because the entity tag is the current one; received status 200',
    ],
    [
      create(),
      read('A', {}, tagged('"1"')),
      read('A', {}, { ...tagged('"1"'), requestHeaders: [['If-None-Match', '"1"']] }),
    ],
  ],
  [
    'read/resource:modified',
    ['1 2 3: 3 1 2; status; expected status 200, because the entity tag is another one; received status 304'],
    [
      create(),
      read('A', {}, tagged('"1"')),
      read('A', {}, { status: 304, requestHeaders: [['If-None-Match', '"other"']] }),
    ],
  ],
  [
    'read/resource:entity-tag',
    [
      '1 2 4: 4 1 2; header etag; expected another entity tag than "1", because the resource has changed; received "1"',
    ],
    [create(), read('A', {}, tagged('"1"')), update({ pages: 1 }), read('A', { pages: 1 }, tagged('"1"'))],
  ],
  [
    'update/resource:precondition',
    [
      '1 2 3: 3 1 2; status; expected status 412, because the entity tag is not the current one; received status 200',
    ],
    [
      create(),
      read('A', {}, tagged('"1"')),
      update({ pages: 1 }, { isInvalid: true, requestHeaders: [['If-Match', '"2"']] }),
    ],
  ],
  [
    'read/resource:other-user',
    [
      '1 3: 3 1; status; expected status 401, 403 or 404, because another user created the item; received status 200',
    ],
    [create(), read(), read('A', {}, other)],
  ],
  [
    'list/resource:other-user',
    ['1 3 4: 4 1 3; body; expected no item with the id 1, which another user created; received that item'],
    [create(), read(), { ...missing(), ...other }, list([a], '', other)],
  ],
  [
    'read/resource:belongs-to-parent',
    [
      '1 3 4 5: 5 1 3 4; status; expected status 404, because the item belongs to another parent; received status 200',
    ],
    [create(), create('B'), create('child'), read('child'), read('child', {}, { isInvalid: true })],
  ],
  [
    'update/resource:update-is-visible',
    ['1 2 3 4: 4 1 2 3; body /title; expected the value of the accepted request: "Emma"; received "Dune"'],
    [create(), read(), update({ title: 'Emma' }), read()],
  ],
  [
    'update/resource:update-is-visible',
    ['1 2 3 4: 4 1 2 3; status; expected a success, as before; received status 404'],
    [create(), read(), update({ title: 'Emma' }), missing()],
  ],
  [
    'update/resource:update-is-visible',
    ['1 2 3 4: pass'],
    [create(), read(), update({ title: 'Emma' }), read('A', { title: 'Emma' })],
  ],
  [
    'update/resource:update-removes',
    ['1 2 3 4: 4 1 2 3; body /note; expected null, or no such property; received "Signed"'],
    [create(), read(), update({ note: null }), read()],
  ],
  [
    'update/resource:update-keeps-the-rest',
    ['1 2 3 4: 4 1 2 3; body /pages; expected the value before: 412; received 0'],
    [create(), read(), update({ title: 'Emma' }), read('A', { title: 'Emma', pages: 0 })],
  ],
  [
    'update/resource:changed-as-answered',
    [
      '1 2 3 4: 4 1 2 3; body /title; expected the value of the response to the change: "Dune"; received "Emma"',
    ],
    [create(), read(), update({ title: 'Emma' }, { json: { id: 1, ...dune } }), read('A', { title: 'Emma' })],
  ],
  [
    'update/resource:identity',
    ['1 2 3 4: 4 1 2 3; body /id; expected the value before the change: 1; received 7'],
    [create(), read(), update({ title: 'Emma' }), read('A', { title: 'Emma', id: 7 })],
  ],
  [
    'replace/resource:replacement-is-visible',
    [
      '1 2 3 4: 4 1 2 3; body /note; expected no value, because the accepted request replaces the item without one; received "Signed"',
    ],
    [create(), read(), put({ title: 'Emma' }), read('A', { title: 'Emma' })],
  ],
  [
    'replace/resource:replace-is-idempotent',
    ['1 2 3 4 5: 5 1 2 3 4; body /pages; expected the value before: 412; received 0'],
    [
      create(),
      put({ title: 'Emma' }),
      read('A', { title: 'Emma' }),
      put({ title: 'Emma' }, { isRepeated: true }),
      read('A', { title: 'Emma', pages: 0 }),
    ],
  ],
  [
    'update/resource:rejected-changes-nothing',
    ['1 2 3 4: 4 1 2 3; body /title; expected the value before: "Dune"; received "Emma"'],
    [create(), read(), update({ title: 'Emma' }, rejected), read('A', { title: 'Emma' })],
  ],
  [
    'update/resource:others-unchanged',
    ['1 2 3 4 5: 5 1 2 3 4; body /title; expected the value before: "Dune"; received "Emma"'],
    [create(), create('B'), read('B'), update({ title: 'Emma' }), read('B', { title: 'Emma' })],
  ],
  [
    'delete/resource:deleted-is-gone',
    [
      '1 2 3 4: 4 1 2 3; status; expected status 404 or 410, because the resource was deleted; received status 200',
    ],
    [create(), read(), remove(), read()],
  ],
  ['delete/resource:deleted-is-gone', ['1 3 4: pass'], [create(), read(), remove(), missing()]],
  [
    'delete/resource:deleted-is-not-listed',
    [
      '1 3 5 6: 6 1 3 5; body; expected no item with the id of the deleted resource; received an item with the id 1',
    ],
    [create(), read(), list([a, b]), list([a], '?limit=7'), remove(), list([a, b])],
  ],
  [
    'delete/resource:deleted-cannot-change',
    ['1 2 3 4: 4 1 2 3; status; expected a 4XX, because the resource was deleted; received status 200'],
    [create(), remove(), missing(), update({ title: 'Emma' })],
  ],
  [
    'delete/resource:deleted-cannot-change',
    ['1 2 3: pass'],
    [create(), remove(), update({ title: 'Emma' }, { status: 404 })],
  ],
  [
    'delete/resource:children-are-gone',
    ['1 2 3 4 5: 5 1 2 3 4; status; expected a 4XX, because the resource was deleted; received status 200'],
    [create(), create('child'), remove(), missing(), read('child')],
  ],
  [
    'delete/resource:delete-is-idempotent',
    [
      '1 4 5 6 7: 7 1 4 5 6; status; expected status 404 or 410, as before; received status 200',
      '1 2 3 4 6 8: 8 1 2 3 4 6; status; expected a success, as before; received status 404',
    ],
    [
      create(),
      create('B'),
      read('B'),
      remove(),
      missing(),
      remove({ isRepeated: true }),
      read(),
      missing('B'),
    ],
  ],
  [
    'transition/resource:repeated-transition',
    [
      '1 2 3: 3 1 2; status; expected status 409, because the first request has changed the state; received status 204',
    ],
    [create(), withdraw(), withdraw({ isRepeated: true })],
  ],
  [
    'transition/resource:changed-as-answered',
    [
      '1 2 3: 3 1 2; body /status; expected the value of the response to the change: "closed"; received "open"',
    ],
    [
      create('A', { json: state('open') }),
      withdraw({ status: 200, json: state('closed') }),
      read('A', { status: 'open' }),
    ],
  ],
  [
    'list/list:limit',
    ['1: 1; body; expected at most 2 items; received 3 items'],
    [list([a, b, c], '?limit=2')],
  ],
  [
    'list/list:pages',
    ['2 3 4: 3 2 4; body; expected no item of the page before; received the item 2 again'],
    [list([a, b, c]), page(1, a, b), page(2, b), page(1, a, b)],
  ],
  [
    'list/list:pages',
    ['1 2 3: 3 1 2; body; expected the item 3 on one of the two pages; received no such item'],
    [list([a, b, c, d]), page(1, a, b), page(2, d)],
  ],
  ['list/list:pages', ['1 2: pass'], [page(1, a, b), page(2, c)]],
  [
    'list/list:total',
    ['1: 1; body; expected a total of at least 2, the number of items; received a total of 1'],
    [total(1, list([a, b]))],
  ],
  [
    'list/list:total',
    ['1: 1; body; expected a total of 1, the number of items; received a total of 2'],
    [total(2, list([a]))],
  ],
  [
    'list/list:total',
    [
      '1: pass',
      '1 2 3: 2 1 3; body; expected a total of 3, as in the lists before and after; received a total of 2',
      '3: pass',
    ],
    [total(3, list([a, b, c])), total(2, page(1, a, b)), total(3, list([a, b, c]))],
  ],
  [
    'list/list:filter',
    [
      '1: 1; body; expected only items whose `title` is Dune; received 1 items with other values, such as "Emma"',
    ],
    [list([a, b], '?limit=100&title=Dune')],
  ],
  [
    'list/list:filter',
    ['1 3 4 5: 4 1 3 5; body; expected the item 1, whose `title` is Dune; received no such item'],
    [create('A'), create('B'), list([a, b]), list([], '?limit=100&title=Dune'), list([a, b])],
  ],
  [
    'list/list:filter',
    ['1 3: 3 1; body; expected the item 1, whose `title` is Dune; received no such item'],
    [list([a, b]), list([c, d]), list([d], '?limit=100&title=Dune')],
  ],
  [
    'list/list:sort',
    ['1 2: 2 1; body; expected another order than that of `pages`; received the same order for `-pages`'],
    [list([a, b], '?limit=100&sort=pages'), list([a, b], '?limit=100&sort=-pages')],
  ],
  [
    'list/list:sort',
    ['1: 1; body; expected the order of `pages`; received 90, 1000, 412 in this order'],
    [list([a, c, b, d], '?limit=100&sort=pages')],
  ],
  [
    'list/list:stated-page',
    ['1: 1; body /meta/limit; expected 2, because the request has 2; received 3'],
    [{ ...list([]), query: '?limit=2&page=1', json: { items: [a, b], meta: { page: 1, limit: 3 } } }],
    contexts.pageStated,
  ],
  [
    'list/list:stated-page',
    ['1 2: 2 1; body /meta/page; expected 2, because the request has 2; received 1'],
    [
      { ...list([]), query: '?limit=2&page=1', json: { items: [a, b], meta: { page: 1 } } },
      { ...list([]), query: '?limit=2&page=2', json: { items: [c, d], meta: { page: 1 } } },
    ],
    contexts.pageStated,
  ],
  [
    'list/list:filter',
    [
      '1: 1; body; expected only items whose `pages` is above 100; received 1 items with other values, such as 90',
    ],
    [list([a, b], '?limit=100&min_pages=100')],
    contexts.selecting,
  ],
  [
    'list/list:filter',
    [
      '1: 1; body; expected only items whose `title` is Dune or Ada; received 1 items with other values, such as "Emma"',
    ],
    [list([a, b], '?limit=100&title=Dune,Ada&note=x')],
    contexts.selecting,
  ],
  [
    'list/list:filter',
    ['2 3 4 5: 4 2 3 5; body; expected the item 1, whose `title` is Dune; received no such item'],
    [create('B'), create('A'), list([a, b]), list([], '?limit=100&title=Dune'), list([a, b])],
  ],
  [
    'list/list:filter',
    ['2 3: pass'],
    [list([a, b]), list([a, b], '?limit=50'), list([a], '?limit=100&title=Dune')],
  ],
  ['list/list:filter', ['3: pass'], [list([a, b]), update({ pages: 1 }), list([], '?limit=100&title=Dune')]],
  [
    'list/list:filter',
    ['1: pass', '2: pass'],
    [list([a, b], '?limit=100&pages=90'), list([], '?limit=100&title=Dune')],
  ],
  [
    'list/list:pages',
    ['1 2 3 4: 3 1 2 4; body; expected the item 3 on one of the two pages; received no such item'],
    [list([a, b, c, d]), page(1, a, b), page(2, d), list([a, b, c, d])],
  ],
  [
    'list/list:pages',
    ['1 2 3 4: 3 1 2 4; body; expected the item 3 on one of the two pages; received no such item'],
    [list([a, b, c, d, e], '?limit=5'), page(1, a, b), page(2, d), list([a, b, c, d, e], '?limit=5')],
  ],
  ['list/list:pages', ['2 3: pass'], [list([a, b, c, d, e], '?limit=5'), page(1, a, b), page(2, d)]],
  [
    'create/resource:created-is-listed',
    ['1 3 4 5: 5 1 3 4; body; expected an item with the id 1; received no such item'],
    [
      create(),
      read(),
      ...[1, 2, 3].map((n) =>
        list(n < 3 ? [{ id: n * 2 }, { id: n * 2 + 1 }] : [{ id: 7 }], `?limit=3&page=${n}`),
      ),
    ],
  ],
  [
    'create/resource:created-is-listed',
    ['1 3 4 5: 5 1 3 4; body; expected an item with the id 1; received no such item'],
    [
      create(),
      read(),
      ...[0, 2, 4].map((n) =>
        list(n < 4 ? [{ id: n + 2 }, { id: n + 3 }] : [{ id: 7 }], `?limit=2&offset=${n}`),
      ),
    ],
    contexts.offset,
  ],
  [
    'create/resource:created-is-listed',
    ['1 3 4: 4 1 3; body; expected an item with the id 1; received no such item'],
    [create(), read(), page(1, b, c), total(4, page(2, d, e))],
  ],
  ['create/resource:created-is-listed', [], [create(), read(), page(1, b, c), total(5, page(2, d, e))]],
  [
    'create/resource:created-is-listed',
    ['1 3 4: 4 1 3; body; expected an item with the id 1; received no such item'],
    [create(), read(), page(1, b, c), page(2)],
  ],
  ['create/resource:created-is-listed', [], [create(), read(), page(1, b, c), page(2, c)]],
  [
    'create/resource:created-is-listed',
    [],
    [create(), read(), page(1, b, c), update({ pages: 1 }, { item: 'B' }), page(2, d)],
  ],
  [
    'list/list:filter',
    [
      '1: 1; body; expected only items whose `cost` is below 2; received 1 items with other values, such as 2.5',
    ],
    [
      list(
        [
          { id: 1, cost: 1.5 },
          { id: 2, cost: 2.5 },
        ],
        '?limit=100&max_cost=2',
      ),
    ],
    contexts.selecting,
  ],
  [
    'list/list:filter',
    ['1: pass'],
    [
      list(
        [
          { id: 1, cost: 1.5 },
          { id: 2, cost: 2 },
        ],
        '?limit=100&max_cost=2',
      ),
    ],
    contexts.selecting,
  ],
  ['list/list:filter', [], [list([{ id: 1, cost: 2 }], '?limit=100&max_cost=2')], contexts.selecting],
  [
    'list/list:filter',
    [
      '1: 1; body; expected only items whose `sold_at` is before 2026-01-02T00:00:00Z; received 1 items with other values, such as "2026-01-03T00:00:00Z"',
    ],
    [list([{ id: 1, sold_at: '2026-01-03T00:00:00Z' }], '?limit=100&sold[to]=2026-01-02T00:00:00Z')],
    contexts.selecting,
  ],
  [
    'list/list:filter',
    [
      '1: 1; body; expected only items whose `sold_at` is after 2026-01-02T00:00:00Z; received 1 items with other values, such as "2026-01-01T00:00:00Z"',
    ],
    [list([{ id: 1, sold_at: '2026-01-01T00:00:00Z' }], '?limit=100&sold[from]=2026-01-02T00:00:00Z')],
    contexts.selecting,
  ],
  [
    'list/list:filter',
    ['1 2: 2 1; body; expected the item 2, whose `pages` is above 4; received no such item'],
    [
      list([
        { id: 1, pages: 5 },
        { id: 2, pages: 9 },
      ]),
      list([{ id: 1, pages: 5 }], '?limit=100&min_pages=4'),
    ],
    contexts.selecting,
  ],
  [
    'list/list:filter',
    ['1 2: pass'],
    [list([b, a], '?limit=100'), list([a], '?limit=100&title=Dune,Ada')],
    contexts.selecting,
  ],
  [
    'list/list:filter',
    ['1 2: 2 1; body; expected the item 3, whose `title` is Dune or Ada; received no such item'],
    [list([a, c], '?limit=100'), list([a], '?limit=100&title=Dune,Ada')],
    contexts.selecting,
  ],
  [
    'list/list:filter',
    [
      '1: 1; body; expected only items whose `pages` is 90 or 500; received 2 items with other values, such as 412',
    ],
    [list([a, b, c], '?limit=100&pages=90&pages=500')],
    contexts.selecting,
  ],
  [
    'list/list:filter',
    ['1: pass'],
    [list([b, { id: 9, pages: 100 }], '?limit=100&pages=90&pages=500')],
    contexts.selecting,
  ],
];

it.each(rows)('%s is shown by the exchanges %j', (clause, results, steps, own) => {
  expect(describeResults(clause, steps, own)).toEqual(results);
});
