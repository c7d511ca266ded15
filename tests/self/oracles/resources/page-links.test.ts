import { describe, expect, it } from 'vitest';
import type { Json } from '../../../../spec/json.ts';
import { listPageLinks } from '../../../../spec/openapi/page-links.ts';
import type { HeaderList } from '../../../../spec/openapi/request.ts';
import { contexts, judgeRule, list, type Step } from './scenario.ts';

const [a, b] = [
  { id: 1, title: 'Dune', pages: 90 },
  { id: 2, title: 'Emma', pages: 412 },
];
const linked = (query: string, ...targets: string[]): Step =>
  list([a], query, { headers: targets.map((url) => ['Link', `<${url}>; rel="next"`] as const) });

describe('list/list:links', () => {
  it.each<[title: string, outcome: string, ...steps: Step[]]>([
    ['a link with the filter', 'pass', linked('?title=Dune&page=1', '/books?page=2&title=Dune')],
    ['a link without the filter', 'fail', linked('?title=Dune&page=1', '/books?page=2')],
    ['a link without one of two', 'fail', linked('?title=Dune&min_pages=3', '/books?page=2&title=Dune')],
    ['a link without a bound of a time', 'fail', linked('?sold[from]=2026-01-01T00:00:00Z', '/books?page=2')],
    ['a link with an encoded name', 'pass', linked('?sold[from]=x', '/books?page=2&sold%5Bfrom%5D=x')],
    ['a link with the name in another case', 'pass', linked('?title=Dune', '/books?page=2&Title=Dune')],
    ['a link without the limit', 'fail', linked('?limit=2', '/books?page=2')],
    ['a link with the limit only', 'undecided', linked('?limit=2', '/books?page=2&limit=2')],
    ['a link with another limit', 'pass', linked('?limit=90&title=x', '/books?page=2&limit=50&title=x')],
    ['a link to an unknown parameter', 'undecided', linked('?title=Dune', '/books?page=2&state=4f')],
    ['a link with a cursor only', 'undecided', linked('?title=Dune', '/books?cursor=4f')],
    ['a link without a query', 'undecided', linked('?title=Dune', '/books')],
    ['a parameter that the document does not have', 'undecided', linked('?x=1', '/books?page=2')],
    ['no link', 'undecided', linked('?title=Dune')],
    [
      'the items of the target',
      'pass',
      linked('?title=Dune&limit=1', '/books?cursor=4f'),
      list([a], '?cursor=4f'),
    ],
    [
      'other items than those of the target',
      'fail',
      linked('?title=Dune&limit=1', '/books?cursor=4f'),
      list([b], '?cursor=4f'),
    ],
    ['no items', 'undecided', linked('?title=Dune&limit=1', '/books?cursor=4f'), list([], '?cursor=4f')],
    [
      'the items of another page',
      'undecided',
      linked('?title=Dune&limit=1', '/books?cursor=4f'),
      list([b], '?cursor=5f'),
    ],
  ])('%s: %s', (_, outcome, ...steps) => {
    expect(judgeRule('list/list:links', steps, contexts.selecting)).toBe(outcome);
  });
});

describe('the links of a page', () => {
  const read = (headers: HeaderList, json?: Json): string[] =>
    listPageLinks({
      ...{ status: 200, headers },
      body: { text: '', bytes: 0, truncated: false, ...(json !== undefined && { json: { value: json } }) },
    }).map(({ relation, query }) => `${relation} ${query}`);

  it('are read from the field', () => {
    expect(
      read([
        ['link', '<https://a.example/b?page=2&x=1,2>; rel="next last", </b?page=1#f>; title="x"; rel=prev'],
      ]),
    ).toEqual(['next page=2&x=1%2C2', 'last page=2&x=1%2C2', 'prev page=1']);
    expect(read([['link', '</b>; rel="next", </c?x=1>; rel="self"']])).toEqual([]);
  });

  it('are read from the body', () => {
    const links = { next: { href: '/b?page=2' }, first: '/b?page=1', last: null, self: '/b?page=3' };
    expect(read([], { items: [{ next: '?page=9' }], links, nextPageUrl: '?page=4' })).toEqual([
      'next page=2',
      'first page=1',
      'next page=4',
    ]);
  });
});
