import { getOwn, isObject, type JsonObject, joinPointer, type SchemaPointer } from '../json.ts';
import { getReference, parseReference } from './reference.ts';
import { resolvePointer } from './resolve-pointer.ts';
import { walkObjects } from './walk-objects.ts';

/**
 * Finds schemas that apply themselves to the same instance without end (JSON Schema 2020-12 core section 9.4.1): cycles
 * of in-place applicators such as `allOf`. The depth-first search is iterative, because a cycle may pass through every
 * schema of the document.
 */
export function findInfiniteSchemas(document: JsonObject): SchemaPointer[] {
  const graph = createApplicatorGraph(document);
  const state = new Map<SchemaPointer, 'open' | 'done'>();
  const infinite: SchemaPointer[] = [];
  for (const start of graph.keys()) {
    const stack = [start];
    for (let pointer = stack.at(-1); pointer !== undefined; pointer = stack.at(-1)) {
      if (state.has(pointer)) {
        state.set(pointer, 'done');
        stack.pop();
        continue;
      }
      state.set(pointer, 'open');
      for (const subschema of graph.get(pointer) ?? []) {
        if (state.get(subschema) === 'open') infinite.push(subschema);
        else if (!state.has(subschema)) stack.push(subschema);
      }
    }
  }
  return infinite;
}

function createApplicatorGraph(document: JsonObject): Map<SchemaPointer, SchemaPointer[]> {
  const graph = new Map<SchemaPointer, SchemaPointer[]>();
  for (const { kind, value, pointer } of walkObjects(document))
    if (kind === 'schema') graph.set(pointer, listInPlaceSubschemas(document, value, pointer));
  return graph;
}

const singleApplicators = ['not', 'if', 'then', 'else'];
const multipleApplicators = ['allOf', 'anyOf', 'oneOf', 'dependentSchemas'];

/** Lists the subschemas that apply to the same instance as the schema (JSON Schema 2020-12 core section 10.2). */
function listInPlaceSubschemas(
  document: JsonObject,
  schema: JsonObject,
  pointer: SchemaPointer,
): SchemaPointer[] {
  const reference = parseReference(getReference(schema) ?? '');
  const target = reference && resolvePointer(document, reference)?.pointer;
  const branches = multipleApplicators.flatMap((keyword) => {
    const subschemas = getOwn(schema, keyword);
    return typeof subschemas === 'object' && subschemas !== null
      ? Object.keys(subschemas).map((key) => joinPointer(pointer, keyword, key))
      : [];
  });
  const operands = singleApplicators
    .filter((keyword) => isObject(getOwn(schema, keyword)))
    .map((keyword) => joinPointer(pointer, keyword));
  return [...(target ? [target] : []), ...branches, ...operands];
}
