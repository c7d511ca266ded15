import { describe, expect, it } from 'vitest';
import { composeParameter, proposeMessages } from '../../../../plan/cases/propose-messages.ts';
import type { PlanContext } from '../../../../plan/context.ts';
import type { Json, JsonObject } from '../../../../spec/json.ts';
import type { RequestMessage } from '../../../../spec/openapi/request-message.ts';
import { createDocument, loadDocument } from '../../spec/create-document.ts';
import { createContexts } from '../library.ts';

/** The context of an operation with these fields, a POST to `/books` or to the path. */
async function create(fields: JsonObject, path = '/books'): Promise<PlanContext> {
  const post: Json = { operationId: 'a', responses: { 200: { description: 'OK' } }, ...fields };
  const context = (
    await createContexts(await loadDocument(createDocument({}, { paths: { [path]: { post } } })))
  ).get('a');
  if (!context) throw new Error('the document has no operation');
  return context;
}

const propose = async (fields: JsonObject, userMessage?: Partial<RequestMessage>, path?: string) => {
  const { proposals } = await create(fields, path);
  return proposeMessages({ ...proposals, ...(userMessage && { userMessage }) });
};

const withBody = (schema: Json, media: JsonObject = {}, required = true): JsonObject => ({
  requestBody: { required, content: { 'application/json': { schema, ...media } } },
});
const book: JsonObject = {
  type: 'object',
  required: ['title'],
  properties: { title: { type: 'string' }, pages: { type: 'integer' } },
};

describe('the proposals for an operation', () => {
  const random = ['generated-1', 'generated-2', 'generated-3'];
  it.each<[string, JsonObject, string[]]>([
    ['a body', withBody(book), ['required', 'all', ...random]],
    [
      'examples',
      withBody(book, { examples: { x: { value: { title: 'x' } }, y: { value: { title: 'y' } } } }),
      ['example-1', 'example-2', 'required', 'all', ...random],
    ],
    ['an optional body', withBody(book, {}, false), ['required', 'all', 'plain', ...random]],
    [
      'a text that only a generator finds',
      withBody({ ...book, properties: { title: { type: 'string', pattern: '^[a-f]{3}-x$' } } }),
      ['required', ...random],
    ],
    ['no body', {}, ['plain']], // all others are the same request
    [
      'a body that has only required properties',
      withBody({ ...book, properties: { title: { type: 'string' } }, additionalProperties: false }),
      ['required', ...random],
    ],
  ])('with %s', async (_, fields, names) => {
    const proposals = await propose(fields);
    expect(proposals.map(({ name }) => name)).toEqual(names);
    const messages = proposals.map(({ message }) => JSON.stringify(message));
    expect(new Set(messages).size).toBe(messages.length);
    expect(proposals.every(({ isKnownValid, fixtures }) => !isKnownValid && fixtures.length === 0)).toBe(
      true,
    );
  });

  it('have the required properties, or all', async () => {
    const [required, all] = await propose(withBody(book));
    expect(Object.keys(required?.message.body as JsonObject)).toEqual(['title']);
    expect(Object.keys(all?.message.body as JsonObject)).toEqual(['title', 'pages']);
    expect(required?.description).toBe('only what is required');
    expect(all?.description).toBe('every property');
  });

  it('have the parts that the user gives, and none is random', async () => {
    const fields = {
      ...withBody(book),
      parameters: [
        { name: 'q', in: 'query', required: true, schema: { type: 'integer' } },
        { name: 'r', in: 'query', required: true, schema: { type: 'integer', example: 7 } },
        { name: 'X-A', in: 'header', schema: { type: 'string' } },
        { name: 'c', in: 'cookie', schema: { type: 'string' } },
      ],
    };
    const given = { query: { q: 3 }, header: { 'X-A': 'a' }, cookie: { c: 'd' } };
    const proposals = await propose(fields, given);
    expect(proposals.map(({ name }) => name)).toEqual(['required', 'all']);
    for (const { message, isKnownValid } of proposals) {
      expect(message).toMatchObject({ ...given, query: { q: 3, r: 7 } });
      expect(isKnownValid).toBe(true);
    }
    const [own, ...others] = await propose(fields, { body: { title: 'own' }, mediaType: 'text/plain' });
    expect(others).toEqual([]);
    expect(own?.message).toMatchObject({ body: { title: 'own' }, mediaType: 'text/plain' });
  });

  it('leave out optional parameters', async () => {
    const parameters = (required: boolean): Json => [
      { name: 'q', in: 'query', required, schema: { type: 'integer' } },
    ];
    for (const { message } of await propose({ parameters: parameters(false) }))
      expect(message.query).toEqual({});
    const required = await propose({ parameters: parameters(true) });
    expect(required.length).toBeGreaterThan(0);
    for (const { message } of required) expect(message.query).toHaveProperty('q');
  });

  it('do not exist if a required parameter has no value', async () => {
    const schema = { type: 'string', minLength: 2, maxLength: 1 };
    expect(await propose({ parameters: [{ name: 'q', in: 'query', required: true, schema }] })).toEqual([]);
    const optional = await propose({ parameters: [{ name: 'q', in: 'query', schema }] });
    expect(optional.map(({ name }) => name)).toEqual(['plain']);
  });

  it('of text without a schema are texts', async () => {
    const [first] = await propose({ requestBody: { required: true, content: { 'text/plain': {} } } });
    expect(typeof first?.message.body).toBe('string');
  });
});

