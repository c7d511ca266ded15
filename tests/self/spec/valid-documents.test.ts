import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../spec/json.ts';
import { createDocument, listDefects, loadDocument } from './create-document.ts';

const response = { description: 'OK' };
const bearer = { securitySchemes: { s: { type: 'http', scheme: 'Bearer', bearerFormat: 'JWT' } } };

describe('a document that the published schema of OpenAPI wrongly rejects is loaded', () => {
  it.each<[string, JsonObject]>([
    ['a license with only a name', { info: { title: 'A', version: '1', license: { name: 'MIT' } } }],
    ['a described server variable', { servers: [describedServer()] }],
    ['a described server variable of an operation', withOperation({ servers: [describedServer()] })],
    [
      'a link with a server',
      withResponse({ links: { l: { operationId: 'a', server: { url: 'http://a' } } } }),
    ],
    ['an extension next to a reference', withResponse({ $ref: '#/components/responses/R', 'x-a': 1 })],
    ['a path item that refers to a component', { paths: { '/a': { $ref: '#/components/pathItems/I' } } }],
    ['the authentication scheme `Bearer`', { components: bearer, security: [{ s: [] }] }],
  ])('with %s, in OpenAPI 3.1', async (_, fields) => {
    expect(await listDefects(loadDocument(createDocument({ A: {} }, withComponents(fields))))).toEqual([]);
  });

  it.each<[string, JsonObject]>([
    ['the authentication scheme `Bearer`', { components: bearer, security: [{ s: [] }] }],
    ['an empty list of required properties', withResponse(withSchema({ type: 'object', required: [] }))],
    [
      'a header of a part that is a reference',
      withOperation({
        requestBody: {
          content: {
            'multipart/form-data': {
              encoding: { a: { headers: { X: { $ref: '#/components/headers/H' } } } },
            },
          },
        },
      }),
    ],
  ])('with %s, in OpenAPI 3.0', async (_, fields) => {
    const document = createDocument({ A: {} }, { ...withComponents(fields), openapi: '3.0.3' });
    expect(await listDefects(loadDocument(document))).toEqual([]);
  });

  it('and its other fields are validated', async () => {
    const [defect] = await listDefects(
      loadDocument(createDocument({ A: {} }, { info: { title: 'A', version: '1', license: { name: 1 } } })),
    );
    expect(defect).toMatch(/#\/info\/license\/name must be string$/);
  });
});

function describedServer(): JsonObject {
  return { url: 'http://{host}', variables: { host: { default: 'a', description: 'A host' } } };
}

function withOperation(fields: JsonObject): JsonObject {
  return { paths: { '/a': { post: { operationId: 'a', responses: { '200': response }, ...fields } } } };
}

function withResponse(fields: JsonObject): JsonObject {
  const own = '$ref' in fields ? fields : { ...response, ...fields };
  return withOperation({ responses: { '200': own } });
}

function withSchema(schema: JsonObject): JsonObject {
  return { content: { 'application/json': { schema } } };
}

function withComponents(fields: JsonObject): JsonObject {
  const components = {
    schemas: { A: {} },
    responses: { R: response },
    headers: { H: { schema: { type: 'string' } } },
  };
  const pathItems = { I: { get: { operationId: 'i', responses: { '200': response } } } };
  const isIn31 = JSON.stringify(fields).includes('pathItems');
  return {
    ...fields,
    components: { ...components, ...(isIn31 && { pathItems }), ...(fields.components as JsonObject) },
  };
}
