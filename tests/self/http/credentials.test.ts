import { expect, test } from 'vitest';
import { extraHeaders } from '../../../cli/extra-headers.ts';
import { canProve, placeCredentials, unknownLike } from '../../../http/credentials.ts';
import { UsageError } from '../../../http/usage-error.ts';
import type { Credentials } from '../../../spec/openapi/exchange.ts';

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
  // the keys are the names of the record's type
  test(`${name} credentials are ${value ?? 'nothing'}`, () => {
    expect(placeCredentials(name, tokens, undefined)?.value).toBe(value);
  });
}

test('credentials cannot be made without the token that they are made of', () => {
  const names = Object.keys(headers) as Credentials[]; // as above
  expect(names.filter((name) => canProve(name, {}))).toEqual(['none', 'empty', 'unknown', 'non-ascii']);
});

test('an unknown token looks like the known one and tells nothing of it', () => {
  const token = `polar_oat_${'q'.repeat(43)}`;
  expect(unknownLike(token)).toMatch(/^polar_oat_[A-Za-z0-9]{43}$/);
  expect(unknownLike(token)).not.toContain('q');
});

test('an extra header is a name and a value', () => {
  expect(extraHeaders(['X-A: b: c ', 'x-empty:'])).toEqual([
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
  test(`the extra header ${JSON.stringify(line)} is refused without its value`, () => {
    expect(() => extraHeaders([line])).toThrow(UsageError);
    expect(() => extraHeaders([line])).toThrow(/^(?!.*hunter2)/);
  });
}
