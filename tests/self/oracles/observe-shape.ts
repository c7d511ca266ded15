import { judgeShape } from '../../../oracles/judge-shape.ts';
import type { ShapeObservation } from '../../../oracles/shape-position.ts';
import { createOperationModel } from '../../../spec/clauses/operation-model.ts';
import type { Json, JsonObject } from '../../../spec/json.ts';
import { createDocument, loadDocument } from '../spec/create-document.ts';

/** Judges a body by the clauses of a response body with this schema. The names of the clauses are without `a/200`. */
export async function observe(
  schema: JsonObject,
  body: Json,
  schemas: JsonObject = {},
): Promise<ShapeObservation[]> {
  const contract = await loadDocument(createDocument({ A: schema, ...schemas }));
  const [operation] = contract.operations;
  const root = operation && createOperationModel(contract, operation, false).responses.get('200');
  if (!root) throw new Error('the document has no response body');
  return judgeShape(root, body).map((each) => ({ ...each, clause: each.clause.slice('a/200'.length) }));
}

export const listFailed = (observations: readonly ShapeObservation[]): string[] =>
  observations.filter(({ failure }) => failure).map(({ clause }) => clause);
export const listPassed = (observations: readonly ShapeObservation[]): string[] =>
  observations.filter(({ failure }) => !failure).map(({ clause }) => clause);
