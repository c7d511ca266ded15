import { expect, test } from 'vitest';
import { explainMissingCredentials, explainNoSuccess } from '../../../../plan/verdicts/no-success.ts';
import type { OperationCoverage } from '../../../../spec/clauses/operation-coverage.ts';

const untried: OperationCoverage = { operation: 'list', tries: 0, obstacle: { reason: 'nothing was sent' } };
const rejected: OperationCoverage = {
  ...{ operation: 'create', tries: 2 },
  obstacle: { reason: 'all were rejected', remedy: 'give a body' },
};
const successful: OperationCoverage = { operation: 'get', tries: 1 };
const none = 'none of the 2 operations gave a documented success response';

test.each<[string, OperationCoverage[], isShard: boolean, problem: string | undefined]>([
  ['no operation', [], false, undefined],
  ['one success', [successful], false, undefined],
  ['a success beside a rejection', [rejected, successful], false, undefined],
  ['a rejection', [rejected], false, 'no success response was judged: all were rejected: give a body'],
  ['nothing sent', [untried], false, 'no success response was judged: nothing was sent'],
  ['nothing sent by one shard', [untried], true, undefined],
  [
    'a rejection in one shard',
    [rejected],
    true,
    'no success response was judged: all were rejected: give a body',
  ],
  [
    'nothing sent, and a rejection',
    [untried, rejected],
    false,
    `${none}; create: all were rejected: give a body`,
  ],
  [
    'nothing sent to two operations',
    [untried, { ...untried, operation: 'get' }],
    false,
    `${none}; list: nothing was sent`,
  ],
])('the problem of a run without success: %s', (_, coverage, isShard, problem) => {
  expect(explainNoSuccess({ coverage, isShard })?.description).toBe(problem);
});

const locked = (operation: string): OperationCoverage => ({
  ...{ operation, tries: 0 },
  obstacle: { reason: 'it needs a key', remedy: 'set KEY', isMissingCredential: true },
});

test.each<[string, OperationCoverage[], problem: string | undefined, operations: string[]]>([
  ['none', [rejected, successful], undefined, []],
  ['one operation', [rejected, locked('a')], 'a could not be tested: it needs a key: set KEY', ['a']],
  [
    'two operations',
    [locked('a'), successful, locked('b')],
    '2 operations, among them a, could not be tested: it needs a key: set KEY',
    ['a', 'b'],
  ],
])(
  'missing credentials concern only the operations that need them: %s',
  (_, coverage, description, operations) => {
    const problem = explainMissingCredentials({ coverage });
    expect(problem?.description).toBe(description);
    expect([...(problem?.operations ?? [])]).toEqual(operations);
  },
);
