import { describe, expect, it } from 'vitest';
import { isJsonObject, type Json, type JsonObject } from '../../../../spec/json.ts';
import type { Case } from '../../../../spec/openapi/case.ts';
import type { Exchange } from '../../../../spec/openapi/exchange.ts';
import { type FakeResponse, getJson } from '../library.ts';
import { formatStep, query, sendShopScenario } from './shop.ts';

const books = '/books/{id}';
const reviews = '/books/{id}/reviews/{review_id}';

/** The lines of the exchanges with the action. */
const listSteps = (exchanges: readonly Exchange[], action: string): string[] =>
  exchanges.map(formatStep).filter((line) => line.startsWith(`${action} `));

const find = (exchanges: readonly Exchange[], line: string): Exchange => {
  const found = exchanges.find((exchange) => formatStep(exchange) === line);
  if (!found) throw new Error(`no exchange ${line}`);
  return found;
};

/** The body of the first exchange with the line. */
function getBody(exchanges: readonly Exchange[], line: string): JsonObject {
  const body = getJson(find(exchanges, line).case);
  if (!isJsonObject(body)) throw new Error(`the body of ${line} is no object`);
  return body;
}

/** Rejects the first requests with the action on the item that a conformant server accepts. */
function rejectFirst(count: number, action: string, item: string, status = 400) {
  let left = count;
  return ({ step, request }: Case): FakeResponse | undefined => {
    const isPlain = !step?.isInvalid && !step?.isRepeated && request.credentials === 'access';
    if (step?.action !== action || step.item !== item || !isPlain || left === 0) return undefined;
    left -= 1;
    return { status };
  };
}

