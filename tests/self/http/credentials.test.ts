import { expect, test } from 'vitest';
import { parseHeaders } from '../../../cli/parse-headers.ts';
import { createUnknownToken, hasCredentials, placeCredentials } from '../../../http/credentials.ts';
import { UsageError } from '../../../http/usage-error.ts';
import type { Credentials } from '../../../spec/openapi/request.ts';

const tokens = { access: 'polar_oat_abc123', unscoped: 'polar_oat_other', session: 'polar_cst_s' };

const headers: Readonly<Record<Credentials, string | undefined>> = {
  access: 'Bearer polar_oat_abc123',
  lowercase: 'bearer polar_oat_abc123',
  none: undefined,
  empty: 'Bearer',
  unknown: 'Bearer polar_oat_Unknown0',
  truncated: 'Bearer polar_oat_abc12',
  extended: 'Bearer polar_oat_abc123x',
  basic: `Basic ${Buffer.from('polar_oat_abc123:').toString('base64')}`,
  bare: 'polar_oat_abc123',
  'non-ascii': 'Bearer töken',
  session: 'Bearer polar_cst_s',
  unscoped: 'Bearer polar_oat_other',
};

for (const [name, value] of Object.entries(headers) as [Credentials, string | undefined][]) {
  // the keys of the record
  test(`${name} credentials send ${value ?? 'nothing'}`, () => {
    expect(placeCredentials(name, tokens, undefined)?.value).toBe(value);
  });
}

test('credentials are not available without the token that they are derived from', () => {
  const names = Object.keys(headers) as Credentials[]; // as above
  expect(names.filter((name) => hasCredentials(name, {}))).toEqual(['none', 'empty', 'unknown', 'non-ascii']);
});

test('an unknown token has the prefix and length of the access token, and no other part of it', () => {
  const token = `polar_oat_${'q'.repeat(43)}`;
  expect(createUnknownToken(token)).toMatch(/^polar_oat_[A-Za-z0-9]{43}$/);
  expect(createUnknownToken(token)).not.toContain('q');
});

test('an extra header is parsed into name and value', () => {
  expect(parseHeaders(['X-A: b: c ', 'x-empty:'])).toEqual([
    ['X-A', 'b: c'],
    ['x-empty', ''],
  ]);
});

for (const line of [
  'hunter2',
  ': hunter2',
  'x y: hunter2',
  'x: hunter2\r\ny: z',
  'x: hunter2\u20ac',
  'Authorization: hunter2',
  'Host: hunter2',
]) {
  test(`the extra header ${JSON.stringify(line)} is rejected without repeating its value`, () => {
    expect(() => parseHeaders([line])).toThrow(UsageError);
    expect(() => parseHeaders([line])).toThrow(/^(?!.*hunter2)/);
  });
}
