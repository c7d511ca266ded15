import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../spec/json.ts';
import type { Operation } from '../../../spec/openapi/contract.ts';
import { documentOf, load } from './documents.ts';

const answer = { responses: { '200': { description: 'fine' } } };
const schemes = {
  token: { type: 'http', scheme: 'Bearer' },
  key: { type: 'apiKey', in: 'header', name: 'X-Key' },
};

async function operation(
  given: JsonObject,
  more: JsonObject = {},
  path: JsonObject = {},
): Promise<Operation> {
  const components = { securitySchemes: schemes, ...(more.components as JsonObject | undefined) };
  const paths = { '/a/{id}': { ...path, get: { ...answer, ...given } } };
  const contract = await load(documentOf({}, { ...more, components, paths }));
  const [only] = contract.operations;
  if (!only) throw new Error('no operation');
  return only;
}

describe('an operation', () => {
  it('is named by its method and path where it has no id', async () => {
    expect(await operation({})).toMatchObject({
      id: 'GET /a/{id}',
      at: '#/paths/~1a~1{id}/get',
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
  ])('has %s security', async (_, given, more, names) => {
    const { security } = await operation(given, more);
    expect(security.map((schemes) => schemes.map(({ name }) => name))).toEqual(names);
  });

  it('knows how its credentials are written', async () => {
    const { security } = await operation({ security: [{ token: ['read'], key: [] }] });
    expect(security[0]).toEqual([
      {
        name: 'token',
        at: '#/components/securitySchemes/token',
        type: 'http',
        scheme: 'bearer',
        scopes: ['read'],
      },
      {
        name: 'key',
        at: '#/components/securitySchemes/key',
        type: 'apiKey',
        in: 'header',
        parameter: 'X-Key',
        scopes: [],
      },
    ]);
  });

  it('has the parameters of its path, its own in place of those of the same name', async () => {
    const parameter = (name: string, place: string, maximum: number): JsonObject => ({
      ...{ name, in: place, required: place === 'path', schema: { maximum } },
    });
    const shared = { parameters: [parameter('id', 'path', 1), parameter('limit', 'query', 1)] };
    const { parameters } = await operation({ parameters: [parameter('limit', 'query', 2)] }, {}, shared);
    expect(parameters).toMatchObject([
      { name: 'id', in: 'path', required: true, style: 'simple', explode: false, schema: { maximum: 1 } },
      { name: 'limit', in: 'query', required: false, style: 'form', explode: true, schema: { maximum: 2 } },
    ]);
    expect(parameters[1]?.schemaPointer).toBe('#/paths/~1a~1{id}/get/parameters/0/schema');
  });

  it('has what its references lead to, at its own place', async () => {
    const content = { 'Application/JSON; charset=utf-8': { schema: true } };
    const components = {
      requestBodies: { Body: { required: true, content } },
      responses: {
        Fine: { description: 'fine', headers: { 'X-A': { $ref: '#/components/headers/A' } }, content },
      },
      headers: { A: { required: true, schema: { type: 'string' } } },
    };
    const { body, responses } = await operation(
      {
        requestBody: { $ref: '#/components/requestBodies/Body' },
        responses: { default: { $ref: '#/components/responses/Fine' } },
      },
      { components },
    );
    expect(body).toMatchObject({
      required: true,
      at: '#/components/requestBodies/Body',
      content: [{ type: 'application/json', schema: true }],
    });
    expect(responses).toMatchObject([
      {
        status: 'default',
        at: '#/components/responses/Fine',
        headers: [{ name: 'X-A', required: true, at: '#/components/headers/A' }],
      },
    ]);
  });
});

describe('a server', () => {
  it('is named by its id, its description, or its host, and no two alike', async () => {
    const servers = [
      { url: 'https://a.example', 'x-speakeasy-server-id': 'main', description: 'Unused here' },
      { url: 'https://b.example', description: 'EU (Frankfurt)' },
      { url: 'https://c.example/v1' },
      { url: 'https://d.example', description: 'main' },
    ];
    const contract = await load(documentOf({ A: {} }, { servers }));
    expect(contract.servers.map(({ name }) => name)).toEqual(['main', 'eu-frankfurt', 'c-example', 'main-2']);
  });

  it('has its variables set to their defaults', async () => {
    const servers = [
      {
        url: 'https://{region}.example/{base}',
        variables: { region: { default: 'eu' }, base: { default: 'v2' } },
      },
    ];
    expect((await load(documentOf({ A: {} }, { servers }))).servers[0]?.url).toBe('https://eu.example/v2');
  });
});
