import { describe, expect, it } from 'vitest';
import type { Clause } from '../../../spec/clauses/clause.ts';
import { describeCommonCauses } from '../../../spec/clauses/explanations.ts';
import type { OperationModel } from '../../../spec/clauses/operation-model.ts';
import type { Json, JsonObject } from '../../../spec/json.ts';
import { createModel, json } from './create-model.ts';

/** The ids of the clauses that match, without the operation. */
const listIds = ({ clauses }: OperationModel, pattern: RegExp): string[] =>
  clauses.map(({ id }) => id.slice('a/'.length)).filter((id) => pattern.test(id));

const find = ({ clauses }: OperationModel, id: string): Clause | undefined =>
  clauses.find((clause) => clause.id === `a/${id}`);

describe('what a server must accept of a property', () => {
  it.each<[JsonObject | boolean, string[]]>([
    [{ type: 'string', minLength: 1 }, ['shortest', 'any-character']],
    [{ type: 'string', maxLength: 9 }, ['longest', 'any-character']],
    [{ type: 'string', maxLength: 1 }, ['longest']], // no room for two characters
    [{ type: 'string', pattern: '^a*$' }, ['present']],
    [{ type: 'string', format: 'date-time' }, ['present', 'any-offset']],
    [{ type: 'string', format: 'date-time', pattern: 'Z$' }, ['present']],
    [{ type: 'string', format: 'date' }, ['present', 'leap-day']],
    [{ type: 'string', format: 'date', pattern: '^2' }, ['present']],
    [{ type: 'string', format: 'email' }, ['present', 'plus-sign']],
    [{ type: 'array', maxItems: 3 }, ['present', 'most-items']],
    [{ type: 'integer', minimum: 0, maximum: 0 }, ['minimum', 'maximum']],
    [{ type: 'integer', exclusiveMinimum: 0 }, ['present']],
    [{ enum: ['a', 'b'] }, ['values']],
    [{ type: 'string', format: 'uri' }, ['variety', 'any-scheme']],
    [{ type: 'string', format: 'uri-reference' }, ['present']],
    [{ type: 'string', format: 'uuid' }, ['present']],
    [{ type: ['object', 'null'] }, ['null', 'extra']],
    [{ type: 'object', additionalProperties: { type: 'string' } }, ['extra']],
    [{ properties: { b: { type: 'string', minLength: 1 } } }, ['present']], // any type may be sent
    [{ allOf: [{ type: 'string', maxLength: 9 }] }, []],
    [{ oneOf: [{ type: 'string', maxLength: 9 }] }, []],
    [true, ['present']],
  ])('%j: %j', async (property, features) => {
    const schema: Json = { properties: { a: property } };
    const model = await createModel({ requestBody: { content: json(schema) } });
    const ids = listIds(model, /^request\/a:accepts-/);
    expect(ids.map((id) => id.slice('request/a:accepts-'.length))).toEqual(features);
  });

  it.each(['author_id', 'authorId', 'author_ids'])(
    'does not include any text for the reference %s',
    async (name) => {
      const schema: Json = { properties: { [name]: { type: 'string' }, title: { type: 'string' } } };
      const model = await createModel({ requestBody: { content: json(schema) } });
      expect(listIds(model, /any-character$/)).toEqual(['request/title:accepts-any-character']);
    },
  );

  it('includes any text of two characters, also in lists, except of references', async () => {
    const list = (items: Json): Json => ({ type: 'array', items });
    const text: Json = { type: 'string' };
    const properties: Json = {
      ...{ one: { type: 'string', maxLength: 1 }, two: { type: 'string', maxLength: 2 } },
      ...{ author_id: list(text), authors: list(list(text)) },
      books: list({ properties: { author_id: list(text), titles: list(text) } }),
    };
    const model = await createModel({ requestBody: { content: json({ properties }) } });
    expect(listIds(model, /any-character$/)).toEqual(
      ['two', 'authors/-/-', 'books/-/titles/-'].map((path) => `request/${path}:accepts-any-character`),
    );
  });

  it('is stated by its keyword, and by the schema if the keyword is absent', async () => {
    const schema: Json = { type: 'object', properties: { a: { type: 'string', maxLength: 9 } } };
    const model = await createModel({ requestBody: { content: json(schema) } });
    expect(find(model, 'request/a:accepts-longest')?.schemaPointer).toMatch(/properties\/a\/maxLength$/);
    expect(find(model, 'request:accepts-extra')?.schemaPointer).toMatch(/schema$/);
  });
});

