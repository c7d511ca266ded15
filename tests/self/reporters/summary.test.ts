import { SaxesParser } from 'saxes';
import { expect, test } from 'vitest';
import { renderBadge } from '../../../reporters/badge.ts';
import { renderSummary } from '../../../reporters/summary.ts';
import { createPassedRecord, createRecord } from './sample-record.ts';

const text = renderSummary(createRecord());

test('the summary has the outcome, the totals, all causes and the unjudged clauses', () => {
  expect(text).toMatch(/^# Conformance failed\n\n5 MUST clauses are not met\.\n/);
  expect(text).toContain('| response shape | 3 | · | · | · | 1 | 1 |');
  expect(text.match(/<details>/g)).toHaveLength(5);
  expect(text).toContain('`set POLAR_TEAM_CUSTOMER_ID`');
});

test('hostile text appears only in code, where nothing is markup', () => {
  const outside = text.replace(/^(`{3,})text\n.*?\n\1$/gms, '').replace(/(`+)(?!`).*?(?<!`)\1(?!`)/g, '');
  expect(outside).not.toMatch(/<script|<img|<[^>]*onerror/);
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
});

test('hostile text does not break a table row', () => {
  const rows = renderSummary(createRecord({ notes: [] }))
    .split('\n')
    .filter((line) => line.startsWith('| waived | `'));
  expect(rows[0]?.match(/(?<!\\)\|/g)).toHaveLength(5);
});

test('the summary shows where the values of path parameters came from', () => {
  const rows = text.split('\n').filter((line) => /\$response|`page`/.test(line));
  expect(rows.map((row) => row.match(/(?<!\\)\|/g)?.length)).toEqual([4, 4]);
  expect(rows[1]).toContain('| `page` | `no operation creates the item` |');
});

test('the badge is well-formed SVG and names the outcome', () => {
  for (const record of [createRecord(), createPassedRecord(), createRecord({ complete: false })]) {
    expect(() => new SaxesParser().write(renderBadge(record)).close()).not.toThrow();
  }
  expect(renderBadge(createRecord())).toContain('aria-label="conformance: 5 failing"');
  expect(renderBadge(createPassedRecord())).toContain('aria-label="conformance: 2 of 2 hold"');
  expect(
    renderBadge(createRecord({ results: [], totals: createPassedRecord().totals, problem: 'x' })),
  ).toContain('not judged');
});
