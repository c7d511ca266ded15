import { expect, test } from 'vitest';
import { jsonText, printable, printableLines, shortened } from '../../../reporters/printable.ts';
import { hostile } from './sample-record.ts';

const acts = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

test('hostile text is printed without a character that a terminal acts upon', () => {
  expect(printable(hostile)).not.toMatch(acts);
  expect(printableLines(hostile).join('')).not.toMatch(acts);
  expect(printable('\u001b[31m\u202e\n\ud800\u{e0041}')).toBe('\\u001b[31m\\u202e\\n\\ud800\\u{e0041}');
});

test('ordinary text is printed as it is', () => {
  expect(printable('Grüße, 世界 🎉 “‹access token›”')).toBe('Grüße, 世界 🎉 “‹access token›”');
});

test('a long text is shortened in its middle, and the text says by how much', () => {
  const text = shortened(`begin${'x'.repeat(1_000_000)}end`, 90);
  expect(text).toMatch(/^beginx+ … 999,918 characters left out … x+end$/);
});

test('shortening never cuts a surrogate pair', () => {
  for (let limit = 1; limit < 40; limit++)
    expect(shortened('🎉'.repeat(100), limit).isWellFormed()).toBe(true);
});

test('JSON text means the same value and cannot end a script element', () => {
  const text = jsonText({ [hostile]: hostile });
  expect(JSON.parse(text)).toEqual({ [hostile]: hostile });
  expect(text).not.toMatch(acts);
  expect(text).not.toContain('<');
});
