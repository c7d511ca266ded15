import { describe, expect, it } from 'vitest';
import { createContractClauses } from '../../../spec/clauses/operation-model.ts';
import type { JsonObject } from '../../../spec/json.ts';
import { createDocument, loadDocument } from './create-document.ts';

const responses: JsonObject = { '200': { description: 'OK' } };
const schema: JsonObject = { type: 'string' };

const load = (pathItem: JsonObject, fields: JsonObject = {}) =>
  loadDocument(createDocument({ A: {} }, { openapi: '3.2.0', paths: { '/a': pathItem }, ...fields }));

/** Parts of OpenAPI 3.2 that are not tested, with the id of their clause. */
const parts: [name: string, pathItem: JsonObject, id: string][] = [
  ['query', { query: { responses } }, 'contract:query#/paths/~1a/query'],
  [
    'additionalOperations',
    { additionalOperations: { COPY: { responses } } },
    'contract:additionalOperations#/paths/~1a/additionalOperations',
  ],
  [
    'querystring',
    {
      post: {
        parameters: [{ name: 'q', in: 'querystring', content: { 'application/json': {} } }],
        responses,
      },
    },
    'contract:querystring#/paths/~1a/post/parameters/0',
  ],
  [
    'a shared querystring',
    { parameters: [{ $ref: '#/components/parameters/Q' }] },
    'contract:querystring#/paths/~1a/parameters/0',
  ],
  [
    'itemSchema',
    {
      post: {
        responses: { '200': { description: '', content: { 'application/jsonl': { itemSchema: schema } } } },
      },
    },
    'contract:itemSchema#/paths/~1a/post/responses/200/content/application~1jsonl/itemSchema',
  ],
];

describe('OpenAPI 3.2', () => {
  it.each(parts)('has an unverified clause for %s', async (_, pathItem, id) => {
    const parameters = { Q: { name: 'q', in: 'querystring', content: { 'text/plain': { schema } } } };
    const contract = await load({ get: { responses }, ...pathItem }, { components: { parameters } });
    expect(contract.operations[0]).toMatchObject({ id: 'GET /a', parameters: [] });
    const clauses = createContractClauses(contract).filter(({ unsupported }) => unsupported !== undefined);
    expect(clauses).toMatchObject([{ id, level: 'MUST' }]);
    expect(clauses[0]?.unsupported).toContain('does not test');
    expect(contract.locate(clauses[0]?.schemaPointer ?? '#').line).toBeGreaterThan(1);
  });

  it('is otherwise read as OpenAPI 3.1', async () => {
    const content = { 'application/json': { $ref: '#/components/mediaTypes/M' } };
    const contract = await load(
      { get: { tags: ['t'], responses: { '200': { summary: 'a response without description', content } } } },
      {
        $self: 'https://a.example/openapi.yaml',
        tags: [{ name: 't', summary: 's', kind: 'nav', parent: 'u' }],
        servers: [{ name: 'main', url: 'https://a.example' }],
        components: {
          mediaTypes: {
            M: { schema: { type: 'integer' }, examples: { e: { dataValue: 3, serializedValue: '3' } } },
          },
          securitySchemes: {
            s: {
              type: 'oauth2',
              oauth2MetadataUrl: 'https://a.example',
              deprecated: true,
              flows: {
                deviceAuthorization: {
                  deviceAuthorizationUrl: 'https://a.example',
                  tokenUrl: 'https://a.example',
                  scopes: {},
                },
              },
            },
          },
        },
      },
    );
    expect(contract.defects).toEqual([]);
    expect(contract.operations[0]?.responses).toMatchObject([
      { status: '200', content: [{ type: 'application/json', schema: { type: 'integer' }, examples: [3] }] },
    ]);
  });

  it('judges a union with a default schema by its branches', async () => {
    const A = {
      anyOf: [{ required: ['a'] }, { required: ['b'] }],
      discriminator: { propertyName: 'kind', defaultMapping: 'B' },
    };
    const contract = await loadDocument(createDocument({ A, B: {} }, { openapi: '3.2.0' }));
    expect(contract.operations[0]?.responses[0]?.content[0]?.schema).not.toHaveProperty('discriminator');
  });
});
