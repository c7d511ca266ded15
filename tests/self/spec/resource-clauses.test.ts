import { describe, expect, it } from 'vitest';
import { createResourceClauses, findFault, resourceRules } from '../../../spec/clauses/resource-rules.ts';
import type { Json, JsonObject } from '../../../spec/json.ts';
import { findResources } from '../../../spec/openapi/resources.ts';
import { loadDocument } from './create-document.ts';
import { json } from './create-model.ts';

const path = (name: string): Json => ({ name, in: 'path', required: true, schema: { type: 'string' } });
const query = (name: string, schema: JsonObject): Json => ({ name, in: 'query', schema });
const done: JsonObject = { description: 'done' };
const secured: JsonObject = { security: [{ key: [] }] };
const item: Json = { type: 'object', properties: { title: { type: 'string' } } };

const withProperty = (name: string, schema: Json): Json => ({
  type: 'object',
  properties: { [name]: schema },
});
const nullable = withProperty('note', { type: ['string', 'null'] });
const state = withProperty('status', { type: 'string' });
const withDefault = withProperty('edition', { type: 'integer', default: 1 });
const show = (schema: Json): JsonObject => ({ ...done, content: json(schema) });
const conflict: Json = { description: 'The book already has this status' };
const ifMatch: Json = { name: 'If-Match', in: 'header', schema: { type: 'string' } };

/** The clauses about effects of the operation with the id. Operations are `method path` with these fields. */
async function createClauses(id: string, operations: Readonly<Record<string, JsonObject>>) {
  const paths: Record<string, JsonObject> = {};
  for (const [name, fields] of Object.entries(operations)) {
    const [method = '', at = ''] = name.split(' ');
    const parameters = [...at.matchAll(/\{(\w+)\}/g)].map(([, each = '']) => path(each));
    paths[at] = {
      ...paths[at],
      parameters,
      [method]: { operationId: name, responses: { 200: done }, ...fields },
    };
  }
  const contract = await loadDocument({
    ...{ openapi: '3.1.0', info: { title: 'Small', version: '1' }, paths },
    components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
  });
  const operation = contract.operations.find((each) => each.id === id);
  if (!operation) throw new Error(`no operation ${id}`);
  return createResourceClauses(operation, findResources(contract.operations));
}

const listNames = async (id: string, operations: Readonly<Record<string, JsonObject>>): Promise<string[]> =>
  (await createClauses(id, operations)).map((clause) =>
    clause.id.slice(id.length + 1).replace('resource:', ''),
  );

const all = {
  ...{ 'post /books': {}, 'get /books': {}, 'get /books/{id}': {}, 'patch /books/{id}': {} },
  ...{ 'put /books/{id}': {}, 'delete /books/{id}': {} },
};

