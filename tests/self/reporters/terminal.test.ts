import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { progressText } from '../../../reporters/progress.ts';
import { headerText, summaryText, wantsColor } from '../../../reporters/terminal.ts';
import { passedRecord, sampleRecord } from './sample-record.ts';

test('the summary fits a screen of 24 lines and 80 columns, but for commands', () => {
  for (const record of [sampleRecord(), passedRecord(), sampleRecord({ problem: 'x'.repeat(500) })]) {
    const lines = summaryText(record, { color: false }).split('\n');
    const rows = lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 80)), 0);
    expect(rows).toBeLessThan(24);
    for (const line of lines.slice(0, -1)) expect(line.length).toBeLessThanOrEqual(80);
  }
});

test('the summary says what failed and how to go on', () => {
  const text = summaryText(sampleRecord(), { color: false });
  expect(text).toMatch(/^FAILED {2}5 MUST clauses are not met\n/);
  expect(text).toContain('expected a string, received null at /customer/email');
  expect(text).toContain('reports/index.html');
  expect(text).toContain('npm test -- --replay=reports/replays/');
  expect(summaryText(passedRecord(), { color: false })).toMatch(/^PASSED {2}/);
});

test('colours change nothing but colour', () => {
  const coloured = summaryText(sampleRecord(), { color: true });
  expect(coloured).toContain('\u001b[');
  expect(stripVTControlCharacters(coloured)).toBe(summaryText(sampleRecord(), { color: false }));
});

test('NO_COLOR and FORCE_COLOR decide before the terminal', () => {
  expect(wantsColor({}, true)).toBe(true);
  expect(wantsColor({}, false)).toBe(false);
  expect(wantsColor({ NO_COLOR: '1' }, true)).toBe(false);
  expect(wantsColor({ FORCE_COLOR: '1' }, false)).toBe(true);
  expect(wantsColor({ FORCE_COLOR: '0' }, true)).toBe(false);
  expect(wantsColor({ TERM: 'dumb' }, true)).toBe(false);
});

test('the header names suite, target, what the target says of itself, and contract', () => {
  const text = headerText(sampleRecord(), { color: false });
  expect(text).toContain('Polar Conformance 0.1.0\ntarget    http://127.0.0.1:8000  (Server: ');
  expect(text).toContain('contract  Polar API 0.1.0  spec/openapi.yaml');
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});

test('progress is one line that fits', () => {
  const state = {
    phase: 'plan',
    cases: 57,
    planned: 75,
    requests: 61,
    elapsedMs: 40_000,
    findings: 2,
    secondsLeft: 75,
  };
  expect(progressText(state)).toBe(
    'plan · 57 of 75 cases · 61 requests · 1.5/s · 1 min 15 s left · 2 findings',
  );
  expect(progressText({ ...state, waiting: 'w\u001b'.repeat(60) })).toHaveLength(80);
});