describe('a scenario on a conformant server', async () => {
  const exchanges = await sendShopScenario(books);
  const below = await sendShopScenario(reviews);

  it('sends every kind of request, with reads around those that may have an effect', () => {
    expect(exchanges.map(formatStep)).toEqual([
      ...['create A 201', 'read A 200', 'read A 200'],
      ...['read A 304 (If-None-Match)', 'read A 200 (If-None-Match)'],
      ...['read A 404 (other-user, invalid)', 'list limit=50 200 (other-user, invalid)'],
      ...['create B 201', 'read B 200'],
      ...['list limit=50 200', 'list limit=1&page=1 200', 'list limit=1&page=2 200'],
      ...['list limit=50&sort=title 200', 'list limit=50&sort=-title 200'],
      ...['list limit=50&title=… 200', 'list limit=50&tag=… 200', 'list limit=50&tag=…&tag=… 200'],
      ...['list limit=50 200', 'create none 422 (invalid)', 'list limit=50 200'],
      ...['create none 401 (none, invalid)', 'list limit=50 200'],
      ...[
        'read A 200',
        'update A 200',
        'read A 200',
        'read B 200',
        'update A 200',
        'read A 200',
        'read B 200',
      ],
      ...['replace A 200', 'read A 200', 'replace A 200 (repeated)', 'read A 200', 'read B 200'],
      ...['update A 422 (invalid)', 'read A 200', 'update A 401 (none, invalid)', 'read A 200'],
      ...[
        'update A 404 (other-user, invalid)',
        'read A 200',
        'update A 412 (invalid, If-Match)',
        'read A 200',
      ],
      ...['replace A 422 (invalid)', 'read A 200', 'replace A 401 (none, invalid)', 'read A 200'],
      ...['replace A 404 (other-user, invalid)', 'read A 200', 'replace A 200', 'read A 200'],
      ...['list limit=50 200', 'create A 409 (repeated)', 'list limit=50 200'],
      ...['create child 201', 'read child 200', 'read child 404 (invalid)'],
      ...['delete child 404 (invalid)', 'read child 200'],
      'create of another user 404 (other-user, invalid)',
      ...['read A 200', 'delete A 401 (none, invalid)', 'read A 200'],
      ...['delete A 404 (other-user, invalid)', 'read A 200', 'read B 200'],
      ...['delete A 204', 'read A 404', 'read B 200', 'list limit=50 200'],
      ...['delete A 404 (repeated)', 'read A 404', 'read B 200'],
      ...['update A 404 (repeated)', 'read child 404', 'create late 404 (invalid)'],
    ]);
  });

  it('creates the item above first, if there is one', () => {
    expect(below.map(formatStep)).toEqual([
      ...['create P 201', 'create A 201', 'read A 200', 'read A 200'],
      ...['read A 404 (other-user, invalid)', 'create B 201', 'read B 200'],
      ...['create none 422 (invalid)', 'create none 401 (none, invalid)'],
      ...['read A 200', 'delete A 401 (none, invalid)', 'read A 200'],
      ...['delete A 404 (other-user, invalid)', 'read A 200'],
      ...['delete A 204', 'read A 404', 'read B 200', 'delete A 404 (repeated)', 'read A 404', 'read B 200'],
    ]);
  });

  it('numbers the cases, and describes each', () => {
    const steps = exchanges.map(({ case: { id, description, kind, role } }) => ({
      ...{ id, description, kind, role },
    }));
    for (const [index, { id }] of steps.entries())
      expect(id).toMatch(new RegExp(`/scenario/books/\\{id\\}/${index + 1}$`));
    expect(steps[0]).toMatchObject({
      id: 'POST /books/scenario/books/{id}/1',
      description: 'creation of the item A',
      kind: 'valid',
    });
    const describeStep = (line: string) => find(exchanges, line).case;
    expect(describeStep('list limit=1&page=2 200').description).toBe('list with /books/{id}');
    expect(describeStep('replace A 200 (repeated)').description).toBe('repeated replacement of the item A');
    expect(describeStep('delete A 401 (none, invalid)')).toMatchObject({
      ...{
        description: 'invalid deletion of the item A',
        kind: 'probe',
        role: 'rejected step of a scenario',
      },
    });
  });

  it('takes ids from the creations', () => {
    const bind = (exchange: Exchange) =>
      exchange.case.step?.bindings.map(({ in: location, name, source, value }) => [
        location,
        name,
        source,
        value,
      ]);
    const [a, b, child] = ['create A 201', 'create B 201', 'create child 201'].map(
      (line) => find(exchanges, line).case,
    );
    expect(bind(find(exchanges, 'read A 200'))).toEqual([['path', 'id', a?.id, '1']]);
    expect(bind(find(exchanges, 'create child 201'))).toEqual([['path', 'id', a?.id, '1']]);
    expect(find(exchanges, 'read child 200').case.request.path).toBe('/books/1/reviews/3');
    expect(bind(find(exchanges, 'read child 404 (invalid)'))).toEqual([
      ['path', 'id', b?.id, '2'],
      ['path', 'review_id', child?.id, '3'],
    ]);
    expect(find(exchanges, 'read child 404 (invalid)').case.request.path).toBe('/books/2/reviews/3');
    expect(bind(find(below, 'create A 201'))).toEqual([['path', 'id', below[0]?.case.id, '1']]);
  });

  it('creates items with all optional values, the second one with special values', () => {
    expect(getBody(exchanges, 'create A 201')).toEqual({
      ...{
        title: expect.any(String),
        tag: expect.any(String),
        note: expect.any(String),
        pages: expect.any(Number),
      },
    });
    const long = expect.stringMatching(/東京.*x{30}$/);
    expect(getBody(exchanges, 'create B 201')).toMatchObject({ title: long, tag: long, note: null });
  });

  it('sends changes with the values of the item, and rejected ones with those of another', () => {
    const before = getBody(exchanges, 'create A 201');
    expect(getBody(exchanges, 'update A 200')).toEqual({ title: expect.stringMatching(/^Changed/) });
    // without one of the values, which a PUT has to remove
    const { pages: _, ...others } = before;
    expect(getBody(exchanges, 'replace A 200')).toEqual({
      ...others,
      note: null, // a PATCH has removed the value
      title: expect.stringMatching(/^Changed/),
    });
    const last = exchanges.findLastIndex((each) => formatStep(each) === 'replace A 200');
    expect(getBody(exchanges.slice(last), 'replace A 200')).toMatchObject({
      tag: expect.stringContaining('東京'),
    });
    expect(getBody(exchanges, 'update A 422 (invalid)')).toMatchObject({ title: expect.any(String) });
  });
});