describe('the clauses about the effects of', () => {
  it.each([
    [
      'post /books',
      [
        'created-can-be-read',
        'location',
        'created-as-sent',
        'created-as-answered',
        'created-is-listed',
        'rejected-changes-nothing',
      ],
    ],
    ['get /books/{id}', ['reading-changes-nothing']],
    [
      'patch /books/{id}',
      [
        'update-is-visible',
        'update-keeps-the-rest',
        'rejected-changes-nothing',
        'others-unchanged',
        'changed-as-answered',
        'identity',
      ],
    ],
    [
      'put /books/{id}',
      [
        'replacement-is-visible',
        'replace-is-idempotent',
        'rejected-changes-nothing',
        'others-unchanged',
        'changed-as-answered',
        'identity',
      ],
    ],
    [
      'delete /books/{id}',
      [
        'deleted-is-gone',
        'deleted-is-not-listed',
        'deleted-cannot-change',
        'delete-is-idempotent',
        'others-unchanged',
      ],
    ],
    ['get /books', []],
  ])('%s', async (id, expected) => {
    expect(await listNames(id, all)).toEqual(expected);
  });

  it.each<[string, JsonObject, string]>([
    ['post /books', { responses: { 409: done } }, 'duplicate'],
    ['get /books/{id}', { responses: { 304: done } }, 'not-modified'],
    ['patch /books/{id}', { responses: { 412: done } }, 'precondition'],
    ['get /books/{id}', secured, 'other-user'],
    ['patch /books/{id}', secured, 'other-user'],
    ['put /books/{id}', secured, 'other-user'],
    ['delete /books/{id}', secured, 'other-user'],
    ['delete /books/{id}', secured, 'rejected-changes-nothing'],
    ['get /books', secured, 'other-user'],
    ['get /books/{id}', { responses: { 304: done } }, 'modified'],
    ['get /books/{id}', { responses: { 200: { ...done, headers: { etag: {} } } } }, 'entity-tag'],
    ['put /books/{id}', { responses: { 412: done } }, 'precondition'],
    ['delete /books/{id}', { parameters: [ifMatch] }, 'precondition'],
    ['patch /books/{id}', { requestBody: { content: json(nullable) } }, 'update-removes'],
    [
      'patch /books/{id}',
      { responses: { 409: conflict }, requestBody: { content: json(state) } },
      'repeated-transition',
    ],
    ['post /books', { requestBody: { content: json(withDefault) } }, 'defaults'],
  ])('%s with %j, which has %s', async (id, fields, name) => {
    expect(await listNames(id, all)).not.toContain(name);
    expect(await listNames(id, { ...all, [id]: fields })).toContain(name);
  });

  it('a change with a 409 that may have another reason, which has no repeated transition', async () => {
    const fields = { responses: { 409: done }, requestBody: { content: json(state) } };
    expect(await listNames('patch /books/{id}', { ...all, 'patch /books/{id}': fields })).not.toContain(
      'repeated-transition',
    );
    const withdraw = { 'post /books/{id}/withdrawal': { responses: { 409: done } } };
    expect(await listNames('post /books/{id}/withdrawal', { ...all, ...withdraw })).toEqual([
      'repeated-transition',
      'changed-as-answered',
    ]);
  });

  const limit = query('limit', { type: 'integer' });
  it.each<[JsonObject, string[]]>([
    [{ parameters: [limit] }, ['list:limit']],
    [{ parameters: [query('page', { type: 'integer' })] }, []],
    [{ parameters: [limit, query('page', { type: 'integer' })] }, ['list:limit', 'list:pages']],
    [{ parameters: [limit, query('offset', { type: 'integer' })] }, ['list:limit', 'list:pages']],
    [{ parameters: [limit, query('cursor', { type: 'string' })] }, ['list:limit', 'list:pages']],
    [{ parameters: [query('sort', { type: 'string', enum: ['title'] })] }, ['list:sort']],
    [
      {
        parameters: [query('title', { type: 'string' })],
        responses: { 200: show({ type: 'array', items: item }) },
      },
      ['list:filter'],
    ],
    [{ responses: { 200: { ...done, headers: { 'X-Total-Count': {} } } } }, ['list:total']],
    [{ responses: { 200: show({ type: 'object', properties: { totalItems: {} } }) } }, ['list:total']],
    [{ responses: { 200: show({ type: 'object', properties: { Pagination: {} } }) } }, ['list:total']],
    [{ responses: { 200: show({ type: 'object', properties: { count: {} } }) } }, []],
    [
      {
        responses: {
          200: show({ type: 'object', properties: { meta: { type: 'object', properties: { total: {} } } } }),
        },
      },
      ['list:total'],
    ],
    [
      {
        parameters: [query('pageNumber', { type: 'integer' })],
        responses: { 200: show({ type: 'object', properties: { page_number: {} } }) },
      },
      ['list:stated-page'],
    ],
    [
      {
        parameters: [query('size', { type: 'integer' })],
        responses: { 200: show({ type: 'object', properties: { size: {} } }) },
      },
      ['list:limit'],
    ],
  ])('a list with %j', async (fields, expected) => {
    expect(await listNames('get /books', { ...all, 'get /books': fields })).toEqual(expected);
  });

  it('items above and below others', async () => {
    const reviews = { ...all, 'get /books/{id}/reviews/{review_id}': {} };
    const id = 'get /books/{id}/reviews/{review_id}';
    expect(await listNames(id, reviews)).toContain('belongs-to-parent');
    expect(await listNames('get /books/{id}', reviews)).not.toContain('belongs-to-parent');
    expect(await listNames('delete /books/{id}', reviews)).toContain('children-are-gone');
    expect(await listNames('delete /books/{id}', all)).not.toContain('children-are-gone');
    expect(await listNames('delete /books/{id}', all)).not.toContain('deleted-cannot-be-used');
    const creating = { ...reviews, 'post /books/{id}/reviews': {} };
    expect(await listNames('delete /books/{id}', creating)).toContain('deleted-cannot-be-used');
    const protectedReviews = { ...creating, 'post /books/{id}/reviews': secured };
    expect(await listNames('post /books/{id}/reviews', protectedReviews)).toContain('other-user');
    expect(await listNames('post /books/{id}/reviews', creating)).not.toContain('other-user');
  });

  it('an operation that cannot be seen without others have what is missing', async () => {
    const [clause] = await createClauses('patch /books/{id}', {
      'patch /books/{id}': {},
      'get /books/{id}': {},
    });
    expect(clause?.unsupported).toBe('the document has no POST /books');
    const [update] = await createClauses('patch /books/{id}', { 'patch /books/{id}': {}, 'post /books': {} });
    expect(update?.unsupported).toBe('the document has no GET /books/{id}');
    const clauses = await createClauses('delete /books/{id}', {
      'delete /books/{id}': {},
      'post /books': {},
    });
    expect(clauses.map(({ unsupported }) => unsupported)).toEqual([
      'the document has no GET /books/{id}',
      'the document has no GET /books',
      'the document has no GET /books/{id}',
      'the document has no GET /books/{id}',
    ]);
    for (const each of await createClauses('patch /books/{id}', all))
      expect(each).not.toHaveProperty('unsupported');
  });

  it('an operation of several resources has each clause once', async () => {
    const names = await listNames('post /authors/{id}/books', {
      ...{ 'post /authors/{id}/books': {}, 'get /books/{id}': {}, 'get /shop/books/{id}': {} },
    });
    expect(names).toEqual([...new Set(names)]);
    expect(names).toContain('location');
  });
});

