import { describe, expect, it } from 'vitest';
import { create, dune, judgeRule, list, missing, read, remove, type Step } from './scenario.ts';

type Row = [title: string, outcome: 'pass' | 'fail' | 'undecided', ...steps: Step[]];

const a = { id: 1, ...dune };
const b = { id: 2, ...dune };
const update = (rest: Partial<Step> = {}): Step => ({
  ...{ action: 'update', item: 'A', sent: { title: 'Emma' }, ...rest },
});
const put = (rest: Partial<Step> = {}): Step => ({
  ...{ action: 'replace', item: 'A', sent: { title: 'Emma', pages: 412, note: 'Signed' }, ...rest },
});
const withdraw = (rest: Partial<Step> = {}): Step => ({
  ...{ action: 'transition', item: 'A', status: 204, ...rest },
});
const rejected = { status: 422, isInvalid: true } as const;
const repeated = { isRepeated: true } as const;
const keyed: Partial<Step> = { requestHeaders: [['Idempotency-Key', '1']] };
const emma = { title: 'Emma' };

/** The first page of a longer list, with the total number of items. */
const page = (total: number): Step => ({
  ...list([a, b], '?limit=2'),
  headers: [['x-total-count', String(total)]],
});

const rows: Readonly<Record<string, readonly Row[]>> = {
  'create/resource:created-can-be-read': [
    ['a 201 and a read', 'pass', create(), read()],
    ['a 201 and a 404', 'fail', create(), missing()],
    ['a 404 and a read later', 'undecided', create(), missing(), read()],
    ['a 202 and a 404', 'undecided', create('A', { status: 202 }), missing()],
    ['no read', 'undecided', create()],
    ['a read that is not accepted', 'undecided', create(), { ...missing(), status: 500 }],
  ],
  'create/resource:location': [
    ['the own id', 'pass', create('A', { headers: [['location', '/books/1']] }), read()],
    ['the id of another', 'fail', create('A', { headers: [['location', '/books/2']] }), read()],
    ['another path', 'undecided', create('A', { headers: [['location', '/jobs/7']] }), read()],
    ['no `Location`', 'undecided', create(), read()],
  ],
  'create/resource:created-as-sent': [
    ['the values that were sent', 'pass', create(), read()],
    ['the values in an envelope', 'pass', create('A', { sent: { book: dune } }), read()],
    ['another value in an envelope', 'fail', create('A', { sent: { data: dune } }), read('A', { pages: 4 })],
    ['a trimmed text in lower case', 'pass', create('A', { sent: { title: ' DUNE ' } }), read()],
    ['another number', 'fail', create(), read('A', { pages: 400 })],
    ['a null that became a text', 'fail', create('A', { sent: { note: null } }), read('A', { note: '' })],
    [
      'a described property that is missing',
      'fail',
      create(),
      read('A', {}, { json: { id: 1, title: 'Dune' } }),
    ],
    ['a property that no response has', 'undecided', create('A', { sent: { secret: 'x' } }), read()],
  ],
  'create/resource:created-as-answered': [
    ['the values of the response', 'pass', create(), read()],
    ['another value', 'fail', create('A', { json: { ...a, pages: 0 } }), read()],
    [
      'another value of a computed property',
      'pass',
      create('A', { json: { ...a, rank: 1 } }),
      read('A', { rank: 2 }),
    ],
    [
      'a 202, which is preliminary',
      'undecided',
      create('A', { status: 202, json: { ...a, pages: 0 } }),
      read(),
    ],
  ],
  'create/resource:created-is-listed': [
    ['a list with the item', 'pass', create(), read(), list([b, a])],
    ['a later list with the item', 'pass', create(), read(), list([b]), list([b, a])],
    ['a whole list without it', 'fail', create(), read(), list([b])],
    ['a full page without it', 'undecided', create(), read(), list([b], '?limit=1')],
    ['a filtered list without it', 'undecided', create(), read(), list([b], '?limit=100&title=x')],
    ['a creation that is not finished', 'undecided', create('A', { status: 202 }), read(), list([b])],
    ['a list after the deletion', 'undecided', create(), read(), remove(), list([b])],
  ],
  'create/resource:duplicate': [
    ['a conflict', 'pass', create(), create('A', { ...repeated, status: 409, json: {} })],
    ['another item', 'fail', create(), create('A', { ...repeated, json: b })],
    ['the same item', 'undecided', create(), create('A', repeated)],
    ['another rejection', 'undecided', create(), create('A', { ...repeated, status: 429, json: {} })],
  ],
  'transition/resource:repeated-transition': [
    ['a conflict', 'pass', create(), withdraw(), withdraw({ ...repeated, status: 409 })],
    ['another success', 'fail', create(), withdraw(), withdraw(repeated)],
    ['another rejection', 'undecided', create(), withdraw(), withdraw({ ...repeated, status: 404 })],
    ['a server error', 'undecided', create(), withdraw(), withdraw({ ...repeated, status: 500 })],
    ['a first one that is rejected', 'undecided', create(), withdraw({ status: 409 }), withdraw(repeated)],
    [
      'a first one that is not finished',
      'undecided',
      create(),
      withdraw({ status: 202 }),
      withdraw(repeated),
    ],
    ['an item that was changed between', 'undecided', create(), withdraw(), update(), withdraw(repeated)],
    ['another item', 'undecided', create(), withdraw({ item: 'B' }), withdraw(repeated)],
    [
      'a part each time',
      'undecided',
      create(),
      withdraw({ sent: { pages: 3 } }),
      withdraw({ ...repeated, sent: { pages: 3 } }),
    ],
    ['an idempotency key', 'undecided', create(), withdraw(keyed), withdraw({ ...repeated, ...keyed })],
  ],
  'create/resource:rejected-changes-nothing': [
    ['the same items', 'pass', list([b]), create('none', { ...rejected, json: {} }), list([b])],
    ['one item more', 'fail', list([b]), create('none', { ...rejected, json: {} }), list([b, a])],
    ['one item less', 'pass', list([b, a]), create('none', { ...rejected, json: {} }), list([b])],
    [
      'another creation between',
      'undecided',
      list([b]),
      create('none', { ...rejected, json: {} }),
      create(),
      list([b, a]),
    ],
    ['no list before', 'undecided', create('none', { ...rejected, json: {} }), list([b, a])],
    ['the same total of a longer list', 'pass', page(7), create('none', { ...rejected, json: {} }), page(7)],
    ['a larger total', 'fail', page(7), create('none', { ...rejected, json: {} }), page(8)],
    ['a smaller total', 'pass', page(7), create('none', { ...rejected, json: {} }), page(6)],
    [
      'a larger total after another creation',
      'undecided',
      page(7),
      create('none', { ...rejected, json: {} }),
      create(),
      page(8),
    ],
  ],
  'read/resource:reading-changes-nothing': [
    ['two equal reads', 'pass', create(), read(), read()],
    ['two reads with different values', 'fail', create(), read(), read('A', { pages: 411 })],
    ['an item that is gone', 'fail', create(), read(), missing()],
    ['a counter that increases', 'pass', create(), read('A', { views: 1 }), read('A', { views: 2 })],
    ['a change between', 'undecided', create(), read(), update(), read('A', emma)],
  ],
  'read/resource:not-modified': [
    ['a 304', 'pass', ...conditional(304, '"1"')],
    ['a 200 with the same tag', 'fail', ...conditional(200, '"1"')],
    ['a 200 with another tag', 'undecided', ...conditional(200, '"2"')],
  ],
  'read/resource:belongs-to-parent': [
    [
      'a 404 below another parent',
      'pass',
      create(),
      create('child'),
      read('child'),
      { ...missing('child'), isInvalid: true },
    ],
    [
      'a 200 below another parent',
      'fail',
      create(),
      create('child'),
      read('child'),
      read('child', {}, { isInvalid: true }),
    ],
    [
      'a server error',
      'undecided',
      create(),
      create('child'),
      read('child'),
      { ...missing('child', 500), isInvalid: true },
    ],
  ],
  'update/resource:update-is-visible': [
    ['the new value', 'pass', create(), read(), update(), read('A', emma)],
    ['the new value in lower case', 'pass', create(), read(), update(), read('A', { title: 'emma' })],
    ['the old value', 'fail', create(), read(), update(), read()],
    ['an item that is gone', 'fail', create(), read(), update(), missing()],
    ['a change that is not finished', 'undecided', create(), read(), update({ status: 202 }), read()],
    ['a rejected change', 'undecided', create(), read(), update({ status: 409 }), read()],
    ['the same value', 'undecided', create(), read('A', emma), update(), read('A', emma)],
  ],
  'update/resource:update-keeps-the-rest': [
    ['only the change', 'pass', create(), read(), update(), read('A', emma)],
    ['another property', 'fail', create(), read(), update(), read('A', { ...emma, note: null })],
    [
      'a computed property',
      'pass',
      create(),
      read('A', { score: 1 }),
      update(),
      read('A', { ...emma, slug: 'emma' }),
    ],
    ['no read before', 'undecided', update(), read('A', emma)],
  ],
  'update/resource:identity': [
    ['the same id', 'pass', create(), read(), update(), read('A', emma)],
    ['another id', 'fail', create(), read(), update(), read('A', { ...emma, id: 3 })],
    [
      'another `created_at`',
      'fail',
      create(),
      read('A', { created_at: 1 }),
      update(),
      read('A', { created_at: 2 }),
    ],
    ['no read after', 'undecided', create(), read(), update()],
  ],
  'update/resource:precondition': [
    ['a 412', 'pass', create(), read(), update({ ...ifMatch(), status: 412 })],
    ['a success', 'fail', create(), read(), update({ ...ifMatch(), status: 200 })],
    ['a 401', 'undecided', create(), read(), update({ ...ifMatch(), status: 401 })],
  ],
  'update/resource:rejected-changes-nothing': [
    ['the same values', 'pass', create(), read(), update(rejected), read()],
    ['the value of the request', 'fail', create(), read(), update(rejected), read('A', emma)],
    ['an item that is gone', 'fail', create(), read(), update(rejected), missing()],
    ['another change between', 'undecided', create(), read(), update(rejected), put(), read('A', emma)],
    ['a server error', 'undecided', create(), read(), update({ status: 500 }), read('A', emma)],
  ],
  'update/resource:others-unchanged': [
    ['the same values of another item', 'pass', create(), create('B'), read('B'), update(), read('B')],
    ['another value of another item', 'fail', create(), create('B'), read('B'), update(), read('B', emma)],
    ['another item that is gone', 'fail', create(), create('B'), read('B'), update(), missing('B')],
    ['no other item', 'undecided', create(), read(), update(), read('A', emma)],
  ],
  'replace/resource:replacement-is-visible': [
    ['the new value', 'pass', create(), read(), put(), read('A', emma)],
    ['the old value', 'fail', create(), read(), put(), read()],
    ['a value that was left out', 'fail', create(), read(), put({ sent: emma }), read('A', emma)],
    [
      'null for a value that was left out',
      'pass',
      create(),
      read(),
      put({ sent: emma }),
      read('A', { ...emma, note: null }),
    ],
    ['an unchanged value that is lost', 'fail', create(), read(), put(), read('A', { ...emma, pages: 0 })],
  ],
  'replace/resource:replace-is-idempotent': [
    ['the same values', 'pass', create(), put(), read('A', emma), put(repeated), read('A', emma)],
    [
      'other values',
      'fail',
      create(),
      put(),
      read('A', emma),
      put(repeated),
      read('A', { ...emma, pages: 824 }),
    ],
    ['no first request', 'undecided', create(), read(), put(repeated), read('A', emma)],
    [
      'a repetition that is rejected',
      'undecided',
      create(),
      put(),
      read('A', emma),
      put({ ...repeated, status: 409 }),
      read('A', emma),
    ],
  ],
  'delete/resource:deleted-is-gone': [
    ['a 404', 'pass', create(), read(), remove(), missing()],
    ['a 410', 'pass', create(), read(), remove(), missing('A', 410)],
    ['the same item', 'fail', create(), read(), remove(), read()],
    [
      'an item that is marked as deleted',
      'undecided',
      create(),
      read(),
      remove(),
      read('A', { deleted_at: 'now' }),
    ],
    [
      'an item with another state',
      'undecided',
      create(),
      read('A', { status: 'new' }),
      remove(),
      read('A', { status: 'deleted' }),
    ],
    ['a deletion that is not finished', 'undecided', create(), read(), remove({ status: 202 }), read()],
  ],
  'delete/resource:deleted-is-not-listed': [
    ['a list without it', 'pass', create(), list([a, b]), remove(), list([b])],
    ['a list with it', 'fail', create(), list([a, b]), remove(), list([a, b])],
    [
      'a list with it, marked',
      'undecided',
      create(),
      list([a, b]),
      remove(),
      list([{ ...a, active: false }, b]),
    ],
    ['a list that never had it', 'undecided', create(), list([b]), remove(), list([b])],
  ],
  'delete/resource:deleted-cannot-change': [
    ['a rejected change', 'pass', create(), remove(), missing(), update({ status: 404 })],
    ['an accepted change', 'fail', create(), remove(), missing(), update()],
    ['a server error', 'undecided', create(), remove(), missing(), update({ status: 500 })],
    [
      'a change of an item that is kept',
      'undecided',
      create(),
      remove(),
      read('A', { deleted_at: 1 }),
      update(),
    ],
  ],
  'delete/resource:children-are-gone': [
    ['a child that is gone', 'pass', create(), create('child'), remove(), missing(), missing('child')],
    ['a child that is left', 'fail', create(), create('child'), remove(), missing(), read('child')],
    [
      'a parent that is kept',
      'undecided',
      create(),
      create('child'),
      remove(),
      read('A', { deleted_at: 1 }),
      read('child'),
    ],
  ],
  'delete/resource:delete-is-idempotent': [
    [
      'the item stays missing',
      'pass',
      create(),
      remove(),
      missing(),
      remove({ ...repeated, status: 404 }),
      missing(),
    ],
    ['the item is back', 'fail', create(), remove(), missing(), remove({ ...repeated, status: 404 }), read()],
    [
      'another item is gone',
      'fail',
      create(),
      create('B'),
      remove(),
      read('B'),
      remove(repeated),
      missing('B'),
    ],
    ['no first deletion', 'undecided', create(), read(), remove(repeated), missing()],
    [
      'a server error',
      'undecided',
      create(),
      remove(),
      missing(),
      remove({ ...repeated, status: 500 }),
      read(),
    ],
  ],
};

function conditional(status: number, tag: string): Step[] {
  const requestHeaders = [['If-None-Match', '"1"']] as const;
  return [
    create(),
    read('A', {}, { headers: [['etag', '"1"']] }),
    read('A', {}, { status, requestHeaders, headers: [['etag', tag]] }),
  ];
}

function ifMatch(): Partial<Step> {
  return { requestHeaders: [['If-Match', '"other"']], isInvalid: true };
}

describe.each(Object.entries(rows))('%s', (clause, own) => {
  it.each(own)('%s: %s', (_, outcome, ...steps) => {
    expect(judgeRule(clause, steps)).toBe(outcome);
  });
});
