import { expect, it } from 'vitest';
import { judgeTraffic, type TrafficJudgement } from '../../../plan/judge-traffic.ts';
import type { RecordedExchange } from '../../../spec/openapi/exchange.ts';
import { loadLibrary } from './library.ts';

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
