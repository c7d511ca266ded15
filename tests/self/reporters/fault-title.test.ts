import { expect, test } from 'vitest';
import { describeFault } from '../../../reporters/fault-title.ts';
import type { Clause } from '../../../spec/clauses/clause.ts';
import type { Finding } from '../../../spec/clauses/verdict.ts';
import type { Json } from '../../../spec/json.ts';
import type { Case } from '../../../spec/openapi/case.ts';
import { createCase, createExchange } from './sample-record.ts';

const createClause = (more: Partial<Clause> = {}): Clause => ({
  ...{ id: 'op/x', level: 'MUST', family: 'response shape', operation: 'op', description: 'it holds' },
  ...more,
});
const createFinding = (more: Partial<Finding>): Finding => ({
  ...{ clause: 'op/x', exchanges: [1], location: 'status', expected: 'a string', cause: 'c' },
  ...{ received: { words: 'nothing' } },
  ...more,
});
const createAnswer = (status: number, more: Partial<Case> = {}) =>
  createExchange(1, createCase(1, more), {
    response: { status, headers: [], body: { text: '', bytes: 0, truncated: false } },
  });

test.each<[title: string, keyword: Clause['keyword'], body: Finding['location'], Partial<Finding>]>([
  ['`customer.avatar_url` is missing', 'required', { body: '/customer/avatar_url' }, {}],
  ['`tax_id[1]` is null, not a string', 'type', { body: '/tax_id/1' }, { received: { value: null } }],
  ['`[0].a` is an object, not a string', 'type', { body: '/0/a' }, { received: { value: {} } }],
  [
    'the body is an empty array, not an object',
    'type',
    { body: '' },
    { received: { value: [] }, expected: 'an object' },
  ],
  [
    '`a` is "x", not one of "y", "z"',
    'enum',
    { body: '/a' },
    { received: { value: 'x' }, expected: 'one of "y", "z"' },
  ],
  ['`a` is 3, not at least 5', 'minimum', { body: '/a' }, { received: { value: 3 }, expected: 'at least 5' }],
  [
    '`a` has 2 characters, not at most 1 character',
    'maxLength',
    { body: '/a' },
    { received: { value: '😀b' }, expected: 'at most 1 character' },
  ],
  [
    '`a` has 1 item, not at least 2 items',
    'minItems',
    { body: '/a' },
    { received: { value: [1] }, expected: 'at least 2 items' },
  ],
  [
    '`a` has 1 property, not at least 2 properties',
    'minProperties',
    { body: '/a' },
    { received: { value: { b: 1 } }, expected: 'at least 2 properties' },
  ],
  ['`a` has equal items', 'uniqueItems', { body: '/a' }, { received: { value: [1, 1] } }],
  [
    '`a` has no time zone: neither `Z` nor an offset',
    'format',
    { body: '/a' },
    { received: { value: 'x' }, defect: 'has no time zone: neither `Z` nor an offset' },
  ],
])('%s', (title, keyword, location, finding) => {
  const clause = createClause(keyword && { keyword });
  expect(describeFault(clause, { finding: createFinding({ location, ...finding }) })).toBe(title);
});

const violation = (instancePointer: string, after: Json | undefined, keyword = 'format') => ({
  kind: 'invalid' as const,
  violation: {
    ...{ clauses: [], instancePointer: instancePointer as '', keyword, description: 'a change' },
    ...(after !== undefined && { after }),
  },
});

test.each<[title: string, status: number, sent: Partial<Case>]>([
  ['`id` = "{a}" is accepted with 201', 201, violation('/id', '{a}')],
  ['a request without `a.b` is accepted with 200', 200, violation('/a/b', undefined, 'required')],
  ['the query parameter `limit` = 0 is accepted with 200', 200, violation('query/limit', 0, 'minimum')],
  ['the additional property `x` is accepted with 200', 200, violation('/x', 1, 'additionalProperties')],
  ['a valid request is answered with 422: the minimal body', 422, { description: 'the minimal body' }],
  ['status 500 for NaN in the body', 500, { kind: 'probe', description: 'NaN in the body' }],
  ['status 500 for a change of the id', 500, { ...violation('/id', 1), description: 'a change of the id' }],
])('%s', (title, status, sent) => {
  const finding = createFinding({ received: { words: `status ${status}` } });
  expect(describeFault(createClause(), { finding, exchange: createAnswer(status, sent) })).toBe(title);
});

test.each<[title: string, Partial<Finding>]>([
  ['`www-authenticate` is missing in a 401 response', { location: 'header www-authenticate' }],
  [
    '`content-type` of a 401 response is text/html',
    { location: 'header content-type', received: { words: 'text/html' } },
  ],
  [
    'the body of a 401 response: invalid UTF-8 instead of JSON text',
    { location: 'body', received: { words: 'invalid UTF-8' }, expected: 'JSON text' },
  ],
  [
    'no usable response: closed (intermittent)',
    { location: 'connection', received: { words: 'closed' }, isIntermittent: true },
  ],
])('%s', (title, finding) => {
  expect(
    describeFault(createClause(), { finding: createFinding(finding), exchange: createAnswer(401) }),
  ).toBe(title);
});
