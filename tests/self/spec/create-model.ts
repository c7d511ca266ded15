import { createOperationModel, type OperationModel } from '../../../spec/clauses/operation-model.ts';
import type { Json, JsonObject } from '../../../spec/json.ts';
import { createDocument, loadDocument } from './create-document.ts';

const securitySchemes: Json = {
  token: { type: 'http', scheme: 'bearer' },
  oauth: { type: 'oauth2', flows: {} },
  password: { type: 'http', scheme: 'basic' },
  key: { type: 'apiKey', in: 'header', name: 'X-Key' },
  digest: { type: 'http', scheme: 'digest' },
  tls: { type: 'mutualTLS' },
};

/** The model of the operation `a`, a POST with these fields, which is the only one of its document. */
export async function createModel(
  fields: JsonObject,
  path = '/books',
  strictErrors = false,
): Promise<OperationModel> {
  const post: Json = { operationId: 'a', responses: { 200: { description: 'OK' } }, ...fields };
  const contract = await loadDocument(
    createDocument({}, { paths: { [path]: { post } }, components: { securitySchemes } }),
  );
  const [operation] = contract.operations;
  if (!operation) throw new Error('the document has no operation');
  return createOperationModel(contract, operation, false, strictErrors);
}

/** The `content` of a body that is JSON. */
export const json = (schema: Json): JsonObject => ({ 'application/json': { schema } });