describe('a scenario on a server that', () => {
  it.each([
    [2, ['read A 404', 'read A 404', 'read A 200', 'read A 200', 'read A 304 (If-None-Match)']],
    [4, ['read A 404', 'read A 404', 'read A 404', 'read A 404', 'read A 200', 'read A 200']],
  ])('shows a new item after %i reads, reads it until then', async (count, expected) => {
    const exchanges = await sendShopScenario(books, rejectFirst(count, 'read', 'A', 404));
    expect(exchanges.map(formatStep).slice(1, expected.length + 1)).toEqual(expected);
  });

  it('never shows a new item, reads it five times and does not change it', async () => {
    const lines = (await sendShopScenario(books, rejectFirst(100, 'read', 'A', 404))).map(formatStep);
    expect(lines.slice(0, 7)).toEqual([
      ...['create A 201', 'read A 404', 'read A 404', 'read A 404', 'read A 404', 'read A 404'],
      'read A 404 (other-user, invalid)',
    ]);
    expect(lines.filter((line) => /^(update|replace)/.test(line))).toEqual([]);
    expect(lines.filter((line) => line.includes('title='))).toEqual([]);
    expect(lines.slice(-2)).toEqual(['read child 404', 'create late 404 (invalid)']);
  });

  it('shows an item to another user, gets no list request of that user', async () => {
    const lines = (
      await sendShopScenario(books, ({ step, request }) =>
        step?.action === 'read' && request.credentials === 'other-user' ? { status: 200 } : undefined,
      )
    ).map(formatStep);
    expect(lines).toContain('read A 200 (other-user, invalid)');
    expect(lines.filter((line) => line.startsWith('list') && line.includes('other-user'))).toEqual([]);
  });

  it('rejects the first creation, gets a smaller body', async () => {
    const exchanges = await sendShopScenario(books, rejectFirst(1, 'create', 'A'));
    const [full, plain] = ['create A 400', 'create A 201'].map((line) =>
      Object.keys(getBody(exchanges, line)),
    );
    expect(listSteps(exchanges, 'create').slice(0, 3)).toEqual([
      'create A 400',
      'create A 201',
      'create B 201',
    ]);
    expect(full?.length).toBeGreaterThan(plain?.length ?? 0);
  });

  it('names an optional property in its rejection, gets the body without it before a smaller one', async () => {
    const text = JSON.stringify({ error: 'pages are too many' });
    const exchanges = await sendShopScenario(books, ({ step, request: { body } }) =>
      step?.action === 'create' && !step.isInvalid && JSON.stringify(body).includes('"pages"')
        ? { status: 422, json: JSON.parse(text) }
        : undefined,
    );
    expect(listSteps(exchanges, 'create').slice(0, 2)).toEqual(['create A 422', 'create A 201']);
    const full = getBody(exchanges, 'create A 422');
    const { pages: _, ...others } = full;
    expect(full).toHaveProperty('pages');
    expect(getBody(exchanges, 'create A 201')).toEqual(others);
  });

  it('responds without the item, gets nothing else', async () => {
    const exchanges = await sendShopScenario(books, ({ step }) =>
      step?.action === 'create' ? { status: 204 } : undefined,
    );
    expect(exchanges.map(formatStep)).toEqual(['create A 204']);
  });

  it('rejects all creations, gets nothing else', async () => {
    const exchanges = await sendShopScenario(books, rejectFirst(100, 'create', 'A'));
    expect(exchanges.map(formatStep)).toEqual(['create A 400', 'create A 400']);
  });

  it('rejects the creation of the item above, gets nothing else', async () => {
    const exchanges = await sendShopScenario(reviews, rejectFirst(100, 'create', 'P'));
    expect(exchanges.map(formatStep)).toEqual(['create P 400']);
  });

  it('rejects special values, gets a second item with others', async () => {
    const exchanges = await sendShopScenario(books, rejectFirst(3, 'create', 'B'));
    expect(listSteps(exchanges, 'create').slice(0, 4)).toEqual([
      ...['create A 201', 'create B 400', 'create B 400', 'create B 400'],
    ]);
    expect(getBody(exchanges, 'create B 201')).toEqual(getBody(exchanges, 'create A 201'));
  });

  it.each([
    [1, ['replace A 400', 'replace A 200', 'replace A 200 (repeated)']],
    [2, ['replace A 400', 'replace A 400', 'replace A 200', 'replace A 200 (repeated)']],
    [3, ['replace A 400', 'replace A 400', 'replace A 400', 'replace A 422 (invalid)']],
  ])('rejects %i changes, gets others up to three', async (count, expected) => {
    const exchanges = await sendShopScenario(books, rejectFirst(count, 'replace', 'A'));
    expect(listSteps(exchanges, 'replace').slice(0, expected.length)).toEqual(expected);
  });

  it('deletes no item with others below it, gets their deletion first', async () => {
    const lines = (await sendShopScenario(books, rejectFirst(1, 'delete', 'A', 409))).map(formatStep);
    expect(lines.slice(lines.indexOf('delete A 409'))).toEqual([
      ...[
        'delete A 409',
        'delete child 204',
        'read B 200',
        'delete A 204',
        'read A 404',
        'read B 200',
        'list limit=50 200',
      ],
      ...['delete A 404 (repeated)', 'read A 404', 'read B 200', 'update A 404 (repeated)', 'read child 404'],
      'create late 404 (invalid)',
    ]);
  });

  it('responds to every creation with the item that it has, gets the requests on one item only', async () => {
    const exchanges = await sendShopScenario(books, ({ step }) =>
      step?.action === 'create' && !step.isInvalid
        ? { status: 200, json: { id: '1', title: 'Dune' } }
        : undefined,
    );
    const actions = (item: string) =>
      new Set(exchanges.flatMap(({ case: { step } }) => (step?.item === item ? [step.action] : [])));
    expect([...actions('B')]).toEqual(['create']);
    expect([...actions('A')]).toContain('delete');
  });

  it('soon lists an item only with a filter, gets that list again after the deletion', async () => {
    let isFirst = true;
    const exchanges = await sendShopScenario(books, ({ step, request }) => {
      if (step?.action !== 'list' || isFirst || request.path.includes('title=')) {
        isFirst &&= step?.action !== 'list';
        return undefined;
      }
      return { status: 200, json: [] };
    });
    const steps = exchanges.map(formatStep);
    expect(steps.slice(steps.indexOf('delete A 204')).filter((line) => line.startsWith('list'))).toEqual([
      'list limit=50 200',
      'list limit=50&title=… 200 (repeated)',
    ]);
  });

  it('deletes nothing, gets no requests after the deletion', async () => {
    const lines = (await sendShopScenario(books, rejectFirst(100, 'delete', 'A', 409))).map(formatStep);
    expect(lines.slice(-3)).toEqual(['delete child 204', 'read B 200', 'delete A 409']);
  });

  it('has no entity tags, gets no conditional requests', async () => {
    const exchanges = await sendShopScenario(books, undefined, { headers: [] });
    expect(exchanges.map(formatStep).filter((line) => line.includes('If-'))).toEqual([]);
  });
});

