import { describe, expect, it } from 'vitest';
import { isJsonObject, type Json, type JsonObject } from '../../../../spec/json.ts';
import { memoize } from '../../../../spec/memoize.ts';
import type { Case } from '../../../../spec/openapi/case.ts';
import { loadDocument } from '../../spec/create-document.ts';
import { type FakeResponse, getJson } from '../library.ts';
import { runScenariosOn } from './run-scenarios-on.ts';

const integer: JsonObject = { type: 'integer' };
const text: JsonObject = { type: 'string' };
const time: JsonObject = { type: 'string', format: 'date-time' };
const state: JsonObject = { type: 'string', enum: ['draft', 'sent', 'paid'] };
const item: JsonObject = {
  type: 'object',
  properties: { id: integer, name: text, state, price: integer, created_at: time },
};
const query = (name: string, schema: JsonObject): JsonObject => ({ name, in: 'query', schema });
const content = (schema: Json): JsonObject => ({ content: { 'application/json': { schema } } });

/** How a list is divided into pages. */
interface Style {
  parameters: readonly JsonObject[];
  /** The number of items before a page. */
  start(search: URLSearchParams, size: number): number;
  /** The response for a page, with the number of items before the next one if there is one. */
  respond(
    items: JsonObject[],
    next: number | undefined,
    search: URLSearchParams,
  ): Omit<FakeResponse, 'status'>;
}

const limit = query('limit', { ...integer, minimum: 1, maximum: 50 });
const byNumber = (first: number) => (search: URLSearchParams, size: number) =>
  (Number(search.get('page') ?? first) - first) * size;
const byCursor = (search: URLSearchParams) => Number(search.get('cursor')?.slice(1) ?? 0);

const styles: Readonly<Record<string, Style>> = {
  'numbers from 1': {
    parameters: [limit, query('page', { ...integer, default: 1 })],
    start: byNumber(1),
    respond: (items, _, search) => ({
      json: {
        data: items,
        meta: { page: Number(search.get('page') ?? 1), limit: items.length, total_pages: 9 },
      },
    }),
  },
  'numbers from 0': {
    parameters: [limit, query('page', { ...integer, minimum: 0 })],
    start: byNumber(0),
    respond: (items, _, search) => ({ json: { data: items, page: Number(search.get('page') ?? 0) } }),
  },
  'numbers without a limit': {
    parameters: [query('page', { ...integer, minimum: 1 })],
    start: byNumber(1),
    respond: (items) => ({ json: items }),
  },
  'numbers in a Link': {
    parameters: [limit, query('page', integer)],
    start: byNumber(1),
    respond: (items, next, search) => ({
      json: items,
      headers:
        next === undefined
          ? []
          : [['Link', `</items?page=${Number(search.get('page') ?? 1) + 1}>; rel="next"`]],
    }),
  },
  offsets: {
    parameters: [limit, query('offset', { ...integer, minimum: 0 })],
    start: (search) => Number(search.get('offset') ?? 0),
    respond: (items, next, search) => ({
      json: { data: items, offset: Number(search.get('offset') ?? 0), next_offset: next ?? null },
    }),
  },
  cursors: {
    parameters: [limit, query('cursor', text)],
    start: byCursor,
    respond: (items, next) => ({
      json: { data: items, next_cursor: next === undefined ? null : `c${next}` },
    }),
  },
  'URLs with cursors': {
    parameters: [limit, query('cursor', text)],
    start: byCursor,
    respond: (items, next) => ({
      json: {
        data: items,
        links: { next: next === undefined ? null : `/items?cursor=c${next}`, prev: null },
      },
    }),
  },
};