it('a clause has the operation, and an RFC or the convention as its source', async () => {
  const [first, , third] = await createClauses('post /books', all);
  expect(first).toMatchObject({
    ...{ id: 'post /books/resource:created-can-be-read', level: 'MUST', rfc: 'RFC 9110 section 15.3.2' },
    ...{ family: 'semantics', operation: 'post /books' },
  });
  expect(third).toMatchObject({ level: 'SHOULD', origin: 'a convention of HTTP APIs' });
});

it('a rule is MUST only if an RFC requires it', () => {
  const strict = resourceRules.filter(({ level }) => level === 'MUST');
  expect(strict.map(({ name, action }) => `${action} ${name}`)).toEqual([
    ...[
      'create resource:created-can-be-read',
      'create resource:location',
      'update resource:update-is-visible',
    ],
    ...['replace resource:replace-is-idempotent', 'delete resource:deleted-is-gone'],
    ...['delete resource:delete-is-idempotent', 'update resource:rejected-changes-nothing'],
  ]);
  expect(strict.filter(({ rfc }) => rfc === undefined)).toEqual([]);
});

it('the fault is that of the rule, for clauses about effects only', async () => {
  const clauses = await createClauses('post /books', all);
  expect(clauses.map(findFault).slice(0, 2)).toEqual([
    'what a 201 says is created cannot be read',
    '`Location` does not refer to the created resource',
  ]);
  const [clause] = clauses;
  expect(clause && findFault({ ...clause, id: 'post /books/protocol:date' })).toBeUndefined();
});
