import { expect, it } from 'vitest';
import type { Json } from '../../../../spec/json.ts';
import { evaluateNextValue, findNextValue } from '../../../../spec/openapi/next-page.ts';
import { createExchange, list, type Step } from '../../oracles/resources/scenario.ts';

const respond = (json: Json, headers: Step['headers'] = []) =>
  createExchange(list([], '', { json, headers }), 0, []);

it.each<[name: string, json: Json, pointer: string, value: string]>([
  ['cursor', { next_cursor: 'x' }, '/next_cursor', 'x'],
  ['cursor', { cursor: 'now', next: 'x' }, '/next', 'x'],
  ['cursor', { page: { next: 'x' }, cursor: 'y' }, '/page/next', 'x'],
  [
    'cursor',
    { prev_cursor: 'w', pageInfo: { startCursor: 'v', endCursor: 'x/=' } },
    '/pageInfo/endCursor',
    'x/=',
  ],
  ['cursor', { links: { next: 'https://host/a?limit=2&cursor=x%2F' } }, '/links/next', 'x/'],
  ['page', { next: '/a?page=3' }, '/next', '3'],
  ['page', { meta: { next_page: 3 } }, '/meta/next_page', '3'],
  ['offset', { nextOffset: 40 }, '/nextOffset', '40'],
])('the next %s in %j is at %s', (name, json, pointer, value) => {
  const expression = `$response.body#${pointer}`;
  expect(findNextValue(respond(json), name)).toEqual({ expression, value });
  expect(evaluateNextValue(expression, respond(json), name)).toBe(value);
});

it.each<[name: string, json: Json]>([
  ['cursor', { next_cursor: null, has_next: true, next: '' }],
  ['cursor', { next: '/a?page=3' }],
  ['cursor', { next_page: 3 }],
  ['cursor', { items: [{ next: 'x' }] }],
  ['cursor', { a: { b: { c: { next: 'x' } } } }],
  ['cursor', [{ next: 'x' }]],
])('there is no next %s in %j', (name, json) => {
  expect(findNextValue(respond(json), name)).toBeUndefined();
});

it('the next page is in a `Link` with the relation', () => {
  const link = '</a?page=1>; rel="prev", </a?limit=2&page=3>; rel="next"';
  const exchange = respond({ next_page: 9 }, [['Link', link]]);
  expect(findNextValue(exchange, 'page')).toEqual({ expression: '$response.header.Link', value: '3' });
  expect(findNextValue(respond([], [['Link', '</a?page=1>; rel="prev"']]), 'page')).toBeUndefined();
});
