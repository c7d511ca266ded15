import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { listCauseKeys } from '../../../reporters/causes.ts';
import { formatProgress } from '../../../reporters/progress.ts';
import type { RecordedResult, RunRecord } from '../../../reporters/record.ts';
import { renderFailures, renderHeader, shouldUseColor } from '../../../reporters/terminal.ts';
import { renderTerminalSummary } from '../../../reporters/terminal-summary.ts';
import { createPassedRecord, createRecord, untestedOperation } from './sample-record.ts';

test('the summary fits a screen of 24 lines and 80 columns, except for commands and names of clauses', () => {
  for (const record of [createRecord(), createPassedRecord(), createRecord({ problem: 'x'.repeat(500) })]) {
    const lines = renderTerminalSummary(record, { color: false }).split('\n');
    const rows = lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 80)), 0);
    expect(rows).toBeLessThan(24);
    for (const line of lines.slice(0, -1))
      if (!line.startsWith('noticed')) expect(line.length).toBeLessThanOrEqual(80);
  }
});

test('the summary has the failures and the next steps', () => {
  const text = renderTerminalSummary(createRecord(), { color: false, rows: 40 });
  expect(text).toMatch(/^FAILED: 5 MUST clauses are not met\n/);
  expect(text).toMatch(/^failed `customer.email` is null, not a string \(and 1 more of this cause\)$/m);
  expect(text).toContain('  expected a string, received null at /customer/email\n');
  expect(text).toContain('reports/index.html');
  expect(text).toContain('npm test -- --replay=reports/replays/');
  expect(renderTerminalSummary(createPassedRecord(), { color: false })).toMatch(
    /^PASSED: all 2 MUST clauses hold\n/,
  );
});

test('on a small screen passed families share a row, and ids are truncated at their start', () => {
  const record = createRecord();
  const results = record.results.map((result) =>
    result.clause.family === 'response shape' ? result : { ...result, verdict: 'passed' as const },
  );
  const mostlyPassed = { ...record, results };
  expect(renderTerminalSummary(mostlyPassed, { color: false, rows: 24 })).toMatch(
    /^response shape .*\n6 other families .*\nall /m,
  );
  expect(renderTerminalSummary(mostlyPassed, { color: false, rows: 50 })).toMatch(/^semantics /m);
  const text = renderTerminalSummary(createRecord(), { color: false, columns: 80, rows: 24 });
  expect(text).toMatch(/^ {2}spec\/openapi.yaml:\d+ {2}….*email\/type$/m);
  expect(
    text
      .split('\n')
      .slice(0, -1)
      .every((line) => line.length <= 80 || line.startsWith('noticed')),
  ).toBe(true);
});

test('notes are complete, and truncated only on a small screen', () => {
  const record = createRecord({ notes: [`${'word '.repeat(30)}--remedy`] });
  const lines = renderTerminalSummary(record, { color: false, columns: 80, rows: 50 }).split('\n');
  const first = lines.findIndex((line) => line.startsWith('note: word'));
  expect(lines.slice(first, first + 3).join('\n')).toMatch(/^note: (?:word\s+){30}--remedy/);
  const small = renderTerminalSummary(record, { color: false, columns: 80, rows: 24 });
  expect(small).toMatch(/^note: word.*…$/m);
});

