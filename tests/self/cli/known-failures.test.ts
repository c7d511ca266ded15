import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readKnownFailures, rejectOverwriting } from '../../../cli/known-failures-file.ts';
import { applyKnownFailures, type KnownFailure } from '../../../plan/verdicts/known-failures.ts';
import type { ClauseResult, Finding } from '../../../spec/clauses/verdict.ts';
import { createFolder } from './run-suite.ts';

function writeFile(text: string): string {
  const file = join(createFolder(), 'known.yaml');
  writeFileSync(file, text);
  return file;
}

const entry = '- clause: op/a\n  reason: known since May\n  expires: 2999-01-31\n';

test('a file is parsed to a list of entries with their lines', () => {
  const knownFailures = readKnownFailures(
    writeFile(`# known\n${entry}${entry.replace('op/a', 'op/b\n  place: /x')}`),
  );
  expect(knownFailures.map(({ clause, place, source }) => [clause, place, source.line])).toEqual([
    ['op/a', undefined, 2],
    ['op/b', '/x', 5],
  ]);
});

const broken: readonly [title: string, text: string, message: RegExp][] = [
  ['a file without a list', 'clause: op/a\n', /known\.yaml:1 must be a list/],
  ['an entry that is a string', `${entry}- op/b\n`, /known\.yaml:4 must be an entry/],
  ['an unknown field', entry.replace('reason', 'because'), /known\.yaml:2 has the unknown field `because`/],
  ['a missing field', entry.replace(/ {2}reason.*\n/, ''), /known\.yaml:1 lacks reason/],
  ['an invalid date', entry.replace('2999-01-31', 'never'), /known\.yaml:3 `expires` must be a date/],
  ['an invalid pattern', `${entry}  place: "("\n`, /known\.yaml:4 `place` is not a valid regular expression/],
  ['a file that is not YAML', '- {', /known\.yaml:1/],
];

test.each(broken)('%s is reported with its line', (_, text, message) => {
  expect(() => readKnownFailures(writeFile(text))).toThrow(message);
});

test('an existing file is not overwritten by a draft', () => {
  const file = writeFile(entry);
  expect(existsSync(file)).toBe(true);
  expect(() => rejectOverwriting(file)).toThrow(/already exists/);
});

describe('applying known failures', () => {
  const source = { file: 'known.yaml', line: 1 };
  const createKnownFailure = (more: Partial<KnownFailure>): KnownFailure => ({
    ...{ clause: 'op/a', reason: 'known', expires: '2030-01-01', source },
    ...more,
  });
  const createFinding = (location: Finding['location']): Finding => ({
    clause: 'op/a',
    exchanges: [1],
    location,
    expected: 'text',
    received: { value: null },
    cause: 'x',
  });
  const createResult = (verdict: ClauseResult['verdict'], ...findings: Finding[]): ClauseResult => ({
    clause: { id: 'op/a', level: 'MUST', family: 'errors', operation: 'op', description: 'a' },
    ...{ verdict, findings, found: findings.length, observed: 1, exchanges: [1] },
  });
  const apply = (result: ClauseResult, more: Partial<KnownFailure> = {}, isComplete = true) => {
    const { results, stale } = applyKnownFailures([result], {
      ...{ knownFailures: [createKnownFailure(more)], today: '2029-06-01', isComplete },
      isUnselected: () => false,
    });
    return { verdict: results[0]?.verdict, current: results[1]?.verdict, stale: stale.join() };
  };
  const failed = createResult('failed', createFinding({ body: '/email' }));
  const failedTwice = createResult('failed', createFinding('status'), createFinding({ body: '/email' }));

  /** The verdict of the clause, the verdict of `deviations:current`, and the message for a stale entry. */
  const rows: readonly [
    title: string,
    applied: ReturnType<typeof apply>,
    verdict: string,
    current: string,
    stale: RegExp,
  ][] = [
    ['a failure is waived', apply(failed), 'waived', 'passed', /^$/],
    ['a failure at the known place is waived', apply(failed, { place: '/em' }), 'waived', 'passed', /^$/],
    [
      'a failure at another place fails',
      apply(failed, { place: '/name' }),
      'failed',
      'failed',
      /other places/,
    ],
    [
      'a failure at the known place and at another fails',
      apply(failedTwice, { place: 'status' }),
      ...(['failed', 'passed', /^$/] as const),
    ],
    ['a passed clause is stale', apply(createResult('passed')), 'passed', 'failed', /passes again/],
    [
      'a passed clause of a partial run is kept',
      apply(createResult('passed'), {}, false),
      'passed',
      'passed',
      /^$/,
    ],
    ['an unverified clause is kept', apply(createResult('unverified')), 'unverified', 'passed', /^$/],
    [
      'an expired entry is stale',
      apply(failed, { expires: '2029-05-31' }),
      ...(['failed', 'failed', /expired on 2029-05-31/] as const),
    ],
    ['an entry is valid on its last day', apply(failed, { expires: '2029-06-01' }), 'waived', 'passed', /^$/],
    [
      'an unknown clause is stale',
      apply(failed, { clause: 'op/b' }),
      'failed',
      'failed',
      /matches no clause/,
    ],
  ];
  test.each(rows)('%s', (_, applied, verdict, current, stale) => {
    expect(applied).toEqual({ verdict, current, stale: expect.stringMatching(stale) });
  });
});