const load = memoize((style: Style) =>
  loadDocument({
    openapi: '3.1.0',
    info: { title: 'Items', version: '1' },
    paths: {
      '/items': {
        get: {
          operationId: 'list',
          parameters: [
            ...style.parameters,
            query('state', { type: 'array', items: state }),
            ...[query('min_price', integer), query('created_before', time)],
          ],
          responses: {
            200: {
              description: 'a page',
              ...content({
                type: ['array', 'object'],
                items: item,
                properties: {
                  data: { type: 'array', items: item },
                  ...{ page: integer, offset: integer },
                  meta: { type: 'object', properties: { page: integer } },
                },
              }),
            },
          },
        },
        post: {
          operationId: 'create',
          requestBody: { required: true, ...content({ type: 'object', properties: { name: text } }) },
          responses: { 201: { description: 'the item', ...content(item) } },
        },
      },
      '/items/{id}': {
        parameters: [{ name: 'id', in: 'path', required: true, schema: integer }],
        get: { operationId: 'read', responses: { 200: { description: 'the item', ...content(item) } } },
      },
    },
  }),
);

interface Behaviour {
  /** The number of items before the scenario. */
  count?: number;
  /** The items at the time of a list. */
  stored?(items: JsonObject[]): JsonObject[];
  /** The items of a list in order, before it is divided into pages. */
  listed?(items: JsonObject[], search: URLSearchParams, start: number): JsonObject[];
  page?(items: JsonObject[], search: URLSearchParams): JsonObject[];
  /** Maximum number of items of a page. */
  maximum?: number;
  /** Changes the query before it is used. */
  query?(search: URLSearchParams): void;
}

const states = ['draft', 'sent', 'paid'];

/** A server with items, whose lists have the style. */
function createServer(style: Style, behaviour: Behaviour): (theCase: Case) => FakeResponse {
  const { count = 130, maximum = 50 } = behaviour;
  const items: JsonObject[] = [];
  const add = (values: JsonObject): JsonObject => {
    const number = items.length + 1;
    const created_at = new Date(Date.UTC(2026, 0, 1) + number * 60_000).toISOString();
    items.push({
      id: number,
      state: states[number % 3] ?? '',
      price: (number % 10) * 10,
      created_at,
      ...values,
    });
    return items.at(-1) ?? {};
  };
  for (let number = 0; number < count; number += 1) add({ name: `item ${number}` });
  const isSelected = ({ state: own, price, created_at }: JsonObject, search: URLSearchParams): boolean =>
    (!search.has('state') || search.getAll('state').includes(String(own))) &&
    Number(price) >= Number(search.get('min_price') ?? 0) &&
    String(created_at) < (search.get('created_before') ?? 'z');
  return (theCase) => {
    const { method, path } = theCase.request;
    const [at = '', text = ''] = path.split('?');
    if (method === 'POST') {
      const sent = getJson(theCase);
      return { status: 201, json: add(isJsonObject(sent) ? sent : {}) };
    }
    if (at !== '/items') {
      const found = items.find(({ id }) => String(id) === at.split('/').at(-1));
      return found ? { status: 200, json: found } : { status: 404 };
    }
    const search = new URLSearchParams(text);
    behaviour.query?.(search);
    const stored = behaviour.stored?.(items) ?? items;
    const selected = stored.filter((each) => isSelected(each, search));
    const size = Math.min(Number(search.get('limit') ?? 20), maximum);
    const start = style.start(search, size);
    const listed = behaviour.listed?.(selected, search, start) ?? selected;
    const rows = listed.slice(start, start + size);
    const next = start + size < listed.length ? start + size : undefined;
    return {
      status: 200,
      ...style.respond(behaviour.page?.(rows, search) ?? rows, next, new URLSearchParams(text)),
    };
  };
}

/** Returns the clauses of lists that a server violates, and those that it satisfies. */
async function judge(style: string, behaviour: Behaviour = {}) {
  const own = styles[style];
  if (!own) throw new Error(`no style ${style}`);
  const verdicts = await runScenariosOn(await load(own), createServer(own, behaviour));
  const list = (verdict: string): string[] =>
    [...verdicts].flatMap(([clause, each]) =>
      each === verdict && /list:|is-listed/.test(clause) ? [clause.replace(/.*:/, '')] : [],
    );
  return { passed: list('passed'), noticed: list('noticed') };
}