test('the log has the full reports of the first failed causes, and one line for every other finding', () => {
  const all = renderFailures(createRecord(), { color: false });
  expect(all.match(/^FAILED MUST /gm)).toHaveLength(4);
  expect(all).not.toMatch(/^NOTICED /m);
  expect(all).toMatch(/^failed {3}\S+\(individual\)\/email\/format {2}`customer.email` is null/m);
  const few = renderFailures(createRecord(), { color: false }, 1);
  expect(few.match(/^FAILED MUST /gm)).toHaveLength(1);
  expect(few.match(/^failed {3}customer-sessions:create\//gm)).toHaveLength(4);
  expect(renderFailures(createRecord({ arguments: ['--strict'] }), { color: false })).toMatch(/^NOTICED /m);
  expect(renderFailures(createPassedRecord(), { color: false })).toBe('');
});

const print = (record: RunRecord): string =>
  `${renderFailures(record, { color: false })}${renderTerminalSummary(record, { color: false })}`;

const repeatResults = (count: number): RecordedResult[] =>
  createRecord().results.flatMap((result) =>
    Array.from({ length: count }, (_, i) => ({
      ...result,
      clause: { ...result.clause, id: `${result.clause.id}/${i}` },
    })),
  );

test('log and summary name every failed clause, and a few noticed ones', () => {
  for (const [count, verdicts] of [
    [9, ['failed']],
    [3, ['failed', 'noticed']],
  ] as const) {
    const results = repeatResults(count);
    const log = print(createRecord({ results }));
    const named = results.filter(({ verdict }) => (verdicts as readonly string[]).includes(verdict));
    for (const { clause } of named) expect(log).toContain(clause.id);
  }
});

test('the summary has one line for each cause of many noticed clauses', () => {
  const results = repeatResults(40).filter(({ verdict }) => verdict === 'noticed');
  const lines = print(createRecord({ results })).match(/^noticed .*/gm) ?? [];
  expect(lines.length).toBe(new Set(results.flatMap(listCauseKeys)).size);
  expect(lines[0]).toMatch(/ \(and \d+ more of this cause\)$/);
});

test('the summary begins with the operations without a judged success response', () => {
  const text = renderTerminalSummary(createRecord({ operations: [untestedOperation] }), {
    color: false,
    rows: 40,
    columns: 100,
  });
  expect(text).toMatch(
    /^not tested: books:create\n {2}each of the 12 .*\n {2}after 12 valid requests; the last one got 422: .*\n {2}→ give/m,
  );
  expect(text.indexOf('not tested')).toBeLessThan(text.indexOf('response shape'));
  expect(text.replaceAll(/\s+/g, ' ')).toContain('--fixtures=FILE with {"books:create": {"body": {…}}}');
});

test('unverified clauses are grouped after the table, the largest group first', () => {
  const { results } = createRecord();
  const unverified = (count: number, reason: string, remedy?: string) =>
    results.slice(0, 1).flatMap((result) =>
      Array.from({ length: count }, (_, i) => ({
        ...result,
        ...{ verdict: 'unverified' as const, reason: `${reason} ${i}`, ...(remedy && { remedy }) },
      })),
    );
  const mixed = [...unverified(2, 'rare', 'set RARE'), ...unverified(7, 'frequent', 'set FREQUENT')];
  const record = createRecord({ results: [...results, ...mixed] });
  const text = renderTerminalSummary(record, { color: false, rows: 60 });
  expect(text).toMatch(
    /^all .*\n\n {3}7 unverified: frequent 0\n {5}→ set FREQUENT\n {3}2 unverified: rare 0\n {5}→ set RARE/m,
  );
});

test('colours do not change the text', () => {
  const coloured = renderTerminalSummary(createRecord(), { color: true });
  expect(coloured).toContain('\u001b[');
  expect(stripVTControlCharacters(coloured)).toBe(renderTerminalSummary(createRecord(), { color: false }));
});

test('NO_COLOR and FORCE_COLOR override the terminal', () => {
  expect(shouldUseColor({}, true)).toBe(true);
  expect(shouldUseColor({}, false)).toBe(false);
  expect(shouldUseColor({ NO_COLOR: '1' }, true)).toBe(false);
  expect(shouldUseColor({ FORCE_COLOR: '1' }, false)).toBe(true);
  expect(shouldUseColor({ FORCE_COLOR: '0' }, true)).toBe(false);
  expect(shouldUseColor({ TERM: 'dumb' }, true)).toBe(false);
});

test('the header has suite, target, server headers and contract', () => {
  const text = renderHeader(createRecord(), { color: false });
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
  expect(formatProgress(state)).toBe(
    'plan · 57 of 75 cases · 61 requests · 1.5/s · 1 min 15 s left · 2 findings',
  );
  expect(formatProgress({ ...state, waiting: 'w\u001b'.repeat(60) })).toHaveLength(80);
});
