import { describe, expect, it } from 'vitest';
import type { RecordedResult, RunRecord } from '../../../reporters/record.ts';
import { countVerdicts } from '../../../reporters/record-queries.ts';
import { compareVersions } from '../../../reporters/versions/compare-versions.ts';
import { renderVersionsMarkdown, renderVersionsText } from '../../../reporters/versions/render-versions.ts';
import { createPassedRecord, createRecord } from './sample-record.ts';

/** The results of the sample, changed. */
function changeResults(
  record: RunRecord,
  change: (results: RecordedResult[]) => RecordedResult[],
): RunRecord {
  const results = change([...record.results]);
  return { ...record, results, totals: countVerdicts(results) };
}

const passed = createPassedRecord();
const added = changeResults(passed, (results) =>
  results.flatMap((result) => [
    result,
    { ...result, clause: { ...result.clause, id: `${result.clause.id}/new` } },
  ]),
);

describe('the comparison of versions', () => {
  it('has no differences between equal runs, and lists what failed in all', () => {
    const record = createRecord();
    const {
      differing,
      shared,
      added: only,
    } = compareVersions([
      { version: '2026-04', record },
      { version: '2026-10', record: { ...record, requests: 99 } },
    ]);
    expect({ differing, only }).toEqual({ differing: [], only: [] });
    const failing = record.results.filter(({ verdict }) => verdict === 'failed' || verdict === 'noticed');
    expect(shared.map(({ id }) => id)).toEqual(failing.map(({ clause }) => clause.id));
  });

  it('lists clauses with different verdicts, and failed clauses with different faults', () => {
    const record = createRecord();
    const [failed] = record.results.filter(({ verdict }) => verdict === 'failed');
    const repaired = changeResults(record, (results) =>
      results.map((each) =>
        each === failed ? { ...each, verdict: 'passed', findings: [], found: 0 } : each,
      ),
    );
    const other = changeResults(record, (results) =>
      results.map((each) => (each === failed ? { ...each, findings: [], exchanges: [] } : each)),
    );
    for (const changed of [repaired, other]) {
      const { differing } = compareVersions([
        { version: '2026-04', record },
        { version: '2026-10', record: changed },
      ]);
      expect(differing.map(({ id }) => id)).toEqual([failed?.clause.id]);
    }
  });

  it('groups the clauses that only some versions have, unless they did not pass', () => {
    const broken = changeResults(added, (results) =>
      results.map((each, index) => (index === 1 ? { ...each, verdict: 'unverified', reason: 'x' } : each)),
    );
    const { differing, added: only } = compareVersions([
      { version: '2026-04', record: passed },
      { version: '2026-10', record: broken },
    ]);
    expect(differing.map(({ cells }) => cells.map((cell) => cell?.verdict))).toEqual([
      [undefined, 'unverified'],
    ]);
    expect(only.map(({ versions, clauses }) => [versions, clauses.length])).toEqual([
      [['2026-10'], passed.results.length - 1],
    ]);
  });

  it('has one column for each version', () => {
    const comparison = compareVersions([
      { version: '2026-04', record: createRecord() },
      { version: '2026-10', record: passed },
    ]);
    const text = renderVersionsText(comparison);
    expect(text).toMatch(/^ +2026-04 +2026-10\nresult +failed +passed\nfailed +5 +0\n/);
    const table = renderVersionsMarkdown(comparison);
    expect(table).toContain('| | [2026-04](2026-04/index.html) | [2026-10](2026-10/index.html) |');
    expect(table).toContain('| result | failed | passed |');
  });

  it('says so if nothing differs', () => {
    const comparison = compareVersions([
      { version: '2026-04', record: passed },
      { version: '2026-10', record: passed },
    ]);
    expect(renderVersionsText(comparison)).toMatch(/\n\nNo clause has different verdicts\.$/);
  });

  it('shows hostile text without control characters, and as code in Markdown', () => {
    const comparison = compareVersions([
      { version: '2026-04', record: createRecord() },
      { version: '2026-10', record: passed },
    ]);
    for (const text of [renderVersionsText(comparison), renderVersionsMarkdown(comparison)])
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
    const outside = renderVersionsMarkdown(comparison).replace(/(`+)(?!`).*?(?<!`)\1(?!`)/g, '');
    expect(outside).not.toMatch(/<script|<img|<[^>]*onerror/);
  });
});
