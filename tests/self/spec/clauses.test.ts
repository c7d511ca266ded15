import { describe, expect, it } from 'vitest';
import { listBodyBranches } from '../../../spec/clauses/acceptance-clauses.ts';
import type { Clause } from '../../../spec/clauses/clause.ts';
import { describeCommonCauses, describeMethod } from '../../../spec/clauses/explanations.ts';
import type { OperationModel } from '../../../spec/clauses/operation-model.ts';
import type { Json, JsonObject } from '../../../spec/json.ts';
import { createModel, json } from './create-model.ts';

const createBodyModel = (schema: JsonObject) =>
  createModel({ requestBody: { required: true, content: json(schema) } });

/** The ids of the clauses that match, without the operation. */
const listIds = ({ clauses }: OperationModel, pattern: RegExp): string[] =>
  clauses.map(({ id }) => id.slice(2)).filter((id) => pattern.test(id));

describe('the clauses of a request body', () => {
  it.each<[string, JsonObject, string[]]>([
    ['a nullable property', { properties: { a: { type: ['integer', 'null'] } } }, ['/a:accepts-null']],
    ['an optional property', { properties: { a: { type: 'integer' } } }, ['/a:accepts-present']],
    ['a required property', { properties: { a: { type: 'integer' } }, required: ['a'] }, []],
    [
      'an optional text, with what is only SHOULD',
      { properties: { a: { type: 'string' } } },
      ['/a:accepts-present', '/a:accepts-any-character'],
    ],
    [
      'an optional property with branches, which have their own',
      { properties: { a: { anyOf: [{ type: 'integer', minimum: 2 }, { type: 'boolean' }] } } },
      ['/a@integer:accepts-minimum'],
    ],
    ['an open object', { type: 'object', additionalProperties: true }, [':accepts-extra']],
    ['an object that is open by default', { type: 'object' }, [':accepts-extra']],
    ['a closed object', { type: 'object', additionalProperties: false }, []],
    ['a body that may be null, which is not a property', { type: ['array', 'null'] }, []],
  ])('state what must be accepted: %s', async (_, schema, ids) => {
    const accepted = listIds(await createBodyModel(schema), /^request.*:accepts-(?!any$)/);
    expect(accepted.map((id) => id.slice('request'.length))).toEqual(ids);
  });

  it('leave out what the choice of a branch implies: the values of its tag', async () => {
    const branch = (kind: string): JsonObject => ({
      ...{ type: 'object', required: ['kind'], additionalProperties: false },
      properties: { kind: { enum: [kind] }, size: { enum: ['S', 'L'] } },
    });
    const oneOf = [branch('shirt'), branch('shoe')];
    const model = await createBodyModel({ oneOf, discriminator: { propertyName: 'kind' } });
    const ids = listIds(model, /:accepts-values$/);
    expect(ids).toHaveLength(2);
    expect(ids.filter((id) => id.includes('/kind'))).toEqual([]);
  });

  it('include one for each branch of a union of unions', async () => {
    const { request } = await createBodyModel({
      oneOf: [{ anyOf: [{ type: 'string' }, { type: 'null' }] }, { type: 'integer' }],
    });
    expect(request && listBodyBranches(request).map(({ schema }) => schema)).toMatchObject([
      { type: 'string' },
      { type: 'null' },
      { type: 'integer' },
    ]);
  });

  it('are unsupported if no value satisfies the schema', async () => {
    const { clauses } = await createBodyModel({ type: 'string', minLength: 2, maxLength: 1 });
    const isSupported = ({ id, unsupported }: Clause) => /\/request/.test(id) && unsupported === undefined;
    expect(clauses.filter(isSupported).map(({ id }) => id)).toEqual([]);
  });
});

