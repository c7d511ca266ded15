import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { progressText } from '../../../reporters/progress.ts';
import { headerText, storiesText, summaryText, wantsColor } from '../../../reporters/terminal.ts';
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
  expect(text).toMatch(/ {2}expected a string\n +received null at \/customer\/email\n/);
  expect(text).toContain('reports/index.html');
  expect(text).toContain('npm test -- --replay=reports/replays/');
  expect(summaryText(passedRecord(), { color: false })).toMatch(/^PASSED {2}/);
});

test('on a small screen the families that pass share a row, and the id keeps its end', () => {
  const record = sampleRecord();
  const judgements = record.judgements.map((judged) =>
    judged.clause.family === 'response shape' ? judged : { ...judged, verdict: 'passed' as const },
  );
  const mostly = { ...record, judgements };
  expect(summaryText(mostly, { color: false, rows: 24 })).toMatch(
    /^response shape .*\n6 other families .*\nall /m,
  );
  expect(summaryText(mostly, { color: false, rows: 50 })).toMatch(/^semantics /m);
  const text = summaryText(sampleRecord(), { color: false, columns: 80, rows: 24 });
  expect(text).toMatch(/^failed ….*email\/type \(and 1 more of this cause\)$/m);
  expect(
    text
      .split('\n')
      .slice(0, -1)
      .every((line) => line.length <= 80),
  ).toBe(true);
});

test('the log tells every failed cause in full, up to a few', () => {
  const all = storiesText(sampleRecord(), { color: false });
  expect(all.match(/^FAILED MUST /gm)).toHaveLength(4);
  expect(all).not.toMatch(/^NOTICED /m);
  const few = storiesText(sampleRecord(), { color: false }, 1);
  expect(few).toMatch(/and 3 more causes: see reports\/index.html\n$/);
  expect(storiesText(sampleRecord({ arguments: ['--strict'] }), { color: false })).toMatch(/^NOTICED /m);
  expect(storiesText(passedRecord(), { color: false })).toBe('');
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
