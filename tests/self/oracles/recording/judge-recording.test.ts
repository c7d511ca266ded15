import { describe, expect, it } from 'vitest';
import { parseHar } from '../../../../http/har/parse-har.ts';
import { createRecordingJudge } from '../../../../oracles/recording/judge-recording.ts';
import { createOperationModel } from '../../../../spec/clauses/operation-model.ts';
import type { Json, JsonObject } from '../../../../spec/json.ts';
import { createDocument, loadDocument } from '../../spec/create-document.ts';

const json = (schema: Json): Json => ({ 'application/json': { schema } });
const book: JsonObject = {
  type: 'object',
  required: ['title'],
  properties: { title: { type: 'string' }, id: { type: 'string', format: 'uuid' } },
};
const branch = (name: string): JsonObject => ({
  ...{ title: name, type: 'object', required: [name], properties: { [name]: { type: 'string' } } },
});
const created: Json = { description: 'Created', content: json({ required: ['id'] }) };
const limit: Json = { name: 'limit', in: 'query', required: true, schema: { type: 'integer', maximum: 9 } };
const sort: Json = { name: 'sort', in: 'query', schema: { type: 'string', minLength: 2, pattern: '^[a-z]' } };

const contract = await loadDocument(
  createDocument(
    {},
    {
      servers: [{ url: 'https://api.example.com/v1' }],
      paths: {
        '/books': {
          get: { operationId: 'list', parameters: [limit, sort], responses: { 200: { description: 'OK' } } },
          post: {
            operationId: 'add',
            security: [{ token: [] }],
            requestBody: { required: true, content: json(book) },
            responses: { 201: created },
          },
        },
        '/tags': {
          post: {
            operationId: 'tag',
            requestBody: { required: true, content: json({ anyOf: [branch('name'), branch('code')] }) },
            responses: { 201: { description: 'Created' } },
          },
        },
        '/books/{id}': { get: { operationId: 'get', responses: { 200: { description: 'OK' } } } },
        '/books/new': { get: { operationId: 'getNew', responses: { 200: { description: 'OK' } } } },
      },
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    },
  ),
);
const models = contract.operations.map((operation) => createOperationModel(contract, operation, false));

/** The fields of a GET of `/books` with a 200 response that a test changes. */
interface Entry {
  method?: string;
  path?: string;
  token?: string;
  body?: string;
  status?: number;
  answer?: string;
  allow?: string;
  comment?: string;
}

const toEntry = ({
  method = 'GET',
  path = '/books',
  token,
  body,
  status = 200,
  answer = '{}',
  allow,
  comment = '',
}: Entry): Json => ({
  comment,
  request: {
    ...{ method, url: `https://api.example.com/v1${path}` },
    headers: [
      { name: 'content-type', value: 'application/json' },
      ...(token === undefined ? [] : [{ name: 'authorization', value: `Bearer ${token}` }]),
    ],
    ...(body !== undefined && { postData: { text: body } }),
  },
  response: {
    status,
    headers: [
      { name: 'content-type', value: 'application/json' },
      ...(allow === undefined ? [] : [{ name: 'allow', value: allow }]),
    ],
    content: { text: answer },
  },
});

const judge = (...entries: Entry[]) => {
  const recorded = parseHar(JSON.stringify({ log: { entries: entries.map(toEntry) } }));
  const showsCredentials = entries.some(({ token }) => token !== undefined);
  const recordingJudge = createRecordingJudge({ models, servers: contract.servers, showsCredentials });
  const judged = recorded.map((exchange) => recordingJudge.add(exchange));
  return {
    judged: [...judged.flatMap((each) => each ?? []), ...recordingJudge.finish()],
    unmatched: judged.filter((each) => each === undefined),
  };
};

const levels = new Map(models.flatMap(({ clauses }) => clauses.map(({ id, level }) => [id, level] as const)));

/** Returns the MUST clauses that fail. */
const listFailed = (...entries: Entry[]): string[] =>
  judge(...entries)
    .judged.flatMap(({ observations }) => observations)
    .filter(({ clause, finding }) => finding && levels.get(clause) === 'MUST')
    .map(({ clause }) => clause);

const add = (body: string, rest: Partial<Entry> = {}): Entry => ({
  ...{ method: 'POST', token: 'a', body, status: 201, answer: '{"id":1}' },
  ...rest,
});
const tag = (body: string, rest: Partial<Entry> = {}): Entry => ({
  ...{ method: 'POST', path: '/tags', token: 'a', body, status: 201, answer: '{}' },
  ...rest,
});
const valid = add('{"title":"a"}');

