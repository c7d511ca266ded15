import { loadContract } from '../../../spec/document/load-contract.ts';
import type { Json, JsonObject } from '../../../spec/json.ts';
import type { Contract } from '../../../spec/openapi/contract.ts';

const responses: Json = { 200: { description: 'ok' } };

/** A contract with every kind of security scheme, and operations with and without a body, parameters and ids. */
export const loadSampleContract = (paths: JsonObject = {}): Promise<Contract> =>
  loadContract({
    file: 'sample.yaml',
    text: JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'Sample', version: '1' },
      paths: {
        '/things': {
          post: {
            operationId: 'things:create',
            security: [{ token: [] }, { basic: [] }, { 'api-key': [], session: [] }],
            parameters: [
              { name: 'dry', in: 'query', schema: { type: 'boolean' } },
              { name: 'X-Trace', in: 'header', schema: { type: 'string' } },
            ],
            requestBody: { content: { 'application/json': { schema: { type: 'object' } } } },
            responses,
          },
          get: { operationId: 'things:list', security: [{ query: [] }], responses },
        },
        '/things/{id}': {
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
          get: { security: [{ digest: [] }], responses },
        },
        ...paths,
      },
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer' },
          basic: { type: 'http', scheme: 'basic' },
          digest: { type: 'http', scheme: 'digest' },
          'api-key': { type: 'apiKey', in: 'header', name: 'X-Key' },
          session: { type: 'apiKey', in: 'cookie', name: 'sid' },
          query: { type: 'apiKey', in: 'query', name: 'key' },
          unused: { type: 'apiKey', in: 'header', name: 'X-Unused' },
        },
      },
    }),
  });
