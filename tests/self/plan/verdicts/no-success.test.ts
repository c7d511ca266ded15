import { expect, test } from 'vitest';
import type { RunState } from '../../../../plan/verdicts/model.ts';
import {
  explainMissingCredentials,
  explainNoSuccess,
  explainSameLastAnswers,
} from '../../../../plan/verdicts/no-success.ts';
import type { OperationCoverage } from '../../../../spec/clauses/operation-coverage.ts';
import type { Case } from '../../../../spec/openapi/case.ts';
import { createContext, createExchange, createFakeClient } from '../library.ts';
import { createCase } from '../schedule/create-case.ts';

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

const secured = await createContext('books:create');
const open = await createContext('loans:create');
const otherMethod = { kind: 'probe', role: 'protocol:other-methods' } as const;

/** The problem of a run whose first answer is 201, then some with a status: to the first case, and to others. */
function explainLast(
  status: number,
  count: number,
  parts: {
    context?: typeof open;
    first?: Partial<Case>;
    others?: Partial<Case>;
    hasCredentials?: boolean;
  } = {},
): string | undefined {
  const { context = open, first = { kind: 'valid' }, others = otherMethod, hasCredentials = true } = parts;
  const answers = [201, ...Array<number>(count).fill(status)];
  const exchanges = answers.map((each, index) =>
    createExchange(index + 1, createCase('a', index < 2 ? first : others), { status: each }),
  );
  const client = { ...createFakeClient(() => ({ status })), hasCredentials: () => hasCredentials };
  const contexts = new Map([['a', context]]);
  const state = { client, contexts, execution: { recorder: { exchanges: () => exchanges } } };
  return explainSameLastAnswers(state as unknown as RunState)?.description; // the other members are not used
}

test.each<[string, number, number, Parameters<typeof explainLast>[2], string | undefined]>([
  ['19 answers', 404, 19, {}, undefined],
  ['a success', 201, 20, {}, undefined],
  ['redirections', 399, 20, {}, undefined],
  ['no valid request', 404, 20, { first: { kind: 'invalid' } }, undefined],
  ['no request for something else', 404, 20, { others: { kind: 'probe', role: 'protocol:head' } }, undefined],
  ['404', 404, 20, {}, ': check the base URL of --target, and the headers that select a version or host'],
  [
    '404 to other paths',
    404,
    20,
    { others: { ...otherMethod, role: 'protocol:other-paths' } },
    /base URL/.source,
  ],
  ['405', 405, 20, {}, ': check the scheme, host and path of --target'],
  ['500', 500, 20, {}, ': see the log of the target'],
  ['400', 400, 20, {}, ', also to valid requests: give a request that the target accepts'],
  [
    '401 without credentials',
    401,
    20,
    { context: secured, hasCredentials: false },
    ' and no token is set: set ',
  ],
  ['401 with credentials', 401, 20, { context: secured }, ': check CONFORMANCE_CREDENTIAL_TOKEN'],
  ['403', 403, 20, { context: secured }, ': the credentials need the scopes of the operations'],
  [
    '403 without documented credentials',
    403,
    20,
    {},
    ', although the document requires no credentials: describe',
  ],
  [
    '401 without documented credentials',
    401,
    20,
    {},
    ', although the document requires no credentials: describe',
  ],
])(
  'the last answers with one status are a problem, unless they may be right: %s',
  (_, status, count, parts, remedy) => {
    const description = explainLast(status, count, parts);
    if (remedy === undefined) expect(description).toBeUndefined();
    else expect(description?.startsWith(`the last ${count} answers were ${status}`)).toBe(true);
    expect(description ?? '').toContain(remedy ?? '');
  },
);