describe('a recorded request', () => {
  it.each<[path: string, method: string, operations: string[]]>([
    ['/books?limit=1', 'GET', ['list']],
    ['/books/7', 'GET', ['get']],
    ['/books/new', 'GET', ['getNew']],
    ['/books', 'DELETE', ['list', 'add']],
    ['/authors', 'GET', []],
  ])('to %s with %s belongs to the operations %j', (path, method, operations) => {
    const { judged, unmatched } = judge({ path, method, status: 404 });
    expect(judged.map(({ exchange }) => exchange.case.operation)).toEqual(operations);
    expect(unmatched).toHaveLength(operations.length === 0 ? 1 : 0);
  });

  it.each<[title: string, entry: Entry, failed: string[]]>([
    ['that is valid', valid, []],
    ['whose response lacks a property', add('{"title":"a"}', { answer: '{}' }), ['add/201/id:required']],
    ['that is valid but rejected', add('{"title":"a"}', { status: 422 }), []],
    ['that is invalid and accepted', add('{"title":1}'), ['add/request/title:type']],
    ['with another spelling of a format', add('{"title":"a","id":"992fae2a2a174b7a8d9ee287cf90131b"}'), []],
    ['with no spelling of a format', add('{"title":"a","id":"x"}'), ['add/request/id:format']],
    ['with a placeholder for a secret', add('{"title":"a","id":"‹credential›"}'), []],
    ['that is the nearest to one branch', tag('{"code":5}'), ['tag/request@object-2/code:type']],
    [
      'that is near to no branch',
      tag('{}'),
      ['tag/request:anyOf', 'tag/request@object/name:required', 'tag/request@object-2/code:required'],
    ],
    ['with a parameter out of range', { path: '/books?limit=10' }, ['list/request/query.limit:maximum']],
    [
      'with a parameter that violates two keywords',
      { path: '/books?limit=1&sort=9' },
      ['list/request/query.sort:pattern', 'list/request/query.sort:minLength'],
    ],
    ['without a required parameter', { path: '/books' }, ['list/request/query.limit:required']],
    ['with an undocumented success', { path: '/books?limit=1', status: 202 }, ['list/protocol:status']],
    ['with a server error', add('{"title":"a"}', { status: 500 }), ['add/protocol:no-server-error']],
    ['with an expired token', add('{"title":"a"}', { status: 403 }), []],
    ['of another method', { method: 'PUT', status: 405, allow: 'GET' }, ['add/protocol:allow']],
  ])('%s fails in %j', (_, entry, failed) => {
    expect(listFailed(valid, entry)).toEqual(failed);
  });

  it.each<[title: string, body: string, violation: Json]>([
    ['value', '{"title":1}', { instancePointer: '/title', after: 1 }],
    ['format', '{"title":"a","id":"x"}', { instancePointer: '/id', after: 'x' }],
    ['missing property', '{}', { instancePointer: '/title' }],
  ])('that is invalid shows the invalid %s', (_, body, violation) => {
    const [first] = judge(add(body, { status: 201 })).judged;
    const { instancePointer, after } = first?.exchange.case.violation ?? {};
    expect({ instancePointer, ...(after !== undefined && { after }) }).toEqual(violation);
  });

  it('without credentials is evidence unless the recording has no credentials at all', () => {
    const open = add('{"title":"a"}');
    const { token: _, ...anonymous } = open;
    expect(listFailed(anonymous)).toEqual([]);
    expect(listFailed(valid, anonymous)).toEqual(['add/authentication:none']);
  });

  it('is the probe that its comment names', () => {
    const comment = 'exchange 7: NaN as a value (add/probe/robustness:nan/24)';
    const probe = add('{"title":NaN}', { comment, status: 500 });
    expect(listFailed(valid, probe)).toEqual(['add/protocol:no-server-error', 'add/robustness:nan']);
    expect(listFailed(probe)).toEqual(['add/protocol:no-server-error']);
  });
});

describe('the rejection of an invalid request', () => {
  const rejected = add('{"title":1}', { status: 422 });
  const passes = (...entries: Entry[]): boolean =>
    judge(...entries)
      .judged.flatMap(({ observations }) => observations)
      .some(({ clause, finding }) => clause === 'add/request/title:type' && !finding);

  it('passes only if a valid request was accepted and only one clause is violated', () => {
    expect(passes(valid, rejected)).toBe(true);
    expect(passes(rejected)).toBe(false);
    // a rejection waits for the valid request
    for (const status of [400, 422]) expect(passes({ ...rejected, status }, valid)).toBe(true);
    expect(passes(valid, { ...rejected, body: '{"title":1,"id":1}' })).toBe(false);
    for (const [status, isAccepted] of [
      [200, true],
      [299, true],
      [199, false],
      [300, false],
    ] as const)
      expect(passes({ ...valid, status }, rejected), String(status)).toBe(isAccepted);
    expect(passes(add('{"title":2}'), rejected)).toBe(false); // an invalid request was accepted
  });
});
