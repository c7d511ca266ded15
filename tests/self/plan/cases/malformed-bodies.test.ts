import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  getFirstText,
  nestArrays,
  stringifyUnusually,
  withDuplicateName,
  withInvalidUtf8,
  withRawMember,
  withRawValue,
} from '../../../../plan/cases/malformed-bodies.ts';
import type { Json, JsonObject } from '../../../../spec/json.ts';

const values = fc.jsonValue() as fc.Arbitrary<Json>; // fast-check has its own type of JSON values
const objects = fc.dictionary(
  fc.string({ minLength: 1 }).filter((name) => name !== '__proto__' && !/^\d+$/.test(name)),
  values,
) as fc.Arbitrary<JsonObject>;
const filledObjects = objects.filter((object) => Object.keys(object).length > 0);

describe('unusual spelling', () => {
  it('has the same value', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(JSON.parse(stringifyUnusually(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('escapes every character of strings, but not of names, and has whitespace around every token of an object', () => {
    expect(stringifyUnusually({ a: 'é', b: [1] })).toBe(' {\r\n\t"b" : [\n1 ] ,\n"a" : "\\u00e9" } ');
  });
});

describe('raw text in a body', () => {
  it('replaces the value of the first property, and nothing else', () => {
    fc.assert(
      fc.property(filledObjects, (body) => {
        const [first = ''] = Object.keys(body);
        expect(JSON.parse(withRawValue(body, '[12345]'))).toEqual(
          JSON.parse(JSON.stringify({ ...body, [first]: [12345] })),
        );
      }),
    );
  });

  it('is the value of a new property if the body is empty', () => {
    expect(JSON.parse(withRawValue({}, '1'))).toEqual({ x_conformance: 1 });
  });

  it('is the value of an additional member', () => {
    fc.assert(
      fc.property(objects, (body) => {
        const text = withRawMember(body, 'zzzz', '{"a":1}');
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify({ ...body, zzzz: { a: 1 } })));
      }),
    );
  });

  it('need not be JSON', () => {
    expect(withRawValue({ a: 1, b: 2 }, 'NaN')).toBe('{"a":NaN,"b":2}');
  });
});

describe('a duplicate name', () => {
  it('repeats the first member, so that a reader of either gets the same value', () => {
    fc.assert(
      fc.property(filledObjects, (body) => {
        const [first = ''] = Object.keys(body);
        const member = JSON.stringify({ [first]: body[first] }).slice(1, -1);
        const text = withDuplicateName(body);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(body)));
        expect(text.startsWith(`{${member}`) && text.endsWith(`,${member}}`)).toBe(true);
        expect(text.length).toBe(JSON.stringify(body).length + member.length + 1);
      }),
    );
  });
});

it('the first text of a body is that of its first property, or a stand-in', () => {
  expect(getFirstText({ a: 'hello', b: 'no' })).toBe('hello');
  expect(getFirstText({ a: 1, b: 'no' })).toBe('x');
});

it('nested arrays are balanced and as deep as wanted', () => {
  expect(nestArrays(3)).toBe('[[[]]]');
});

it('invalid UTF-8 is in the first value, and the rest of the body is unchanged', () => {
  const bytes = Buffer.from(withInvalidUtf8({ a: 'x', b: 'é' }), 'base64');
  expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toThrow();
  expect(bytes.toString('latin1')).toBe(`{"a":"\xc3\x28\xff","b":"${Buffer.from('é').toString('latin1')}"}`);
});
