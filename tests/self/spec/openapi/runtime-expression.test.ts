import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../../spec/json.ts';
import type { Exchange } from '../../../../spec/openapi/exchange.ts';
import { evaluateExpression, listIdExpressions } from '../../../../spec/openapi/runtime-expression.ts';

const createExchange = (json: Json, location?: string): Exchange => ({
  id: 1,
  case: {
    ...{ id: 'a', operation: 'create', kind: 'valid', description: 'a creation', covers: [] },
    request: { method: 'POST', path: '/books', headers: [], credentials: 'access', body: { json } },
  },
  sent: { method: 'POST', url: 'http://127.0.0.1/books', headers: [] },
  response: {
    status: 201,
    headers: location === undefined ? [] : [['Location', location]],
    body: { text: '', bytes: 0, truncated: false, json: { value: json } },
  },
  ...{ startedAt: 0, durationMs: 1, attempts: 1 },
});

const evaluate = (expression: string, json: Json, location?: string) =>
  evaluateExpression(expression, createExchange(json, location), '/books/{id}');

describe('evaluateExpression', () => {
  it.each([
    ['$response.body#/id', { id: 7 }, 7],
    ['$request.body#/id', { id: 'x' }, 'x'],
    ['$response.body#/data/id', { data: { id: 'x' } }, 'x'],
    ['$response.body#/a~1b', { 'a/b': 1 }, 1],
    ['$response.body#/id', { id: null }, undefined],
    ['$response.body#/id', { id: [1] }, undefined],
    ['$response.body#/id', {}, undefined],
    ['$url', { id: 1 }, undefined],
  ])('evaluates %s of %j', (expression, json, expected) => {
    expect(evaluate(expression, json)).toBe(expected);
  });

  it.each([
    ['/books/7', '7'],
    ['https://api.example/v1/books/7?full=1#top', '7'],
    ['books/7', '7'], // relative to /books
    ['./books/7', '7'],
    ['7', undefined],
    ['/books/a%20b', 'a b'],
    ['/books/7/', '7'],
    ['/books/%zz', undefined],
    ['/jobs/7', undefined],
    ['/books', undefined],
  ])('takes the value of the path parameter from the URL %s', (location, expected) => {
    expect(evaluate('$response.header.Location', {}, location)).toBe(expected);
    expect(evaluate('$response.header.location', {}, location)).toBe(expected);
  });

  it('finds any value that was encoded in a URL', () => {
    const id = fc.string({ unit: 'binary', minLength: 1 }).filter((text) => !/^\.+$/.test(text));
    fc.assert(
      fc.property(id, (value) => {
        expect(evaluate('$response.header.Location', {}, `/books/${encodeURIComponent(value)}`)).toBe(value);
      }),
    );
  });
});

describe('listIdExpressions', () => {
  it('lists the body, its envelopes and `Location`', () => {
    const body = { data: {}, book: {}, author: {}, result: 'x' };
    expect(listIdExpressions(body, 'books', ['book_id', 'id'])).toEqual([
      ...['', '/data', '/book'].flatMap((container) => [
        `$response.body#${container}/book_id`,
        `$response.body#${container}/id`,
      ]),
      '$response.header.Location',
    ]);
  });

  it('lists only `Location` and the body for a response without JSON', () => {
    expect(listIdExpressions(undefined, 'books', ['id'])).toEqual([
      '$response.body#/id',
      '$response.header.Location',
    ]);
  });
});
