import { describe, expect, test } from 'vitest';
import {
  canCarry,
  type SerializedParameter,
  serializeCookieParameter,
  serializeHeaderParameter,
  serializePathParameter,
  serializeQueryParameter,
} from '../../../http/serialize/serialize-parameter.ts';
import type { Json } from '../../../spec/json.ts';

const text = 'blue';
const list = ['blue', 'black', 'brown'];
const object = { R: 100, G: 200, B: 150 };

const parameter = (
  location: SerializedParameter['in'],
  style: string,
  explode: boolean,
  more: Partial<SerializedParameter> = {},
): SerializedParameter => ({ name: 'color', in: location, style, explode, allowReserved: false, ...more });

describe('the table of OpenAPI 3.1.1 section 4.8.12.3', () => {
  const rows: readonly [style: string, explode: boolean, value: Json, expected: string][] = [
    ['matrix', false, text, ';color=blue'],
    ['matrix', false, list, ';color=blue,black,brown'],
    ['matrix', false, object, ';color=R,100,G,200,B,150'],
    ['matrix', true, list, ';color=blue;color=black;color=brown'],
    ['matrix', true, object, ';R=100;G=200;B=150'],
    ['label', false, text, '.blue'],
    ['label', false, list, '.blue,black,brown'],
    ['label', false, object, '.R,100,G,200,B,150'],
    ['label', true, list, '.blue.black.brown'],
    ['label', true, object, '.R=100.G=200.B=150'],
    ['simple', false, list, 'blue,black,brown'],
    ['simple', false, object, 'R,100,G,200,B,150'],
    ['simple', true, object, 'R=100,G=200,B=150'],
  ];
  test.each(rows)('path style %s, explode %s: %j', (style, explode, value, expected) => {
    expect(serializePathParameter(parameter('path', style, explode), value)).toBe(expected);
  });

  const queries: readonly [style: string, explode: boolean, value: Json, expected: string][] = [
    ['form', false, '', 'color='],
    ['form', false, text, 'color=blue'],
    ['form', false, list, 'color=blue,black,brown'],
    ['form', false, object, 'color=R,100,G,200,B,150'],
    ['form', true, list, 'color=blue&color=black&color=brown'],
    ['form', true, object, 'R=100&G=200&B=150'],
    ['spaceDelimited', false, list, 'color=blue%20black%20brown'],
    ['pipeDelimited', false, list, 'color=blue%7Cblack%7Cbrown'],
    ['pipeDelimited', false, object, 'color=R%7C100%7CG%7C200%7CB%7C150'],
    ['deepObject', true, object, 'color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150'],
  ];
  test.each(queries)('query style %s, explode %s: %j', (style, explode, value, expected) => {
    expect(serializeQueryParameter(parameter('query', style, explode), value).join('&')).toBe(expected);
  });
});

describe('reserved characters', () => {
  test('are percent-encoded in a query and in a path', () => {
    expect(serializeQueryParameter(parameter('query', 'form', true), 'a/b?c&d')).toEqual([
      'color=a%2Fb%3Fc%26d',
    ]);
    expect(serializePathParameter(parameter('path', 'simple', false), "a/b 'c'")).toBe('a%2Fb%20%27c%27');
  });

  test('stay with allowReserved, except those that separate the parts of a query', () => {
    const reserved = parameter('query', 'form', true, { allowReserved: true });
    expect(serializeQueryParameter(reserved, 'a/b?c&d=#+')).toEqual(['color=a/b?c%26d%3D%23%2B']);
  });

  test('a lone surrogate is sent as the replacement character', () => {
    expect(serializeQueryParameter(parameter('query', 'form', true), '\ud800')).toEqual(['color=%EF%BF%BD']);
  });
});

test('a parameter described by `content` is serialized as JSON', () => {
  const json = parameter('query', 'form', true, { mediaType: 'application/json' });
  expect(serializeQueryParameter(json, { a: [1] })).toEqual(['color=%7B%22a%22%3A%5B1%5D%7D']);
  expect(serializeHeaderParameter({ ...json, in: 'header' }, [1])).toBe('[1]');
});

test('a header is not percent-encoded, a cookie is', () => {
  expect(serializeHeaderParameter(parameter('header', 'simple', false), ['a b', 'c'])).toBe('a b,c');
  expect(serializeCookieParameter(parameter('cookie', 'form', true), ['a b', 'c'])).toEqual([
    'color=a%20b,c',
  ]);
});

test('null is left out, and an empty list with it', () => {
  const query = parameter('query', 'form', true);
  expect(serializeQueryParameter(query, null)).toEqual([]);
  expect(serializeQueryParameter(query, ['a', null])).toEqual(['color=a']);
  expect(serializeQueryParameter({ ...query, explode: false }, [])).toEqual([]);
});

describe('what a location cannot carry', () => {
  const rows: readonly [
    location: SerializedParameter['in'],
    style: string,
    value: Json,
    expected: boolean,
  ][] = [
    ['path', 'simple', '', false],
    ['path', 'simple', '..', false],
    ['path', 'simple', null, false],
    ['path', 'simple', 'a/b', true],
    ['query', 'form', [], false],
    ['query', 'form', '', true],
    ['header', 'simple', 'é', false],
    ['header', 'simple', ' a', false],
    ['header', 'simple', 'a b', true],
    ['cookie', 'form', null, false],
  ];
  test.each(rows)('%s %s %j: %s', (location, style, value, expected) => {
    expect(canCarry(parameter(location, style, false), value)).toBe(expected);
  });
});
