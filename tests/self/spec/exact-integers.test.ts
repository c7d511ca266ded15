import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseStrictJson } from '../../../http/parse-strict-json.ts';
import {
  hasInexactIntegers,
  isSameNumber,
  parseInteger,
  parseJson,
  stringifyJson,
} from '../../../spec/exact-integers.ts';
import type { JsonObject } from '../../../spec/json.ts';
import { createDocument, loadDocument } from './create-document.ts';

const int64 = { type: 'integer', format: 'int64' };

/**
 * Whether a received text is valid against a schema. The schema is parsed from a document, so that its numbers are
 * exact too.
 */
async function isValid(schema: JsonObject | string, text: string): Promise<boolean> {
  const document = JSON.stringify(createDocument({ A: {} }));
  const source = typeof schema === 'string' ? schema : JSON.stringify(schema);
  const contract = await loadDocument(document.replace('"schemas":{"A":{}}', `"schemas":{"A":${source}}`));
  const { json = expect.fail('not JSON') } = parseStrictJson(Buffer.from(`[${text}]`));
  const [value] = json.value as unknown[];
  return contract.getValidator('#/components/schemas/A', 'response')(value).length === 0;
}

describe('a received number', () => {
  it.each([
    [int64, '9223372036854775807', true],
    [int64, '9223372036854775808', false],
    [int64, '9223372036854775809', false],
    [int64, '-9223372036854775808', true],
    [int64, '-9223372036854775809', false],
    [int64, '9.3e18', false],
    [int64, '0.5', false],
    [{ type: ['integer', 'null'], format: 'int64' }, '9223372036854775807', true],
    [{ anyOf: [int64, { type: 'string' }] }, '9223372036854775808', false],
    [{ type: 'integer', format: 'int32' }, '2147483647', true],
    [{ type: 'integer', format: 'int32' }, '2147483648', false],
    [{ type: 'number', format: 'int32' }, '-2147483649', false],
    [{ type: 'number', format: 'float' }, '3.4028234663852886e38', true],
    [{ type: 'number', format: 'float' }, '3.5e38', false],
    [{ type: 'number', format: 'double' }, '1.7e308', true],
    [{ type: 'number', format: 'double' }, '1e309', false],
    [{ type: 'number', format: 'money' }, '1e30', true],
    [{ type: 'string', format: 'int64' }, '"no number"', true],
    [{ type: 'string', format: 'password' }, '""', true],
    ['{"maximum": 9223372036854775807}', '9223372036854775807', true],
    ['{"maximum": 9223372036854775807}', '9223372036854775808', false],
    ['{"minimum": -9223372036854775808}', '-9223372036854775808', true],
    ['{"minimum": -9223372036854775808}', '-9223372036854775809', false],
    ['{"maximum": 18446744073709551615}', '18446744073709551615', true],
    ['{"maximum": 18446744073709551615}', '18446744073709551616', false],
    ['{"const": 9223372036854775807}', '9223372036854775807', true],
    ['{"enum": [1234567890123456789]}', '1234567890123456789', true],
  ])('under %j, %s is valid: %s', async (schema, text, expected) => {
    expect(await isValid(schema as JsonObject | string, text)).toBe(expected);
  });
});

describe('integers beyond 2^53', () => {
  it('are written with all their digits, in arrays and objects but not in strings', () => {
    const value = [2 ** 63, -(2 ** 63), { a: 2 ** 60 }, '9223372036854776000', 1e21, 0.1, 1e17];
    expect(stringifyJson(value)).toBe(
      '[9223372036854775808,-9223372036854775808,{"a":1152921504606846976},"9223372036854776000",1e+21,0.1,100000000000000000]',
    );
    expect(parseJson('{"a\\"9223372036854775807": "9223372036854775807"}')).toEqual({
      'a"9223372036854775807': '9223372036854775807',
    });
  });

  it.each([
    ['{"a": 9223372036854775808, "b": "9223372036854775807", "c": 0.1234567890123456789}', false],
    ['[9007199254740993]', true],
    [`[${'9'.repeat(400)}]`, true],
  ])('in %s are inexact: %s', (text, expected) => {
    expect(hasInexactIntegers(text)).toBe(expected);
  });

  it('are read in order, without crossing a limit of 64 bits', () => {
    const limits = [-(2n ** 63n), 2n ** 63n - 1n, 2n ** 64n - 1n, -(2n ** 64n)];
    const digits = fc.oneof(
      fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }),
      fc.tuple(fc.constantFrom(...limits), fc.bigInt({ min: -3n, max: 3n })).map(([a, b]) => a + b),
    );
    fc.assert(
      fc.property(digits, digits, (a, b) => {
        const [x, y] = [parseInteger(String(a)), parseInteger(String(b))];
        expect(a <= b ? x <= y : x >= y).toBe(true);
        expect(BigInt.asIntN(64, BigInt(x)) === BigInt(x)).toBe(BigInt.asIntN(64, a) === a);
      }),
      { seed: 1 },
    );
  });

  it('are the same number if a server wrote the fewest digits of its double', () => {
    const doubles = fc.double({ min: 2 ** 53, max: 2 ** 80, noNaN: true }).filter(Number.isInteger);
    fc.assert(
      fc.property(doubles, fc.constantFrom(1, -1), fc.integer({ min: 2, max: 9 }), (double, sign, ulps) => {
        const sent = parseJson(stringifyJson(sign * double)) as number;
        const echoed = parseJson(JSON.stringify(sign * double)) as number;
        const ulp = 2 ** (Math.floor(Math.log2(double)) - 52);
        expect(isSameNumber(sent, echoed) && isSameNumber(echoed, sent)).toBe(true);
        expect(isSameNumber(sent, sent + sign * ulps * ulp)).toBe(false);
      }),
      { seed: 1 },
    );
    expect(isSameNumber(1, 1 + Number.EPSILON)).toBe(false);
    expect(isSameNumber(0, -0)).toBe(true);
  });

  it('are written so that they are read as the same value', () => {
    fc.assert(
      fc.property(fc.json(), fc.double({ noNaN: true, noDefaultInfinity: true }), (text, number) => {
        const value = [JSON.parse(text), number === 0 ? 0 : number];
        expect(parseJson(stringifyJson(value))).toEqual(value);
      }),
      { seed: 1 },
    );
  });
});