describe('a rule about what only some requests and responses have', () => {
  const own = '#/paths/~1books/post/requestBody/content/application~1json/schema';
  const node: JsonObject = { type: 'object', properties: { next: { $ref: own } } };
  const number: Json = { type: ['number', 'null'] };
  it.each<[string, boolean, JsonObject]>([
    ['a number in a list', true, { requestBody: { content: json({ type: 'array', items: number }) } }],
    ['a number in a branch', true, { requestBody: { content: json({ anyOf: [{ allOf: [number] }] }) } }],
    ['a number in a map', true, { requestBody: { content: json({ additionalProperties: number }) } }],
    ['a schema that contains itself', false, { requestBody: { content: json(node) } }],
    [
      'a number in the query',
      true,
      { parameters: [{ name: 'n', in: 'query', schema: { type: 'integer' } }] },
    ],
    ['no number', false, { parameters: [{ name: 'n', in: 'query', schema: { type: 'string' } }] }],
  ])('applies to large numbers with %s: %s', async (_, applies, operation) => {
    const model = await createModel(operation);
    expect(find(model, 'robustness:large-integer') !== undefined).toBe(applies);
  });

  it.each([200, 204])('applies to 204 where the document has it: %i', async (status) => {
    const model = await createModel({ responses: { [status]: { description: 'done' } } });
    expect(find(model, 'protocol:no-content') !== undefined).toBe(status === 204);
  });
});

describe('the clauses of a body', () => {
  const text: Json = { schema: { type: 'string' } };
  const accepted = (type: string): string => `request(${type}):accepted`;
  it.each<[string, JsonObject, string[]]>([
    ['optional', { content: json({}) }, ['request:accepts-no-body']],
    ['optional explicitly', { required: false, content: json({}) }, ['request:accepts-no-body']],
    ['required', { required: true, content: json({}) }, []],
    [
      'of two types',
      { required: true, content: { 'text/plain': text, ...json({}) } },
      [accepted('text/plain')],
    ],
    ['of a range with the same type', { required: true, content: { ...json({}), '*/*': {} } }, []],
    [
      'of a range with another',
      { required: true, content: { ...json({}), 'text/*': text } },
      [accepted('text/*')],
    ],
  ])('%s', async (_, requestBody, ids) => {
    const model = await createModel({ requestBody });
    expect(listIds(model, /^request(\(.*\):accepted|:accepts-no-body)$/)).toEqual(ids);
  });

  it('do not exist for an operation without body', async () => {
    expect(listIds(await createModel({}), /^request/)).toEqual(['request:accepted']);
  });
});