/** Lists the items in another order each time. */
function shuffle(): (items: JsonObject[]) => JsonObject[] {
  let seed = 1;
  return (items) => {
    seed += 1;
    return items.toSorted(
      (a, b) => ((Number(a.id) * 7919 * seed) % 1009) - ((Number(b.id) * 7919 * seed) % 1009),
    );
  };
}

/** Removes the oldest item at every third list. */
function removeOldest(): (items: JsonObject[]) => JsonObject[] {
  let count = 0;
  return (items) => {
    count += 1;
    return items.slice(Math.floor(count / 3));
  };
}

/** Adds an item of another user before the others at each list. */
function addBefore(): (items: JsonObject[]) => JsonObject[] {
  const added: JsonObject[] = [];
  return (items) => {
    added.unshift({ ...items[0], id: 10_000 + added.length });
    return [...added, ...items];
  };
}

const names = Object.keys(styles);

describe('a conformant server with more items than a list can have, and', () => {
  it.each(names)('%s, violates no rule about lists', async (style) => {
    expect((await judge(style)).noticed).toEqual([]);
  });

  it.each(names)('%s, lists created items on its last page', async (style) => {
    expect((await judge(style)).passed).toEqual(expect.arrayContaining(['created-is-listed', 'filter']));
  });

  it.each<[string, Behaviour]>([
    ['few items', { count: 3 }],
    ['no other items', { count: 0 }],
    ['too many items for a search', { count: 2000 }],
    ['a lower limit than the document has', { maximum: 12 }],
    ['the newest items first', { listed: (items) => items.toReversed() }],
    [
      'another order of selected items',
      {
        listed: (items, search) =>
          search.has('state')
            ? items.toSorted((a, b) => (String(a.state) < String(b.state) ? -1 : 1))
            : items,
      },
    ],
    ['an order of its own in each list', { listed: shuffle() }],
    ['items that are deleted by others', { stored: removeOldest() }],
    ['items that are added by others', { stored: addBefore() }],
    [
      'pages that leave out some items',
      { page: (items) => items.filter(({ id }) => Number(id) % 7 !== 0 || Number(id) > 126) },
    ],
  ])('%s violates no rule in any style', async (_, behaviour) => {
    for (const style of names) expect([style, (await judge(style, behaviour)).noticed]).toEqual([style, []]);
  });
});

describe('a server with more items than a list can have', () => {
  const keepFirst = (name: string) => (search: URLSearchParams) => {
    const value = search.get(name);
    if (value !== null) search.set(name, value);
  };
  it.each<[description: string, rule: string, behaviour: Behaviour]>([
    [
      'does not list new items',
      'created-is-listed',
      { listed: (items) => items.filter(({ id }) => Number(id) <= 130) },
    ],
    ['uses the first of several values only', 'filter', { query: keepFirst('state') }],
    ['ignores a lower bound', 'filter', { query: (search) => search.delete('min_price') }],
    ['ignores an upper bound', 'filter', { query: (search) => search.delete('created_before') }],
    [
      'leaves out items within bounds',
      'filter',
      {
        listed: (items, search) =>
          search.has('min_price') ? items.filter(({ id }) => Number(id) > 20) : items,
      },
    ],
  ])('that %s violates the rule %s in every style', async (_, rule, behaviour) => {
    for (const style of names)
      expect([style, (await judge(style, behaviour)).noticed]).toEqual([style, [rule]]);
  });

  // the first page is known, or stated by the cursor of the second
  const paged = names.filter((style) => !/without a limit|in a Link/.test(style));

  it.each<[description: string, behaviour: Behaviour]>([
    ['skips an item', { listed: (items, _, start) => (start > 0 ? items.toSpliced(25, 1) : items) }],
    [
      'repeats an item',
      { listed: (items, _, start) => (start > 0 ? [...items.slice(0, 1), ...items] : items) },
    ],
  ])('that %s between pages violates the rule about pages', async (_, behaviour) => {
    for (const style of paged)
      expect([style, (await judge(style, behaviour)).noticed]).toEqual([style, ['pages']]);
  });
});
