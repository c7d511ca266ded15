import { ContractError } from '../../../spec/document/contract-error.ts';
import type { Defect } from '../../../spec/document/defect.ts';
import { loadContract } from '../../../spec/document/load-contract.ts';
import type { Json, JsonObject } from '../../../spec/json.ts';
import type { Contract } from '../../../spec/openapi/contract.ts';

/** Creates a document with one operation, whose 200 response has the schema `A`. */
export function createDocument(schemas: JsonObject, fields: JsonObject = {}): JsonObject {
  const schema: Json = { $ref: '#/components/schemas/A' };
  const response = { description: 'OK', content: { 'application/json': { schema } } };
  return {
    openapi: '3.1.0',
    info: { title: 'Small', version: '1' },
    paths: { '/a': { get: { operationId: 'a', responses: { '200': response } } } },
    components: { schemas },
    ...fields,
  };
}

/** Loads a document that is not in a file. */
export function loadDocument(document: JsonObject | string): Promise<Contract> {
  const text = typeof document === 'string' ? document : JSON.stringify(document, null, 1);
  return loadContract({ file: 'document.yaml', text });
}

/** Returns the defects with which loading fails; an empty list if it succeeds. */
async function catchDefects(loading: Promise<unknown>): Promise<readonly Defect[]> {
  try {
    await loading;
    return [];
  } catch (error) {
    if (error instanceof ContractError) return error.defects;
    throw error;
  }
}

/** As `catchDefects`, but each formatted as `line #/pointer description`. */
export async function listDefects(loading: Promise<unknown>): Promise<string[]> {
  return (await catchDefects(loading)).map(
    ({ schemaPointer, source, description }) => `${source.line} ${schemaPointer} ${description}`,
  );
}
