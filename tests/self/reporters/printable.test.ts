import { expect, test } from 'vitest';
import { shorten, toPrintable, toPrintableLines, toSafeJson } from '../../../reporters/printable.ts';
import { hostile } from './sample-record.ts';

const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

test('control and format characters are escaped', () => {
  expect(toPrintable(hostile)).not.toMatch(unsafe);
  expect(toPrintableLines(hostile).join('')).not.toMatch(unsafe);
  expect(toPrintable('\u001b[31m\u202e\n\ud800\u{e0041}')).toBe('\\u001b[31m\\u202e\\n\\ud800\\u{e0041}');
});

test('other text is unchanged', () => {
  expect(toPrintable('Grüße, 世界 🎉 “‹access token›”')).toBe('Grüße, 世界 🎉 “‹access token›”');
});

test('the middle of a long text is replaced by the number of omitted characters', () => {
  const text = shorten(`begin${'x'.repeat(1_000_000)}end`, 90);
  expect(text).toMatch(/^beginx+ … 999,918 characters omitted … x+end$/);
});

test('shortening never splits a surrogate pair', () => {
  for (let limit = 1; limit < 40; limit++) expect(shorten('🎉'.repeat(100), limit).isWellFormed()).toBe(true);
});

test('safe JSON has the same value and cannot end a script element', () => {
  const text = toSafeJson({ [hostile]: hostile });
  expect(JSON.parse(text)).toEqual({ [hostile]: hostile });
  expect(text).not.toMatch(unsafe);
  expect(text).not.toContain('<');
});
