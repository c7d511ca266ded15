import { expect, test } from 'vitest';
import { createFinding } from '../../../oracles/create-finding.ts';
import type { Json } from '../../../spec/json.ts';
import type { Case } from '../../../spec/openapi/case.ts';
import { createExchange as createAnswer } from '../plan/library.ts';
import { createCase, createExchange } from '../reporters/sample-record.ts';

const getReceived = (value: Json) =>
  createFinding('c', createExchange(1, createCase(1), {}), {
    location: { body: '' },
    expected: 'a string',
    received: { value },
  }).received;

test.each<[Json]>([[null], ['x'.repeat(20_000)], [Array(2000).fill(1)], [{ a: { b: [1, 'x'] } }]])(
  'a value of ordinary size is kept',
  (value) => {
    expect(getReceived(value)).toEqual({ value });
  },
);

test.each<[string, Json]>([
  ['an array of 2000000 items', Array(2_000_000).fill(1)],
  ['a string of 100000 characters', 'x'.repeat(100_000)],
  ['an object of 1 properties', { a: Array(100_000).fill({}) }],
])('a large value is replaced by its size: %s', (words, value) => {
  expect(getReceived(value)).toEqual({ words });
});

test.each<[kept: boolean, size: number, (size: number) => Json]>([
  [true, 31_999, (size) => 'x'.repeat(size - 2)],
  [false, 32_000, (size) => 'x'.repeat(size - 2)],
  [true, 31_999, (size) => ({ a: 'x'.repeat(size - 5) })],
  [false, 32_000, (size) => ({ a: 'x'.repeat(size - 5) })],
])('a value is kept (%s) if it has %d characters', (isKept, size, create) => {
  const value = create(size);
  expect('value' in getReceived(value)).toBe(isKept);
});

test('failures at other items of nested arrays have one cause', () => {
  const findCause = (body: string) =>
    createFinding('c', createExchange(1, createCase(1), {}), {
      location: { body },
      expected: 'a string',
      received: { value: 1 },
    }).cause;
  expect(findCause('/shelves/3/books/14/title')).toBe(findCause('/shelves/0/books/2/title'));
  expect(findCause('/shelves/3')).not.toBe(findCause('/shelves/3/books'));
});

test('the cause of a failure can be a part of the value, whose location it shares with the failure of that part', () => {
  const exchange = createExchange(1, createCase(1), {});
  const value = { expected: 'a book', received: { value: 1 } };
  const union = createFinding('c', exchange, {
    ...value,
    location: { body: '/book' },
    causePointer: '/book/pages/0',
  });
  expect(union).toMatchObject({ location: { body: '/book' } });
  expect(union).not.toHaveProperty('causePointer');
  expect(union.cause).toBe(
    createFinding('d', exchange, { ...value, location: { body: '/book/pages/1' } }).cause,
  );
});

test('failures at one location of responses of different statuses have different causes', () => {
  const findCause = (status: number) =>
    createFinding('c', createAnswer(1, createCase(1), { status }), {
      location: { body: '/title' },
      expected: 'a string',
      received: { value: 1 },
    }).cause;
  expect(findCause(200)).not.toBe(findCause(404));
});

test('a status has one cause for each keyword that is violated and each probe, and one for all valid requests', () => {
  const findCause = (parts: Partial<Case>) =>
    createFinding('c', createExchange(1, createCase(1, parts), {}), {
      location: 'status',
      expected: 'status 422',
      received: { words: 'status 500' },
    }).cause;
  const violate = (keyword: string, instancePointer: string): Partial<Case> => ({
    ...{ kind: 'invalid', violation: { clauses: [], instancePointer, keyword, description: 'too long' } },
  });
  expect(findCause(violate('maxLength', '/a'))).toBe(findCause(violate('maxLength', '/b')));
  expect(findCause(violate('maxLength', '/a'))).not.toBe(findCause(violate('pattern', '/a')));
  const probe = (role: string): Partial<Case> => ({ kind: 'probe', role });
  expect(findCause(probe('robustness:nan'))).not.toBe(findCause(probe('robustness:nul')));
  expect(findCause({ kind: 'valid' })).not.toBe(findCause(violate('pattern', '/a')));
});

test.each<[status: number, causes: number]>([
  [201, 1], // one missing line in the document
  [418, 2], // valid requests may get it for another reason
  [500, 3],
])('an undocumented %i to valid requests, a violation and a probe has %i causes', (status, causes) => {
  const { id, request } = createCase(1);
  const shared = { id, operation: 'create', description: '', request, covers: [] };
  const violation = { clauses: [], instancePointer: '/a', keyword: 'enum', description: '' };
  const cases: Case[] = [
    { ...shared, kind: 'valid' },
    { ...shared, kind: 'invalid', violation },
    { ...shared, kind: 'probe', role: 'robustness:nul' },
  ];
  const found = cases.map(
    (each) =>
      createFinding('create/protocol:status', createAnswer(1, each, { status }), {
        location: 'status',
        expected: 'status 200',
        received: { words: `status ${status}` },
      }).cause,
  );
  expect(new Set(found).size).toBe(causes);
});
