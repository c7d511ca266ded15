import { expect, it } from 'vitest';
import { judgeTraffic, type TrafficJudgement } from '../../../plan/judge-traffic.ts';
import type { Exchange, RecordedExchange } from '../../../spec/openapi/exchange.ts';
import type { SuiteRule } from '../../../suites/suite.ts';
import { createSuite, loadLibrary } from './library.ts';
import { notes } from './notes.ts';

const contract = await loadLibrary();

/** A recorded request to a path, and its status. */
type Recorded = readonly [method: string, path: string, status: number, body?: string];

const toExchange = ([method, path, status, body]: Recorded, index: number): RecordedExchange => ({
  ...{ id: index + 1, startedAt: 0, durationMs: 1, attempts: 1 },
  sent: {
    ...{ method, url: `http://library${path}` },
    headers: [['content-type', 'application/json']],
    ...(body !== undefined && { body }),
  },
  ...(body !== undefined && { sentJson: { value: JSON.parse(body) } }),
  response: { status, headers: [], body: { text: '', bytes: 0, truncated: false } },
});

const judge = (...recorded: Recorded[]): TrafficJudgement =>
  judgeTraffic(
    { contract, operations: contract.operations, suites: [], servers: contract.servers },
    recorded.map(toExchange),
  );

const book = '{"title":"Emma","genre":"novel"}';

it.each<[Recorded[], object[]]>([
  [[], []],
  [[['GET', '/books', 200]], [{ operation: 'books:list', tries: 1 }]],
  [[['GET', '/books', 299]], [{ operation: 'books:list', tries: 1 }]],
  [
    [['GET', '/books', 300]],
    [
      {
        ...{ operation: 'books:list', tries: 1 },
        obstacle: { reason: 'no recorded exchange has a success response' },
      },
    ],
  ],
  [
    [
      ['GET', '/books', 404],
      ['GET', '/books', 200],
    ],
    [{ operation: 'books:list', tries: 2 }],
  ],
  // only valid requests are tries
  [
    [
      ['POST', '/books', 201, book],
      ['POST', '/books', 422, '{}'],
    ],
    [{ operation: 'books:create', tries: 1 }],
  ],
])('the coverage of %j is %j', (recorded, coverage) => {
  expect(judge(...recorded).operations).toEqual(coverage);
});

it('every operation without exchanges is listed, with the reason for its clauses', () => {
  const { coverage, results } = judge(['GET', '/books', 200]);
  expect(coverage.operations.missing).toEqual(['books:create', 'loans:create']);
  const findReason = (id: string) => results.find(({ clause }) => clause.id === id)?.reason;
  expect(findReason('books:list/protocol:allow')).toBe('no recorded exchange shows it');
  expect(findReason('loans:create/protocol:allow')).toBe('its operation has no recorded exchange');
  expect(findReason('books:list/protocol:status')).toBeUndefined();
});

it('an exchange is listed once, and with its clauses', () => {
  const { exchanges, coverage, results } = judge(
    ['GET', '/books', 202],
    ['GET', '/authors', 200],
    ['PUT', '/books', 405], // evidence for both operations of the path
  );
  expect(exchanges.map(({ id }) => id)).toEqual([1, 3]);
  expect(coverage.unmatched).toEqual({ exchanges: 1, paths: ['GET /authors'] });
  const failed = results.filter(({ verdict }) => verdict === 'failed').map(({ clause }) => clause.id);
  expect(failed).toEqual([
    'books:list/protocol:status',
    ...['list', 'create'].map((name) => `books:${name}/protocol:allow`),
  ]);
});

it('the document is judged too', () => {
  const found = judge().results.filter(({ clause }) => clause.family === 'contract');
  expect(found.length).toBeGreaterThan(5);
  expect(new Set(found.map(({ verdict }) => verdict))).toEqual(new Set(['passed']));
});

