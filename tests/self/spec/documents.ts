import { ContractError } from '../../../spec/document/contract-error.ts';
import { loadContract } from '../../../spec/document/load-contract.ts';
import type { Json, JsonObject } from '../../../spec/json.ts';
import type { Contract, Defect } from '../../../spec/openapi/contract.ts';

/** A small document: one operation that answers 200 with the component `A`. */
export function documentOf(schemas: JsonObject, more: JsonObject = {}): JsonObject {
  const schema: Json = { $ref: '#/components/schemas/A' };
  const response = { description: 'fine', content: { 'application/json': { schema } } };
  return {
    openapi: '3.1.0',
    info: { title: 'Small', version: '1' },
    paths: { '/a': { get: { operationId: 'a', responses: { '200': response } } } },
    components: { schemas },
    ...more,
  };
}

/** Loads a document that was never in a file. */
export function load(document: JsonObject | string): Promise<Contract> {
  const text = typeof document === 'string' ? document : JSON.stringify(document, null, 1);
  return loadContract({ file: 'document.yaml', text });
}

/** The defects that keep something from being loaded; an empty list when nothing does. */
async function defectsIn(loading: Promise<unknown>): Promise<readonly Defect[]> {
  try {
    await loading;
    return [];
  } catch (error) {
    if (error instanceof ContractError) return error.defects;
    throw error;
  }
}

/** The defects as the message lists them. */
export async function complaintsIn(loading: Promise<unknown>): Promise<string[]> {
  return (await defectsIn(loading)).map(
    ({ schemaPointer, source, description }) => `${source.line} ${schemaPointer} ${description}`,
  );
}
