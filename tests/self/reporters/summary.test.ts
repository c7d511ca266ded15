import { SaxesParser } from 'saxes';
import { expect, test } from 'vitest';
import { badge } from '../../../reporters/badge.ts';
import { summary } from '../../../reporters/summary.ts';
import { passedRecord, sampleRecord } from './sample-record.ts';

const text = summary(sampleRecord());

test('the summary says the outcome, the totals, every cause and what was not judged', () => {
  expect(text).toMatch(/^# Conformance failed\n\n5 MUST clauses are not met\.\n/);
  expect(text).toContain('| response shape | 3 | · | · | · | 1 | 1 |');
  expect(text.match(/<details>/g)).toHaveLength(5);
  expect(text).toContain('`no team customer; set POLAR_TEAM_CUSTOMER_ID`');
});

test('hostile text stands in code only, where nothing is markup', () => {
  const outside = text.replace(/^(`{3,})text\n.*?\n\1$/gms, '').replace(/(`+)(?!`).*?(?<!`)\1(?!`)/g, '');
  expect(outside).not.toMatch(/<script|<img|onerror/);
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
});

test('a table row stays one row, whatever its text', () => {
  const rows = summary(sampleRecord({ notes: [] }))
    .split('\n')
    .filter((line) => line.startsWith('| waived | `'));
  expect(rows[0]?.match(/(?<!\\)\|/g)).toHaveLength(5);
});

test('the badge is well-formed SVG and names the outcome', () => {
  for (const record of [sampleRecord(), passedRecord(), sampleRecord({ complete: false })]) {
    expect(() => new SaxesParser().write(badge(record)).close()).not.toThrow();
  }
  expect(badge(sampleRecord())).toContain('aria-label="conformance: 5 failing"');
  expect(badge(passedRecord())).toContain('aria-label="conformance: 2 of 2 hold"');
  expect(badge(sampleRecord({ judgements: [], totals: passedRecord().totals, problem: 'x' }))).toContain(
    'not judged',
  );
});