describe('the value of a parameter', () => {
  const compose = async (schema: Json, known: Json[] = [], fields: JsonObject = {}, location = 'path') => {
    const parameter: Json = { name: 'isbn', in: location, required: true, schema, ...fields };
    const { proposals, model } = await create({ parameters: [parameter] }, '/books/{isbn}');
    const [own] = model.operation.parameters;
    if (!own) throw new Error('the operation has a parameter');
    const asked: string[] = [];
    const findValues = (name: string, path?: string): Json[] => {
      asked.push(`${name} ${path}`);
      return known;
    };
    const value = composeParameter({ ...proposals, findValues }, own);
    expect(asked[0]).toBe('isbn /books/{isbn}');
    return value;
  };

  it.each<[Json, Json, Json[], JsonObject]>([
    ['k', { type: 'string' }, ['k', 'l'], { example: 'e' }],
    ['l', { type: 'string', minLength: 1 }, ['', 'l'], { example: 'e' }], // the first valid one
    ['e', { type: 'string' }, [1], { example: 'e' }],
    ['f', { type: 'string', minLength: 1 }, [], { examples: { a: { value: '' }, b: { value: 'f' } } }],
    ['x', { enum: ['x', 'y'] }, [], {}],
    [7, { type: 'integer', default: 7 }, [], {}],
    [null, { type: 'string', minLength: 2, maxLength: 1 }, ['ab'], {}],
  ])('is %j for %j if the target returned %j: %j', async (value, schema, known, fields) => {
    expect((await compose(schema, known, fields)) ?? null).toEqual(value);
  });

  it.each<[Json[], string]>([
    [[], 'isbn-x1'],
    [['own'], 'own'],
  ])(
    'is neither an example nor of the target if only created items may change: %j',
    async (created, expected) => {
      const schema: Json = { type: 'string', example: 'first', default: 'second' };
      const { proposals, model } = await create(
        { parameters: [{ name: 'isbn', in: 'path', required: true, schema, example: 'third' }] },
        '/books/{isbn}',
      );
      const [parameter] = model.operation.parameters;
      const findValues = (_: string, path?: string): Json[] => (path === undefined ? ['known'] : created);
      const input = { ...proposals, findValues, isOwnOnly: true } as const;
      expect(parameter && composeParameter(input, parameter)).toBe(expected);
    },
  );

  it('is generated if the example of its schema is invalid', async () => {
    const schema = { type: 'string', pattern: '^[a-f]{3}-[0-9]{2}$', example: 'isbn' };
    expect(await compose(schema)).toMatch(/^[a-f]{3}-[0-9]{2}$/);
  });

  it('is one that its location can carry', async () => {
    expect(await compose({ type: 'string' }, ['', 'a'])).toBe('a'); // an empty segment is another path
  });
});