describe('the clauses of response bodies', () => {
  it('are unsupported as a whole if no value satisfies the schema', async () => {
    const content = json({ type: 'string', minLength: 2, maxLength: 1 });
    const { clauses } = await createModel({ responses: { 200: { description: 'OK', content } } });
    expect(clauses.find(({ id }) => id === 'a/200:schema')?.unsupported).toContain('minLength 2 is greater');
  });

  it('are named after the first JSON media type and those that follow', async () => {
    const text: Json = { schema: { type: 'string' } };
    const content: Json = { 'text/plain': text, ...json({}), 'application/problem+json': {} };
    const { responses } = await createModel({ responses: { 200: { description: 'OK', content } } });
    expect([...responses.keys()]).toEqual(['200', '200(application/problem+json)']);
  });
});

describe('the clauses of a parameter', () => {
  const listTypes = async (fields: JsonObject) =>
    listIds(await createModel({ parameters: [{ name: 'q', in: 'query', ...fields }] }), /:type$/);

  it('state no type that every text has', async () => {
    expect(await listTypes({ schema: { type: 'string' } })).toEqual([]);
    expect(await listTypes({ schema: { type: 'integer' } })).toEqual(['request/query.q:type']);
  });

  it('state the type of a value that is sent as JSON', async () => {
    expect(await listTypes({ content: json({ type: 'string' }) })).toEqual(['request/query.q:type']);
  });
});

it('a path parameter cannot be left out: no clause states that it is required', async () => {
  const parameter = (name: string, location: string): Json => ({
    ...{ name, in: location, required: true, schema: { type: 'string' } },
  });
  const parameters = [parameter('isbn', 'path'), parameter('edition', 'query')];
  const model = await createModel({ parameters }, '/books/{isbn}');
  expect(listIds(model, /^request\/.*:required$/)).toEqual(['request/query.edition:required']);
});

describe('the level and source of a clause', () => {
  const findClause = ({ clauses }: OperationModel, name: string) =>
    clauses.find(({ id }) => id === `a/${name}`);

  it('that any scheme of a URI is accepted is SHOULD, that its optional parts are is MUST', async () => {
    const model = await createBodyModel({ properties: { link: { type: 'string', format: 'uri' } } });
    expect(findClause(model, 'request/link:accepts-any-scheme')?.level).toBe('SHOULD');
    const variety = findClause(model, 'request/link:accepts-variety');
    expect(variety?.level).toBe('MUST');
    expect(variety?.schemaPointer).toMatch(/properties\/link\/format$/);
  });

  it.each<[string, string | undefined]>([
    ['token', 'RFC 6750 section 3.1'],
    ['key', undefined], // no specification defines a rule for API keys
  ])('about an unknown %s', async (scheme, rfc) => {
    const clause = findClause(await createModel({ security: [{ [scheme]: [] }] }), 'authentication:unknown');
    expect(clause?.rfc).toBe(rfc);
    expect(clause?.schemaPointer).toBe(`#/components/securitySchemes/${scheme}`);
  });
});

describe('the common causes of a violation', () => {
  it('differ between what a server accepts and what it sends', async () => {
    const schema: Json = { type: 'object', properties: { isbn: { type: 'string', pattern: '^97[89]' } } };
    const { clauses } = await createModel({
      requestBody: { content: json(schema) },
      responses: { 200: { description: 'OK', content: json(schema) } },
    });
    const [request, response] = ['request', '200'].map((name) => {
      const clause = clauses.find(({ id }) => id === `a/${name}/isbn:pattern`);
      return clause && describeCommonCauses(clause);
    });
    expect(request).toContain('in the document and not in the code');
    expect(response).toContain('values from before the pattern');
  });
});

it.each(['404', '4XX', 'default'])(
  'the method of a clause names the status only for the shape of an error: %s',
  async (status) => {
    const content = json({ type: 'object', properties: { title: { type: 'string' } } });
    const createResponse = (description: string) => ({ description, content });
    const { clauses } = await createModel({
      responses: { 200: createResponse('OK'), [status]: createResponse('An error') },
    });
    const [success, error] = ['200', status].map((name) => {
      const clause = clauses.find(({ id }) => id === `a/${name}/title:type`);
      return clause && describeMethod(clause);
    });
    expect(success).toContain('Every documented success');
    expect(error).toContain(`the documented status ${status}`);
  },
);
