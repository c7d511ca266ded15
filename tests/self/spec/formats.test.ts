import { fullFormats } from 'ajv-formats/dist/formats.js';
import { describe, expect, it } from 'vitest';
import { formatOf, formats } from '../../../spec/json-schema/formats/formats.ts';

/** Texts on either side of each format's grammar: where ajv-formats and the RFC part, and at the edges. */
const table: Record<string, { fits: unknown[]; fails: unknown[] }> = {
  'date-time': {
    fits: [
      '2024-02-29T00:00:00Z',
      '2024-02-29t23:59:59.123456789+23:59',
      '1990-12-31T23:59:60Z',
      '1990-12-31T15:59:60-08:00',
      '0000-01-01T00:00:00-00:00',
    ],
    fails: [
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
  date: { fits: ['2000-02-29'], fails: ['1900-02-29', '2024-13-01', '2024-00-10', '24-01-01', '2024-01-00'] },
  time: {
    fits: ['23:59:60Z', '00:59:60+01:00'],
    fails: ['22:59:60Z', '00:00:00', '00:00Z', '00:00:00+24:00'],
  },
  duration: { fits: ['P1W', 'P1Y2M3DT4H5M6S', 'PT1H'], fails: ['P', 'PT', 'P1Y2D', 'P1D2W', 'PT1H2S', '1D'] },
  uri: {
    fits: [
      'http://a',
      'http://u:p@[::1]:80/a%20b/..;x=1?q=/?#f?/',
      'urn:isbn:1',
      'mailto:a@b',
      'http://',
      'file:///x',
      'a:',
      'http://[v1.x]/',
    ],
    fails: [
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
  'uri-reference': { fits: ['', '//a', 'a/b:c', '#', '?q'], fails: ['1a:b', 'a b', '\\'] },
  iri: { fits: ['http://ü/ü?\u{e000}#ü'], fails: ['ü', 'http://\u{e000}/', 'http://a/ '] },
  'uri-template': { fits: ['a{b}', '{+a,b*}', '{?x:3,y*}', 'ü'], fails: ['{', '{}', '{a b}', 'a b', '%2'] },
  url: { fits: ['https://a.test/x'], fails: ['urn:x', 'https://', '/x'] },
  email: {
    fits: ['a@b', 'a.b+c@d.e', '"a b"@c.d', 'a@[127.0.0.1]', 'a@[IPv6:::1]'],
    fails: ['a', '@b', 'a@', 'a..b@c', '.a@c', 'a@-b', 'a b@c', 'a@[300.0.0.1]', `${'a'.repeat(65)}@b`],
  },
  'idn-email': { fits: ['ü@ü.test'], fails: ['ü@', 'ü ü@b'] },
  hostname: {
    fits: ['a', 'a-b.1', 'a'.repeat(63)],
    fails: ['', '-a', 'a-', 'a..b', 'a.', 'a_b', 'a'.repeat(64), 'ü'],
  },
  'idn-hostname': { fits: ['ü.test', '例え.テスト'], fails: ['', 'ü..a', 'a b', '%61'] },
  ipv4: { fits: ['0.0.0.0', '255.255.255.255'], fails: ['256.0.0.1', '01.0.0.1', '1.1.1', '1.1.1.1.'] },
  ipv6: {
    fits: ['::', '::1', '1::', '1:2:3:4:5:6:7:8', '::ffff:1.2.3.4', '1:2:3:4:5:6:7::'],
    fails: [
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
    fits: ['00000000-0000-0000-0000-000000000000', 'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF'],
    fails: ['', 'urn:uuid:00000000-0000-0000-0000-000000000000', '00000000000000000000000000000000'],
  },
  uuid4: {
    fits: ['992fae2a-2a17-4b7a-8d9e-e287cf90131b'],
    fails: ['992fae2a-2a17-1b7a-8d9e-e287cf90131b', '992fae2a-2a17-4b7a-cd9e-e287cf90131b'],
  },
  'json-pointer': { fits: ['', '/', '/~0~1'], fails: ['a', '/~', '/~2'] },
  'relative-json-pointer': { fits: ['0', '1/a', '0#', '0-1/a'], fails: ['', '/a', '01', '-1'] },
  regex: { fits: ['^a$', '\\-'], fails: ['(', '[b-a]', '*'] },
  byte: { fits: ['', 'YQ==', 'YWI=', 'YWJj'], fails: ['Y', 'YQ=', 'YQ', 'Y-_='] },
  int32: { fits: [2147483647, -2147483648], fails: [2147483648, -2147483649, 0.5] },
  int64: { fits: [9007199254740991, -(2 ** 63)], fails: [0.5, 1e19] },
};

describe('the formats', () => {
  it('are all those of ajv-formats, and more', () => {
    expect(formats.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(fullFormats)));
  });

  for (const [name, { fits, fails }] of Object.entries(table)) {
    const validate = formatOf(name)?.validate as (value: unknown) => boolean;
    it.each(fits)(`${name} takes %j`, (value) => expect(validate(value)).toBe(true));
    it.each(fails)(`${name} refuses %j`, (value) => expect(validate(value)).toBe(false));
  }

  it.each(formats.filter(({ type }) => type === 'string'))('$name takes linear time', ({ validate }) => {
    const started = performance.now();
    for (const part of ['a', '1', '%41', 'a.', 'a-', ':', '/', '1:', '{a}', '~0', ' ', '"', '1.1']) {
      for (const head of ['', 'a:', 'http://', 'a@', 'P', '/']) {
        (validate as (text: string) => boolean)(`${head}${part.repeat(20_000)}\u0000`);
      }
    }
    expect(performance.now() - started).toBeLessThan(3000);
  });
});
