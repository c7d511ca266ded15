import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../spec/json.ts';
import { listDefects, loadDocument } from './create-document.ts';

const createSwagger = (
  operation: JsonObject,
  fields: JsonObject = {},
  pathItem: JsonObject = {},
): JsonObject => ({
  swagger: '2.0',
  info: { title: 'Old', version: '1' },
  host: 'api.example',
  basePath: '/v1',
  schemes: ['https'],
  paths: { '/a': { ...pathItem, post: { responses: { '200': { description: 'OK' } }, ...operation } } },
  ...fields,
});

async function loadOperation(operation: JsonObject, fields?: JsonObject, pathItem?: JsonObject) {
  const contract = await loadDocument(createSwagger(operation, fields, pathItem));
  return { contract, operation: contract.operations[0] ?? expect.fail('no operation') };
}

const respond = (response: JsonObject): JsonObject => ({
  responses: { '200': { description: 'OK', ...response } },
});

describe('a Swagger 2.0 document', () => {
  it('has the server of its host, base path and schemes', async () => {
    const { contract } = await loadOperation({ schemes: ['http'] });
    expect(contract.servers.map(({ url }) => url)).toEqual(['https://api.example/v1']);
  });

  it('may lack a host, or have its version as a number', async () => {
    const { host: _, ...others } = createSwagger({});
    const contract = await loadDocument({ ...others, swagger: 2.0 });
    expect(contract.operations).toHaveLength(1);
  });

  it.each<[string, JsonObject, JsonObject, JsonObject]>([
    [
      'a query parameter',
      { name: 'q', in: 'query', type: 'integer', minimum: 1, default: 2 },
      { schema: { type: 'integer', minimum: 1, default: 2 }, style: 'form', required: false },
      {},
    ],
    [
      'a list, separated by commas',
      { name: 'q', in: 'query', type: 'array', items: { type: 'string', enum: ['a'] } },
      { schema: { type: 'array', items: { type: 'string', enum: ['a'] } }, style: 'form', explode: false },
      {},
    ],
    [
      'a list, as repeated parameters',
      { name: 'q', in: 'query', type: 'array', items: { type: 'string' }, collectionFormat: 'multi' },
      { style: 'form', explode: true },
      {},
    ],
    [
      'a list, separated by pipes',
      { name: 'q', in: 'query', type: 'array', items: { type: 'string' }, collectionFormat: 'pipes' },
      { style: 'pipeDelimited', explode: false },
      {},
    ],
    [
      'a shared parameter',
      { $ref: '#/parameters/Q' },
      { name: 'X-Q', in: 'header', required: true, schema: { type: 'string', pattern: '^a$' } },
      { parameters: { Q: { name: 'X-Q', in: 'header', type: 'string', pattern: '^a$', required: true } } },
    ],
  ])('has %s', async (_, parameter, expected, fields) => {
    const { operation } = await loadOperation({ parameters: [parameter] }, fields);
    expect(operation.parameters).toMatchObject([expected]);
  });

  it('has the parameters of a path item, overridden by those of the operation', async () => {
    const shared = {
      parameters: [
        { name: 'a', in: 'query', type: 'string' },
        { name: 'b', in: 'query', type: 'string' },
      ],
    };
    const { operation } = await loadOperation(
      { parameters: [{ name: 'b', in: 'query', type: 'integer' }] },
      {},
      shared,
    );
    expect(operation.parameters).toMatchObject([
      { name: 'a', schema: { type: 'string' } },
      { name: 'b', schema: { type: 'integer' } },
    ]);
  });

  it.each<[string, JsonObject, JsonObject]>([
    ['of its own', { consumes: ['application/xml', 'application/json'] }, { consumes: ['text/plain'] }],
    ['of the document', {}, { consumes: ['application/xml', 'application/json'] }],
  ])('has a body with the media types %s', async (_, own, fields) => {
    const body = { name: 'body', in: 'body', required: true, schema: { $ref: '#/definitions/A' } };
    const { operation } = await loadOperation(
      { parameters: [body], ...own },
      { ...fields, definitions: { A: { type: 'object', required: ['b'] } } },
    );
    expect(operation.body).toMatchObject({
      required: true,
      content: [{ type: 'application/xml' }, { type: 'application/json', schema: { required: ['b'] } }],
    });
  });

  it('has a shared body, also if the path item refers to it', async () => {
    const Body = { name: 'body', in: 'body', schema: { type: 'array', items: { type: 'integer' } } };
    const shared = { parameters: [{ $ref: '#/parameters/Body' }] };
    const { operation } = await loadOperation({}, { parameters: { Body } }, shared);
    expect(operation.body).toMatchObject({ required: false, content: [{ schema: Body.schema }] });
    expect(operation.parameters).toEqual([]);
  });

  it('has a form with all constraints of its fields', async () => {
    const parameters = [
      { name: 'n', in: 'formData', type: 'integer', maximum: 5, required: true },
      { name: 'list', in: 'formData', type: 'array', items: { type: 'string', maxLength: 2 } },
      { name: 'many', in: 'formData', type: 'array', items: { type: 'string' }, collectionFormat: 'multi' },
    ];
    const { operation } = await loadOperation({ parameters });
    expect(operation.body).toMatchObject({
      required: true,
      content: [
        {
          type: 'application/x-www-form-urlencoded',
          encoding: { list: { style: 'form', explode: false } },
          schema: {
            type: 'object',
            required: ['n'],
            properties: {
              n: { type: 'integer', maximum: 5 },
              list: { type: 'array', items: { type: 'string', maxLength: 2 } },
              many: { type: 'array' },
            },
          },
        },
      ],
    });
    expect(operation.body?.content).toHaveLength(1);
    expect(operation.body?.content[0]?.encoding).not.toHaveProperty('many');
  });

  it('has a multipart body for a file', async () => {
    const parameters = [{ name: 'f', in: 'formData', type: 'file' }];
    const consumes = ['application/x-www-form-urlencoded'];
    const { operation } = await loadOperation({ parameters, consumes });
    expect(operation.body?.content).toMatchObject([
      { type: 'multipart/form-data', schema: { properties: { f: { type: 'string', format: 'binary' } } } },
    ]);
  });

  it('has responses with the media types and headers of the operation, also shared ones', async () => {
    const headers = { 'X-Count': { type: 'array', items: { type: 'integer' }, collectionFormat: 'csv' } };
    const { operation } = await loadOperation(
      {
        produces: ['application/json'],
        responses: {
          '200': { description: 'OK', headers, schema: { type: 'integer' } },
          '404': { $ref: '#/responses/None' },
        },
      },
      { produces: ['text/plain'], responses: { None: { description: 'none', schema: { type: 'string' } } } },
    );
    expect(operation.responses).toMatchObject([
      {
        status: '200',
        headers: [{ name: 'X-Count', schema: { type: 'array', items: { type: 'integer' } } }],
        content: [{ type: 'application/json', schema: { type: 'integer' } }],
      },
      { status: '404', content: [{ type: 'application/json', schema: { type: 'string' } }] },
    ]);
    expect(operation.responses[0]?.content).toHaveLength(1);
  });

  it.each<[string, JsonObject, JsonObject]>([
    ['basic', { type: 'basic' }, { type: 'http', scheme: 'basic' }],
    [
      'an API key',
      { type: 'apiKey', in: 'query', name: 'key' },
      { type: 'apiKey', in: 'query', parameter: 'key' },
    ],
    [
      'OAuth 2',
      { type: 'oauth2', flow: 'application', tokenUrl: 'https://a.example/token', scopes: { read: 'r' } },
      { type: 'oauth2', scopes: ['read'] },
    ],
  ])('has the security scheme %s', async (_, scheme, expected) => {
    const { contract, operation } = await loadOperation(
      { security: [{ one: scheme.type === 'oauth2' ? ['read'] : [] }] },
      { securityDefinitions: { one: scheme } },
    );
    expect(operation.security).toMatchObject([[expected]]);
    const source = contract.locate('#/components/securitySchemes/one');
    expect(source.pointer).toBe('#/securityDefinitions/one');
    expect(contract.lines[source.line - 1]).toContain('"one"');
  });

  it('has a discriminator with the names of definitions', async () => {
    const definitions: JsonObject = {
      Pet: {
        type: 'object',
        discriminator: 'kind',
        required: ['kind'],
        properties: { kind: { type: 'string' } },
      },
    };
    const { operation } = await loadOperation(respond({ schema: { $ref: '#/definitions/Pet' } }), {
      definitions,
    });
    expect(operation.responses[0]?.content[0]?.schema).toMatchObject({
      discriminator: { propertyName: 'kind' },
    });
  });

  it.each<[string, JsonObject]>([
    ['x-nullable', { type: 'string', 'x-nullable': true }],
    ['x-nullable with a reference', { $ref: '#/definitions/B', 'x-nullable': true }],
  ])('accepts null by %s', async (_, a) => {
    const definitions: JsonObject = { A: { properties: { a } }, B: { type: 'string' } };
    const { contract } = await loadOperation({}, { definitions });
    const validate = contract.getValidator('#/components/schemas/A', 'response');
    expect(validate({ a: null })).toEqual([]);
    expect(validate({ a: 1 })).not.toEqual([]);
  });

  it('keeps names and values that look like keywords', async () => {
    const A: JsonObject = {
      type: 'object',
      properties: {
        example: { type: 'integer' },
        type: { type: 'string' },
        $ref: { type: 'string' },
        default: { minLength: 1 },
      },
      default: { $ref: '#/definitions/A', type: 'file' },
    };
    const { contract, operation } = await loadOperation(respond({ schema: { $ref: '#/definitions/A' } }), {
      definitions: { A },
    });
    const schema = operation.responses[0]?.content[0]?.schema;
    expect(schema).toMatchObject({ properties: A.properties as JsonObject });
    expect(contract.getValidator('#/components/schemas/A', 'response')({ example: 'x' })).toHaveLength(1);
  });

  it('has no traces of its conversion', async () => {
    const { contract } = await loadOperation(
      { parameters: [{ name: 'n', in: 'formData', type: 'array', items: { type: 'string' } }] },
      { definitions: { A: { example: { a: 1 }, properties: { b: { enum: [{ c: 1 }] } } } } },
    );
    expect(JSON.stringify(contract.document)).not.toMatch(/x-conformance|x-encoding|swagger|definitions/);
  });
});

