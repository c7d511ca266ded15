import type { PlanContext } from '../../../plan/context.ts';
import type { Json } from '../../../spec/json.ts';
import { createDocument, loadDocument } from '../spec/create-document.ts';
import { createContexts } from './library.ts';

/** The plan context of the operation `get`, which has these parameters and no body. */
export async function createGetContext(path: string, parameters: Json): Promise<PlanContext> {
  const get: Json = { operationId: 'get', parameters, responses: { 200: { description: 'OK' } } };
  const contract = await loadDocument(createDocument({}, { paths: { [path]: { get } } }));
  const context = (await createContexts(contract)).get('get');
  if (!context) throw new Error('the document has no operation');
  return context;
}
