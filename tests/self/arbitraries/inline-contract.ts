import { loadContract } from '../../../spec/document/load-contract.ts';
import type { JsonObject } from '../../../spec/json.ts';
import type { Schema } from '../../../spec/json-schema/schema.ts';
import type { Contract } from '../../../spec/openapi/contract.ts';

/**
 * Loads a contract with these components and one operation, whose request body has the schema `Subject`. Returns both.
 */
export async function loadInlineContract(
  schemas: JsonObject,
): Promise<{ contract: Contract; schema: Schema }> {
  const document = {
    openapi: '3.1.0',
    info: { title: 'Inline', version: '1' },
    paths: {
      '/subjects': {
        post: {
          operationId: 'subjects:create',
          requestBody: {
            required: true,
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Subject' } } },
          },
          responses: { '204': { description: 'Done' } },
        },
      },
    },
    components: { schemas },
  };
  const contract = await loadContract({ file: 'inline.yaml', text: JSON.stringify(document) });
  const body = contract.operations[0]?.body?.content[0];
  if (body === undefined) throw new Error('the inline document has no request body');
  return { contract, schema: body.schema };
}
