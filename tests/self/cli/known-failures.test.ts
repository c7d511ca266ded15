import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readDeviations, refuseOverwriting } from '../../../cli/known-failures-file.ts';
import { type Deviation, waive } from '../../../plan/execute/known-failures.ts';
import type { ClauseResult, Finding } from '../../../spec/clauses/verdict.ts';
import { newFolder } from './launched.ts';

function written(text: string): string {
  const file = join(newFolder(), 'known.yaml');
  writeFileSync(file, text);
  return file;
}

const entry = '- clause: op/a\n  reason: known since May\n  expires: 2999-01-31\n';

test('a file is read as a list, each entry with its line', () => {
  const deviations = readDeviations(
    written(`# known\n${entry}${entry.replace('op/a', 'op/b\n  place: /x')}`),
  );
  expect(deviations.map(({ clause, place, source }) => [clause, place, source.line])).toEqual([
    ['op/a', undefined, 2],
    ['op/b', '/x', 5],
  ]);
});

/** What a file holds, and what the message says of it. */
const broken: readonly [title: string, text: string, says: RegExp][] = [
  ['no list', 'clause: op/a\n', /known\.yaml:1 must be a list/],
  ['an entry that is none', `${entry}- op/b\n`, /known\.yaml:4 must be an entry/],
  ['a field that there is not', entry.replace('reason', 'because'), /known\.yaml:2 `because` is no field/],
  ['a field that is missing', entry.replace(/ {2}reason.*\n/, ''), /known\.yaml:1 lacks reason/],
  ['a day that is none', entry.replace('2999-01-31', 'never'), /known\.yaml:3 `expires` must be a day/],
  ['a place that is no pattern', `${entry}  place: "("\n`, /known\.yaml:4 `place` is no regular expression/],
  ['what is not YAML', '- {', /known\.yaml:1/],
];

test.each(broken)('%s is told with its line', (_, text, says) => {
  expect(() => readDeviations(written(text))).toThrow(says);
});

test('a file that is there is not overwritten by a draft', () => {
  const file = written(entry);
  expect(existsSync(file)).toBe(true);
  expect(() => refuseOverwriting(file)).toThrow(/is there already/);
});

describe('what becomes of a clause', () => {
  const source = { file: 'known.yaml', line: 1 };
  const deviation = (more: Partial<Deviation>): Deviation => ({
    ...{ clause: 'op/a', reason: 'known', expires: '2030-01-01', source },
    ...more,
  });
  const finding = (where: Finding['location']): Finding => ({
    ...{
      clause: 'op/a',
      exchanges: [1],
      location: where,
      expected: 'text',
      received: { value: null },
      cause: 'x',
    },
  });
  const judgement = (verdict: ClauseResult['verdict'], ...findings: Finding[]): ClauseResult => ({
    clause: { id: 'op/a', level: 'MUST', family: 'errors', operation: 'op', description: 'a' },
    ...{ verdict, findings, found: findings.length, observed: 1, exchanges: [1] },
  });
  const of = (judged: ClauseResult, more: Partial<Deviation> = {}, settled = true) => {
    const context = { deviations: [deviation(more)], today: '2029-06-01', settled, isElsewhere: () => false };
    const { judgements, stale } = waive([judged], context);
    return { verdict: judgements[0]?.verdict, own: judgements[1]?.verdict, stale: stale.join() };
  };
  const failed = judgement('failed', finding({ body: '/email' }));

  /** The judgement, the deviation, and what both become. */
  const rows: readonly [title: string, ReturnType<typeof of>, verdict: string, own: string, stale: RegExp][] =
    [
      ['it fails as known', of(failed), 'waived', 'passed', /^$/],
      ['it fails at the known place', of(failed, { place: '/em' }), 'waived', 'passed', /^$/],
      ['it fails at another place', of(failed, { place: '/name' }), 'failed', 'failed', /other places/],
      [
        'it fails at the known place and at another',
        of(judgement('failed', finding('status'), finding({ body: '/email' })), { place: 'status' }),
        'failed',
        'passed',
        /^$/,
      ],
      ['it passes again', of(judgement('passed')), 'passed', 'failed', /passes again/],
      ['it passes in a part of a run', of(judgement('passed'), {}, false), 'passed', 'passed', /^$/],
      ['it was not judged', of(judgement('unverified')), 'unverified', 'passed', /^$/],
      ['its time is up', of(failed, { expires: '2029-05-31' }), 'failed', 'failed', /expired on 2029-05-31/],
      ['it is its last day', of(failed, { expires: '2029-06-01' }), 'waived', 'passed', /^$/],
      ['there is no such clause', of(failed, { clause: 'op/b' }), 'failed', 'failed', /matches no clause/],
    ];
  test.each(rows)('%s', (_, became, verdict, own, stale) => {
    expect(became).toEqual({ verdict, own, stale: expect.stringMatching(stale) });
  });
});