describe('the lines of a Swagger 2.0 document', () => {
  const document = createSwagger(
    {
      parameters: [
        { name: 'q', in: 'query', type: 'integer', maximum: 3 },
        { name: 'body', in: 'body', schema: { type: 'object', properties: { b: { minLength: 4 } } } },
      ],
      ...respond({
        schema: { $ref: '#/definitions/A' },
        headers: { 'X-A': { type: 'string', maxLength: 5 } },
      }),
    },
    { definitions: { A: { properties: { 'a/b': { maxItems: 6 } } } } },
  );
  const operation = '#/paths/~1a/post';

  it.each<[pointer: string, original: string, line: string]>([
    [`${operation}/parameters/0/schema/maximum`, `${operation}/parameters/0/maximum`, '"maximum": 3'],
    [
      `${operation}/requestBody/content/application~1json/schema/properties/b/minLength`,
      `${operation}/parameters/1/schema/properties/b/minLength`,
      '"minLength": 4',
    ],
    [
      `${operation}/responses/200/content/application~1json/schema`,
      `${operation}/responses/200/schema`,
      '"schema": {',
    ],
    [
      `${operation}/responses/200/headers/X-A/schema/maxLength`,
      `${operation}/responses/200/headers/X-A/maxLength`,
      '"maxLength": 5',
    ],
    [
      '#/components/schemas/A/properties/a~1b/maxItems',
      '#/definitions/A/properties/a~1b/maxItems',
      '"maxItems": 6',
    ],
  ])('%s are those of %s', async (pointer, original, line) => {
    const contract = await loadDocument(document);
    const source = contract.locate(pointer as `#${string}`);
    expect(source.pointer).toBe(original);
    expect(contract.lines[source.line - 1]).toContain(line);
  });

  it('are those of its defects', async () => {
    const text = JSON.stringify(createSwagger(respond({ schema: { type: 'strnig' } })), null, 1);
    const [defect = ''] = await listDefects(loadDocument(text));
    const line = text.split('\n').findIndex((each) => each.includes('strnig')) + 1;
    expect(defect).toMatch(new RegExp(`^${line} .*must be equal to one of`));
  });

  it.each<[string, Json]>([
    ['paths', { '/a': null }],
    ['parameters', { '/a': { get: { parameters: [{ name: 'a' }], responses: {} } } }],
    ['responses', { '/a': { get: { responses: { '200': null } } } }],
  ])('are reported for malformed %s', async (_, paths) => {
    expect((await listDefects(loadDocument(createSwagger({}, { paths })))).length).toBeGreaterThan(0);
  });
});