describe('the clause that the values of a parameter are accepted', () => {
  it.each<[string, Json, boolean]>([
    ['query', { type: 'string' }, true],
    ['header', { type: 'string' }, true],
    ['path', { type: 'string' }, false],
    ['path', { type: 'integer' }, false],
    ['path', { enum: ['a'] }, true],
    ['path', { type: 'integer', minimum: 1 }, true],
    ['path', { type: 'integer', maximum: 1 }, true],
    ['path', { type: 'boolean' }, true],
    ['path', { type: 'array', items: { type: 'string' } }, true],
    ['path', { type: 'object' }, true],
    ['path', { anyOf: [{ type: 'string' }, { enum: [1] }] }, true],
  ])('exists in %s for %j: %s', async (location, schema, exists) => {
    const parameters: Json = [{ name: 'p', in: location, required: true, schema }];
    const model = await createModel({ parameters }, location === 'path' ? '/books/{p}' : '/books');
    expect(listIds(model, /^request\/.*:accepted$/)).toEqual(
      exists ? [`request/${location}.p:accepted`] : [],
    );
  });

  it('is apart from the one that a required parameter is present', async () => {
    const schema: Json = { type: 'array', items: { type: 'integer' } };
    const parameters: Json = [{ name: 'p', in: 'query', required: true, schema }];
    const model = await createModel({ parameters });
    const names = ['accepted', 'required'].map((name) => `request/query.p:${name}`);
    expect(listIds(model, /^request\//)).toEqual([...names, 'request/query.p/-:type']);
    const pointer = '#/paths/~1books/post/parameters/0';
    const found = names.map((name) => find(model, name));
    expect(found.map((clause) => clause?.schemaPointer)).toEqual([pointer, `${pointer}/required`]);
    expect(found.map((clause) => clause?.family)).toEqual(['valid requests', 'invalid requests']);
    expect(found.map((clause) => clause?.keyword)).toEqual([undefined, 'required']);
  });
});

it('a header of a response has clauses unless it is Content-Type', async () => {
  const schema: Json = { type: 'integer' };
  const headers: Json = { 'X-A': { required: true, schema }, 'X-B': { schema }, 'content-type': { schema } };
  const model = await createModel({ responses: { 200: { description: 'OK', headers } } });
  expect(listIds(model, /^200/)).toEqual(
    ['A:required', 'A:type', 'B:type'].map((id) => `200/header.X-${id}`),
  );
});

describe('the source of a rule', () => {
  it.each<[string, string]>([
    ['protocol:status', '#/paths/~1books/post/responses'],
    ['protocol:date', '#/paths/~1books/post'],
    ['authentication:none', '#/components/securitySchemes/token'],
  ])('%s is %s', async (rule, pointer) => {
    const model = await createModel({ security: [{ token: [] }, { key: [] }] });
    expect(find(model, rule)?.schemaPointer).toBe(pointer);
  });

  it.each<[Json, string]>([
    [[{ token: [] }], 'an unknown token is rejected'],
    [[{ key: [] }], 'unknown credentials are rejected'],
    [[{ token: [] }, { key: [] }], 'unknown credentials are rejected'],
  ])('with %j is not about other credentials: %s', async (security, description) => {
    const clause = find(await createModel({ security }), 'authentication:unknown');
    expect(clause?.description).toBe(description);
    expect(clause?.rfc !== undefined).toBe(description.includes('token'));
  });
});

it.each<[Json, string[]]>([
  [[{ tls: [] }], ['tls']],
  [[{ token: [] }, { tls: [] }], ['tls']],
  [[{ token: [], tls: [] }, { tls: [] }], ['tls']],
  [[{ digest: [] }], ['digest']],
  [[{ token: [] }], []],
])('a security scheme that cannot be tested has an unsupported clause: %j', async (security, names) => {
  const model = await createModel({ security });
  const ids = names.map((name) => `authentication:scheme(${name})`);
  expect(listIds(model, /^authentication:scheme\(/)).toEqual(ids);
  for (const id of ids) {
    expect(find(model, id)?.unsupported).toContain('cannot create credentials');
    expect(find(model, id)?.description).toMatch(/\((mutualTLS|HTTP digest)\)/);
  }
});

it.each<[string, Partial<Clause>, RegExp]>([
  ['request/x:accepts-null', {}, /confuses null with absent/],
  ['request/x:accepts-present', {}, /check that is not in the document/],
  ['request:accepted', {}, /check that is not in the document/],
  ['request/x:required', { keyword: 'required', family: 'invalid requests' }, /./],
  ['200/x:maximum', { keyword: 'maximum', family: 'response shape' }, /total or a rati/],
  ['request/x:maximum', { keyword: 'maximum', family: 'invalid requests' }, /silently reduces/],
  ['authentication:unscoped', { family: 'authentication' }, /loads the scopes/],
  ['authentication:empty', { family: 'authentication' }, /outside the authentication/],
  ['semantics:x', { family: 'semantics' }, /No common cause is known/],
])('the common causes of %s', (name, parts, causes) => {
  const clause: Clause = {
    id: `a/${name}`,
    level: 'MUST',
    family: 'valid requests',
    operation: 'a',
    description: 'x',
  };
  expect(describeCommonCauses({ ...clause, ...parts })).toMatch(causes);
});

it('a header of an error belongs to the errors, one of a success to the shape of responses', async () => {
  const headers: Json = { 'X-A': { required: true, schema: { type: 'integer' } } };
  const createResponse = (description: string): Json => ({ description, headers });
  const model = await createModel({ responses: { 200: createResponse('OK'), 404: createResponse('Gone') } });
  const families = ['200', '404'].flatMap((status) =>
    ['required', 'type'].map((name) => find(model, `${status}/header.X-A:${name}`)?.family),
  );
  expect(families).toEqual(['response shape', 'response shape', 'errors', 'errors']);
});

it('a body that is optional, and any valid body, are stated by its object and its schema', async () => {
  const model = await createModel({ requestBody: { content: json({ type: 'object' }) } });
  const pointer = '#/paths/~1books/post/requestBody';
  expect(find(model, 'request:accepts-no-body')?.schemaPointer).toBe(pointer);
  const media = `${pointer}/content/application~1json`;
  expect(find(model, 'request:accepts-any')?.schemaPointer).toBe(`${media}/schema`);
  expect(find(model, 'request:accepted')?.schemaPointer).toBe(`${media}/schema`);
});