it('the rules of a suite are judged by the exchanges that this suite has recorded', () => {
  const rule = { level: 'MUST', schemaPointer: '#/paths', unverifiedReason: 'nothing was recorded' } as const;
  const failure = { location: 'status', expected: '201', received: { words: 'other' } } as const;
  const listIds = (exchanges: readonly Exchange[]) => exchanges.map(({ id }) => id);
  const compared: number[][] = [];
  const rules: SuiteRule[] = [
    {
      ...{ ...rule, name: 'semantics:shelved', description: 'it is shelved' },
      judge: ({ response }) => (response?.status === 201 ? 'pass' : failure),
    },
    {
      ...{ ...rule, name: 'semantics:known', description: 'an earlier response is known' },
      judge: (_, { credentialsAccepted }) => (credentialsAccepted ? 'pass' : undefined),
    },
    {
      ...{ ...rule, name: 'semantics:stable', description: 'it is stable' },
      compare: (exchanges) => {
        compared.push(listIds(exchanges));
        return { ...failure, exchanges: listIds(exchanges).toReversed() };
      },
    },
  ];
  const suite = createSuite({
    rules,
    updateContext: (_, context) => ({ ...context, credentialsAccepted: true }),
  });
  const judgeRecording = (...recorded: RecordedExchange[]) =>
    judgeTraffic(
      { contract, operations: contract.operations, suites: [suite], servers: contract.servers },
      recorded,
    ).results.filter(({ clause }) => clause.id.startsWith('books:create/semantics:'));
  const [first, second, third, list] = [
    ...([201, 201, 422] as const).map((status): Recorded => ['POST', '/books', status, book]),
    ['GET', '/books', 200] satisfies Recorded,
  ].map(toExchange);
  if (!first || !second || !third || !list) throw new Error('four exchanges');
  const verdicts = (...recorded: RecordedExchange[]) =>
    judgeRecording(...recorded).map(({ verdict, findings }) => [verdict, findings[0]?.exchanges]);
  expect(verdicts(first, third, list)).toEqual([
    ['unverified', undefined],
    ['unverified', undefined],
    ['unverified', undefined],
  ]);
  const isOriginal = true;
  expect(
    verdicts({ ...first, isOriginal }, second, { ...third, isOriginal }, { ...list, isOriginal }),
  ).toEqual([
    ['failed', [3]],
    ['passed', undefined],
    ['failed', [3, 1]],
  ]);
  expect(compared).toEqual([[], [1, 3]]);
});

it('the scenarios that this suite has recorded are judged', async () => {
  const steps = [
    ['POST', '/notes', 201, 'create'],
    ['GET', '/notes/1', 404, 'read'],
  ] as const;
  const recorded = steps.map(([method, path, status, operation], index): RecordedExchange => {
    const resource = '/notes/{id}';
    const step = { scenario: resource, resource, action: operation, item: 'A', bindings: [] };
    return {
      ...toExchange([method, path, status], index),
      response: {
        ...{ status, headers: [] },
        body: { text: '{"id":1}', bytes: 8, truncated: false, json: { value: { id: 1 } } },
      },
      planned: {
        ...{
          id: `${operation}/scenario${resource}/${index + 1}`,
          operation,
          kind: 'valid',
          covers: [],
          step,
        },
        ...{ description: operation, request: { path, headers: [], credentials: 'access' } },
      },
      isOriginal: true,
    };
  });
  const judgeNotes = (exchanges: readonly RecordedExchange[]) =>
    judgeTraffic(
      { contract: notes, operations: notes.operations, suites: [], servers: notes.servers },
      exchanges,
    ).results.find(({ clause }) => clause.id === 'create/resource:created-can-be-read');
  expect(judgeNotes(recorded)).toMatchObject({ verdict: 'failed', findings: [{ exchanges: [2, 1] }] });
  expect(judgeNotes(recorded.map(({ isOriginal: _, ...each }) => each))?.verdict).toBe('unverified');
});