describe('the lists of a scenario', () => {
  const limit = query('limit', { type: 'integer', maximum: 500 });
  const cursor = query('cursor', { type: 'string' });
  const orders = ['PagesAsc', 'PagesDesc', 'id', 'title', 'title:desc', 'tag', '-tag', 'note', '-note'];

  /** The queries of the lists until the first rejected creation. */
  async function listQueries(
    parameters: readonly Json[],
    respond?: (theCase: Case) => FakeResponse | undefined,
  ) {
    const lines = (await sendShopScenario(books, respond, { parameters })).map(formatStep);
    const queries = lines
      .slice(
        0,
        lines.findIndex((line) => line.startsWith('create none')),
      )
      .flatMap((line) => /^list (.*) 200$/.exec(line)?.[1] ?? []);
    const [first, ...others] = queries;
    return others.at(-1) === first ? queries.slice(0, -1) : queries; // the first one is sent again at the end
  }

  it.each<[string, Json[], string[]]>([
    ['no parameters', [], ['']],
    ['a limit', [limit], ['limit=100', 'limit=1']],
    [
      'an offset',
      [limit, query('offset', { type: 'integer' })],
      ['limit=100', 'limit=1&offset=0', 'limit=1&offset=1', 'limit=1&offset=0'],
    ],
    [
      'pages from zero',
      [limit, query('page', { type: 'integer', minimum: 0 })],
      ['limit=100', 'limit=1&page=0', 'limit=1&page=1', 'limit=1&page=0'],
    ],
    [
      'pages without a first one',
      [limit, query('page', { type: 'integer' })],
      ['limit=100', 'limit=1&page=1', 'limit=1&page=2'],
    ],
    ['a page without a limit', [query('page', { type: 'integer' })], ['']],
    ['a cursor that no response has', [limit, cursor], ['limit=100', 'limit=1']],
    [
      'three orders of four',
      [query('sort', { type: 'string', enum: orders })],
      ['', 'sort=PagesAsc', 'sort=PagesDesc', 'sort=title', 'sort=title:desc', 'sort=tag', 'sort=-tag'],
    ],
    [
      'five filters',
      ['pages', 'id', 'title', 'tag', 'note'].map((name) => query(name, { type: 'string' })),
      ['', ...['pages', 'id', 'title', 'tag', 'note'].map((name) => expect.stringMatching(`^${name}=`))],
    ],
    [
      'filters with scalars',
      [query('pages', { type: 'integer' }), query('id', { type: 'string' })],
      ['', expect.stringMatching(/^pages=\d+$/), 'id=1'],
    ],
  ])('with %s', async (_, parameters, expected) => {
    expect(await listQueries(parameters)).toEqual(expected);
  });

  it.each<[string, FakeResponse, string[]]>([
    [
      '`Link`',
      { status: 200, json: [1, 2, 3], headers: [['Link', '<http://shop/books?cursor=c%2Fd>; rel="next"']] },
      ['limit=100', 'limit=2', 'limit=2&cursor=c/d', 'limit=100', 'limit=2'],
    ],
    [
      'property',
      { status: 200, json: { items: [1, 2, 3], next_cursor: 'c' } },
      ['limit=100', 'limit=2', 'limit=2&cursor=c', 'limit=100', 'limit=2'],
    ],
    [
      'inner property',
      { status: 200, json: { items: [1, 2, 3, 4, 5], meta: { next: 'c' } } },
      ['limit=100', 'limit=3', 'limit=3&cursor=c', 'limit=100', 'limit=3'],
    ],
    [
      '`Link` with another relation',
      { status: 200, json: [1], headers: [['Link', '<http://shop/books?cursor=c>; rel="prev"']] },
      ['limit=100', 'limit=1'],
    ],
    [
      'URL in a property',
      { status: 200, json: { items: [1], next: 'http://shop/books?cursor=c' } },
      ['limit=100', 'limit=1', 'limit=1&cursor=c', 'limit=100', 'limit=1'],
    ],
    ['number in a property', { status: 200, json: { items: [1], next: 2 } }, ['limit=100', 'limit=1']],
  ])('find the next cursor in a %s', async (_, response, expected) => {
    const respond = ({ step }: Case) => (step?.action === 'list' ? response : undefined);
    expect(await listQueries([limit, cursor], respond)).toEqual(expected);
  });
});
