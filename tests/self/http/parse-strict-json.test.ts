import { describe, expect, test } from 'vitest';
import { parseStrictJson } from '../../../http/parse-strict-json.ts';

describe('the strict JSON parser', () => {
  const values: readonly (readonly [text: string, value: unknown])[] = [
    ['null', null],
    [' {"a":[1,"x",{"a":2}]} ', { a: [1, 'x', { a: 2 }] }],
    ['"{\\"a\\":1,\\"a\\":2}"', '{"a":1,"a":2}'],
    ['["a","a",{"a":"a"},{"a":"a"}]', ['a', 'a', { a: 'a' }, { a: 'a' }]],
    ['['.repeat(500) + ']'.repeat(500), expect.anything()],
  ];
  for (const [text, value] of values) {
    test(`parses ${text.slice(0, 40)}`, () => {
      expect(parseStrictJson(Buffer.from(text))).toEqual({ text, json: { value } });
    });
  }

  const invalid: readonly (readonly [text: string, unreadable: string])[] = [
    ['[1,]', 'not JSON'],
    ["{'a':1}", 'not JSON'],
    ['1 2', 'not JSON'],
    ['"', 'not JSON'],
    ['{"a', 'not JSON'],
    ['}]}', 'not JSON'],
    ['"\\', 'not JSON'],
  ];
  const deep = { unreadable: 'nested more than 500 levels', isUnread: true };
  test.each(['['.repeat(501) + ']'.repeat(501), '['.repeat(1_000_000)])(
    'does not read deep nesting',
    (text) => {
      expect(parseStrictJson(Buffer.from(text))).toEqual({ text, ...deep });
    },
  );
  for (const [text, unreadable] of invalid) {
    test(`reports ${text.slice(0, 40)} as ${unreadable}`, () => {
      expect(parseStrictJson(Buffer.from(text))).toEqual({ text, unreadable });
    });
  }

  test('reports an empty body neither as JSON nor as unreadable', () => {
    expect(parseStrictJson(Buffer.alloc(0))).toEqual({ text: '' });
  });

  const duplicates: readonly (readonly [text: string, names: string[]])[] = [
    ['{"a":1,"a":2}', ['a']],
    ['{"a":1,"\\u0061":2}', ['a']],
    ['{"a":{"b":1,"b":1},"a" :2}', ['b', 'a']],
    ['{"__proto__":1,"__proto__":2}', ['__proto__']],
    ['{"a":"a","b":{"a":1}}', []],
    ['{"a:":"a","b":["a","a"]}', []],
  ];
  for (const [text, names] of duplicates) {
    test(`finds the duplicate names ${JSON.stringify(names)} in ${text}`, () => {
      expect(parseStrictJson(Buffer.from(text)).duplicates ?? []).toEqual(names);
    });
  }

  test('keeps __proto__ as an ordinary name', () => {
    const { json } = parseStrictJson(Buffer.from('{"__proto__":{"polluted":true}}'));
    expect(Object.keys(json?.value ?? {})).toEqual(['__proto__']);
    expect({}).not.toHaveProperty('polluted');
  });
});
