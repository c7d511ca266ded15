import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../spec/json.ts';
import type { Operation } from '../../../spec/openapi/contract.ts';
import { createDocument, loadDocument } from './create-document.ts';

const responses = { '200': { description: 'OK' } };
const securitySchemes = {
  token: { type: 'http', scheme: 'Bearer' },
  key: { type: 'apiKey', in: 'header', name: 'X-Key' },
};

/** Loads a document whose only operation, path item and root have the given fields. */
async function loadOperation(
  fields: JsonObject,
  documentFields: JsonObject = {},
  pathItemFields: JsonObject = {},
): Promise<Operation> {
  const components = { securitySchemes, ...(documentFields.components as JsonObject | undefined) };
  const paths = { '/a/{id}': { ...pathItemFields, get: { responses, ...fields } } };
  const contract = await loadDocument(createDocument({}, { ...documentFields, components, paths }));
  const [operation] = contract.operations;
  return operation ?? expect.fail('the contract has no operation');
}

describe('an operation', () => {
  it('without an operationId has its method and path as id', async () => {
    expect(await loadOperation({})).toMatchObject({
      id: 'GET /a/{id}',
      pointer: '#/paths/~1a~1{id}/get',
      security: [],
    });
  });

  it.each<[string, JsonObject, JsonObject, string[][]]>([
    ["the document's", {}, { security: [{ token: [] }] }, [['token']]],
    [
      'its own',
      { security: [{ key: [] }, { key: [], token: [] }] },
      { security: [{ token: [] }] },
      [['key'], ['key', 'token']],
    ],
    ['none', { security: [] }, { security: [{ token: [] }] }, []],
    ['optional', { security: [{}, { token: [] }] }, {}, [[], ['token']]],
  ])('has %s security', async (_, fields, documentFields, names) => {
    const { security } = await loadOperation(fields, documentFields);
    expect(security.map((schemes) => schemes.map(({ name }) => name))).toEqual(names);
  });

  it('has the type and location of its credentials', async () => {
    const { security } = await loadOperation({ security: [{ token: ['read'], key: [] }] });
    expect(security[0]).toEqual([
      {
        name: 'token',
        pointer: '#/components/securitySchemes/token',
        type: 'http',
        scheme: 'bearer',
        scopes: ['read'],
      },
      {
        name: 'key',
        pointer: '#/components/securitySchemes/key',
        type: 'apiKey',
        in: 'header',
        parameter: 'X-Key',
        scopes: [],
      },
    ]);
  });

  it('has no parameters that carry its credentials', async () => {
    const createParameter = (name: string, location: string): JsonObject => ({
      ...{ name, in: location, schema: { type: 'string' } },
    });
    const parameters = [
      createParameter('x-KEY', 'header'),
      createParameter('X-Key', 'query'),
      createParameter('X-Other', 'header'),
    ];
    const list = async (fields: JsonObject) =>
      (await loadOperation({ parameters, ...fields })).parameters.map(({ name }) => name);
    expect(await list({ security: [{ key: [] }] })).toEqual(['X-Key', 'X-Other']);
    expect(await list({ security: [{ token: [] }] })).toEqual(['x-KEY', 'X-Key', 'X-Other']);
  });

  it('has the parameters of its path item, overridden by its own', async () => {
    const parameter = (name: string, location: string, maximum: number): JsonObject => ({
      ...{ name, in: location, required: location === 'path', schema: { maximum } },
    });
    const shared = { parameters: [parameter('id', 'path', 1), parameter('limit', 'query', 1)] };
    const { parameters } = await loadOperation({ parameters: [parameter('limit', 'query', 2)] }, {}, shared);
    expect(parameters).toMatchObject([
      { name: 'id', in: 'path', required: true, style: 'simple', explode: false, schema: { maximum: 1 } },
      { name: 'limit', in: 'query', required: false, style: 'form', explode: true, schema: { maximum: 2 } },
    ]);
    expect(parameters[1]?.schemaPointer).toBe('#/paths/~1a~1{id}/get/parameters/0/schema');
  });

  it('has the targets of its references, with their pointers', async () => {
    const content = { 'Application/JSON; charset=utf-8': { schema: true } };
    const components = {
      requestBodies: { Body: { required: true, content } },
      responses: {
        Success: { description: 'OK', headers: { 'X-A': { $ref: '#/components/headers/A' } }, content },
      },
      headers: { A: { required: true, schema: { type: 'string' } } },
    };
    const { body, responses } = await loadOperation(
      {
        requestBody: { $ref: '#/components/requestBodies/Body' },
        responses: { default: { $ref: '#/components/responses/Success' } },
      },
      { components },
    );
    expect(body).toMatchObject({
      required: true,
      pointer: '#/components/requestBodies/Body',
      content: [{ type: 'application/json', schema: true }],
    });
    expect(responses).toMatchObject([
      {
        status: 'default',
        pointer: '#/components/responses/Success',
        headers: [{ name: 'X-A', required: true, pointer: '#/components/headers/A' }],
      },
    ]);
  });
});

describe('a server', () => {
  it('has a unique name from its id, its description or its host', async () => {
    const servers = [
      { url: 'https://a.example', 'x-speakeasy-server-id': 'main', description: 'Unused here' },
      { url: 'https://b.example', description: 'EU (Frankfurt)' },
      { url: 'https://c.example/v1' },
      { url: 'https://d.example', description: 'main' },
    ];
    const contract = await loadDocument(createDocument({ A: {} }, { servers }));
    expect(contract.servers.map(({ name }) => name)).toEqual(['main', 'eu-frankfurt', 'c-example', 'main-2']);
  });

  it('has its variables replaced by their defaults', async () => {
    const servers = [
      {
        url: 'https://{region}.example/{base}',
        variables: { region: { default: 'eu' }, base: { default: 'v2' } },
      },
    ];
    expect((await loadDocument(createDocument({ A: {} }, { servers }))).servers[0]?.url).toBe(
      'https://eu.example/v2',
    );
  });
});
