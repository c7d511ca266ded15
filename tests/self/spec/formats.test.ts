import { fullFormats } from 'ajv-formats/dist/formats.js';
import { describe, expect, it } from 'vitest';
import { findFormat, formats } from '../../../spec/json-schema/formats/formats.ts';

/** Values at the limits of each format's grammar, and values for which ajv-formats differs from the RFC. */
const values: Record<string, { valid: unknown[]; invalid: unknown[] }> = {
  'date-time': {
    valid: [
      '2024-02-29T00:00:00Z',
      '2024-02-29t23:59:59.123456789+23:59',
      '1990-12-31T23:59:60Z',
      '1990-12-31T15:59:60-08:00',
      '0000-01-01T00:00:00-00:00',
    ],
    invalid: [
      '2023-02-29T00:00:00Z',
      '2024-02-29 00:00:00Z',
      '2024-02-29T00:00:00+0000',
      '2024-02-29T00:00:00',
      '2024-02-29T24:00:00Z',
      '2024-02-29T00:00:00.Z',
      '1990-12-30T23:59:60Z',
      '2024-02-29T00:00:00Z\n',
    ],
  },
  date: {
    valid: ['2000-02-29'],
    invalid: ['1900-02-29', '2024-13-01', '2024-00-10', '24-01-01', '2024-01-00'],
  },
  time: {
    valid: ['23:59:60Z', '00:59:60+01:00'],
    invalid: ['22:59:60Z', '00:00:00', '00:00Z', '00:00:00+24:00'],
  },
  duration: {
    valid: ['P1W', 'P1Y2M3DT4H5M6S', 'PT1H'],
    invalid: ['P', 'PT', 'P1Y2D', 'P1D2W', 'PT1H2S', '1D'],
  },
  uri: {
    valid: [
      'http://a',
      'http://u:p@[::1]:80/a%20b/..;x=1?q=/?#f?/',
      'urn:isbn:1',
      'mailto:a@b',
      'http://',
      'file:///x',
      'a:',
      'http://[v1.x]/',
    ],
    invalid: [
      '',
      '/a',
      '//a',
      'a b:',
      'http://a b',
      'http://ü',
      'http://a/%2',
      'http://[::1',
      'http://a:b',
      'http://a/#x#',
      '1a:b',
      'http://a/"',
    ],
  },
  'uri-reference': { valid: ['', '//a', 'a/b:c', '#', '?q'], invalid: ['1a:b', 'a b', '\\'] },
  iri: { valid: ['http://ü/ü?\u{e000}#ü'], invalid: ['ü', 'http://\u{e000}/', 'http://a/ '] },
  'uri-template': {
    valid: ['a{b}', '{+a,b*}', '{?x:3,y*}', 'ü'],
    invalid: ['{', '{}', '{a b}', 'a b', '%2'],
  },
  url: {
    valid: ['https://a.test/x', 'https://a.test\\x', 'urn:x', '/x', ''],
    invalid: ['a b', '%zz', 'http://[::1'],
  },
  email: {
    valid: ['a@b', 'a.b+c@d.e', '"a b"@c.d', 'a@[127.0.0.1]', 'a@[IPv6:::1]'],
    invalid: ['a', '@b', 'a@', 'a..b@c', '.a@c', 'a@-b', 'a b@c', 'a@[300.0.0.1]', `${'a'.repeat(65)}@b`],
  },
  'idn-email': { valid: ['ü@ü.test'], invalid: ['ü@', 'ü ü@b'] },
  hostname: {
    valid: ['a', 'a-b.1', 'a'.repeat(63)],
    invalid: ['', '-a', 'a-', 'a..b', 'a.', 'a_b', 'a'.repeat(64), 'ü'],
  },
  'idn-hostname': { valid: ['ü.test', '例え.テスト'], invalid: ['', 'ü..a', 'a b', '%61'] },
  ipv4: { valid: ['0.0.0.0', '255.255.255.255'], invalid: ['256.0.0.1', '01.0.0.1', '1.1.1', '1.1.1.1.'] },
  ipv6: {
    valid: ['::', '::1', '1::', '1:2:3:4:5:6:7:8', '::ffff:1.2.3.4', '1:2:3:4:5:6:7::'],
    invalid: [
      '',
      ':',
      ':::',
      '1::2::3',
      '1:2:3:4:5:6:7:8:9',
      '1:2:3:4:5:6:7:8::',
      '::1.2.3',
      '1.2.3.4::',
      'g::',
      '::1%eth0',
    ],
  },
  uuid: {
    valid: ['00000000-0000-0000-0000-000000000000', 'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF'],
    invalid: ['', 'urn:uuid:00000000-0000-0000-0000-000000000000', '00000000000000000000000000000000'],
  },
  uuid4: {
    valid: ['992fae2a-2a17-4b7a-8d9e-e287cf90131b'],
    invalid: ['992fae2a-2a17-1b7a-8d9e-e287cf90131b', '992fae2a-2a17-4b7a-cd9e-e287cf90131b'],
  },
  'json-pointer': { valid: ['', '/', '/~0~1'], invalid: ['a', '/~', '/~2'] },
  'relative-json-pointer': { valid: ['0', '1/a', '0#', '0-1/a'], invalid: ['', '/a', '01', '-1'] },
  regex: { valid: ['^a$', '\\-'], invalid: ['(', '[b-a]', '*'] },
  byte: { valid: ['', 'YQ==', 'YWI=', 'YWJj'], invalid: ['Y', 'YQ=', 'YQ', 'Y-_='] },
  base64url: { valid: ['', 'YQ', 'YQ==', 'Y-_a'], invalid: ['Y', 'YQ=', 'Y+/a'] },
  'http-date': {
    valid: [
      'Sun, 06 Nov 1994 08:49:37 GMT',
      'Sat, 31 Dec 2016 23:59:60 GMT',
      'Sunday, 06-Nov-94 08:49:37 GMT',
      'Sun Nov  6 08:49:37 1994',
    ],
    invalid: ['', '1994-11-06T08:49:37Z', 'Mon, 06 Nov 1994 08:49:37 GMT', 'Sun, 06 Nov 1994 08:49:37'],
  },
  int8: { valid: [127, -128], invalid: [128, -129, 0.5] },
  uint8: { valid: [0, 255], invalid: [-1, 256] },
  uint64: { valid: [0, 2 ** 63], invalid: [-1, 2 ** 64] },
  int32: { valid: [2147483647, -2147483648], invalid: [2147483648, -2147483649, 0.5] },
  int64: { valid: [9007199254740991, -(2 ** 63)], invalid: [0.5, 1e19] },
};

describe('the formats', () => {
  it('include all formats of ajv-formats', () => {
    expect(formats.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(fullFormats)));
  });

  for (const [name, { valid, invalid }] of Object.entries(values)) {
    const validate = findFormat(name)?.validate as (value: unknown) => boolean;
    it.each(valid)(`${name} accepts %j`, (value) => expect(validate(value)).toBe(true));
    it.each(invalid)(`${name} rejects %j`, (value) => expect(validate(value)).toBe(false));
  }

  it.each(formats.filter(({ type }) => type === 'string'))(
    '$name validates in linear time',
    ({ validate }) => {
      const started = performance.now();
      for (const part of ['a', '1', '%41', 'a.', 'a-', ':', '/', '1:', '{a}', '~0', ' ', '"', '1.1']) {
        for (const prefix of ['', 'a:', 'http://', 'a@', 'P', '/']) {
          (validate as (text: string) => boolean)(`${prefix}${part.repeat(20_000)}\u0000`);
        }
      }
      expect(performance.now() - started).toBeLessThan(3000);
    },
  );
});
