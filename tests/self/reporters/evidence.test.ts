import { describe, expect, it, test } from 'vitest';
import { groupByCause } from '../../../reporters/causes.ts';
import { findEvidence } from '../../../reporters/evidence.ts';
import { createFailureReport } from '../../../reporters/failure-report.ts';
import { listAcceptedValues } from '../../../reporters/fault-title.ts';
import type { RecordedResult } from '../../../reporters/record.ts';
import { createReplayFiles } from '../../../reporters/replays.ts';
import type { Finding } from '../../../spec/clauses/verdict.ts';
import type { Json } from '../../../spec/json.ts';
import type { Credentials } from '../../../spec/openapi/request.ts';
import { createCase, createExchange, createRecord } from './sample-record.ts';

const response = (status: number) => ({
  response: { status, headers: [], body: { text: '', bytes: 0, truncated: false } },
});

const createFinding = (exchange: number, more: Partial<Finding> = {}): Finding => ({
  ...{ clause: 'op/a', exchanges: [exchange], location: 'status', expected: 'a challenge' },
  ...{ received: { words: 'nothing' }, cause: 'a' },
  ...more,
});

const createResult = (findings: readonly Finding[], id = 'op/a'): RecordedResult => ({
  clause: { id, level: 'MUST', family: 'authentication', operation: 'op', description: 'it holds' },
  ...{ verdict: 'failed', findings, found: findings.length, observed: 9, exchanges: [1] },
});

/** An exchange with these credentials; `size` is the length of a text in its body. */
const createRequest = (id: number, status: number, credentials: Credentials, size = 1) => {
  const sent = createCase(id, { kind: 'probe' });
  const request = { ...sent.request, credentials, body: { json: 'x'.repeat(size) } };
  return createExchange(id, { ...sent, request }, response(status));
};

describe('the evidence of a clause', () => {
  const show = (exchanges: ReturnType<typeof createRequest>[], result: RecordedResult, cause?: string) =>
    findEvidence(createRecord({ exchanges, counterexamples: [] }), result, cause).exchange?.id;

  it('is a rejection without credentials, which stays judgeable after the defect is fixed', () => {
    const exchanges = [
      createRequest(1, 401, 'lowercase'),
      createRequest(2, 401, 'basic'),
      createRequest(3, 401, 'none'),
      createRequest(4, 401, 'unknown'),
    ];
    expect(show(exchanges, createResult([1, 2, 3, 4].map((id) => createFinding(id))))).toBe(3);
  });

  it('is the smallest request with the usual credentials for other statuses', () => {
    const exchanges = [
      createRequest(1, 500, 'none'),
      createRequest(2, 500, 'access', 90),
      createRequest(3, 500, 'access', 5),
    ];
    expect(show(exchanges, createResult([1, 2, 3].map((id) => createFinding(id))))).toBe(3);
  });

  it('is that of the wanted cause', () => {
    const exchanges = [createRequest(1, 500, 'access'), createRequest(2, 500, 'access', 50)];
    const result = createResult([createFinding(1), createFinding(2, { cause: 'b' })]);
    expect(show(exchanges, result)).toBe(1);
    expect(show(exchanges, result, 'b')).toBe(2);
  });

  it('is the shrunk counterexample of the cause, if there is one', () => {
    const shrunk = createRequest(9, 500, 'access', 400);
    const counterexamples = [{ clause: 'op/a', cause: 'a', exchange: shrunk, cases: 5, shrinks: 2, seed: 1 }];
    const record = createRecord({ exchanges: [createRequest(1, 500, 'access')], counterexamples });
    expect(findEvidence(record, createResult([createFinding(1)])).exchange).toBe(shrunk);
  });
});

test('a clause that fails for two causes appears in both, each with its own report and replay', () => {
  const exchanges = [createRequest(1, 500, 'access'), createRequest(2, 500, 'none')];
  const both = createResult([createFinding(1), createFinding(2, { cause: 'b' })]);
  const other = createResult([createFinding(2, { cause: 'b' })], 'op/b');
  const record = createRecord({ exchanges, counterexamples: [], results: [both, other] });
  const causes = groupByCause(record);
  expect(causes.map(({ key, results }) => [key, results.length])).toEqual([
    ['a', 1],
    ['b', 2],
  ]);
  const reports = causes.map((cause) => createFailureReport(record, cause.primary, cause));
  expect(new Set(reports.map(({ replay }) => replay)).size).toBe(2);
  const files = createReplayFiles(record).map(({ file }) => file);
  expect(new Set(files).size).toBe(3);
  for (const { replay } of reports) expect(files.some((file) => replay.includes(file))).toBe(true);
});

test('a cause is represented by its deepest location: by the clause of a branch and not by that of its union', () => {
  const union = createResult([createFinding(1, { location: { body: '/book' } })], 'op/union');
  const branch = createResult([createFinding(1, { location: { body: '/book/pages' } })], 'op/branch');
  const noticed = {
    ...createResult([createFinding(1, { location: { body: '/book/pages/0' } })], 'op/noticed'),
    verdict: 'noticed' as const,
  };
  const [cause, ...others] = groupByCause(createRecord({ results: [noticed, union, branch] }));
  expect(cause?.primary).toBe(branch);
  expect(cause?.results).toHaveLength(3);
  expect(others).toEqual([]);
});

test('all spellings that a lax target accepts are listed once, if there are several', () => {
  const accept = (id: number, after: Json, status = 201) => {
    const violation = { clauses: [], instancePointer: '/id' as const, keyword: 'format', description: '' };
    return createExchange(id, createCase(id, { violation: { ...violation, after } }), response(status));
  };
  expect(
    listAcceptedValues([accept(1, '{a}'), accept(2, 'urn:a'), accept(3, '{a}'), accept(4, 'x', 422)]),
  ).toEqual(['"{a}"', '"urn:a"']);
  expect(listAcceptedValues([accept(1, 'a')])).toEqual([]);
});
