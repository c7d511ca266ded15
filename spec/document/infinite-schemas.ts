import { isObject, type JsonObject, joinPointer, type SchemaPointer } from '../json.ts';
import { own } from './document-view.ts';
import { places } from './openapi-fields.ts';
import { pointerOfReference, referenceOf, resolve } from './resolve.ts';

const single = ['not', 'if', 'then', 'else'];
const several = ['allOf', 'anyOf', 'oneOf', 'dependentSchemas'];

/** The schemas that judge the same value as this one does: in-place applicators (JSON Schema 2020-12 core, section 10.2). */
function inPlace(document: JsonObject, schema: JsonObject, at: SchemaPointer): SchemaPointer[] {
  const target = pointerOfReference(referenceOf(schema) ?? '');
  const referred = target && resolve(document, target)?.at;
  const branches = several.flatMap((keyword) => {
    const held = own(schema, keyword);
    return typeof held === 'object' && held !== null
      ? Object.keys(held).map((key) => joinPointer(at, keyword, key))
      : [];
  });
  const operands = single
    .filter((keyword) => isObject(own(schema, keyword)))
    .map((keyword) => joinPointer(at, keyword));
  return [...(referred ? [referred] : []), ...branches, ...operands];
}

/**
 * The schemas that ask themselves about the same value, without end (core, section 9.4.1). Iterative: such a way may
 * lead through every schema of the document.
 */
export function endlessSchemas(document: JsonObject): SchemaPointer[] {
  const next = new Map<SchemaPointer, SchemaPointer[]>();
  for (const { kind, value, at } of places(document))
    if (kind === 'schema') next.set(at, inPlace(document, value, at));
  const state = new Map<SchemaPointer, 'open' | 'done'>();
  const endless: SchemaPointer[] = [];
  for (const start of next.keys()) {
    const stack = [start];
    for (let at = stack.at(-1); at !== undefined; at = stack.at(-1)) {
      if (state.has(at)) {
        state.set(at, 'done');
        stack.pop();
        continue;
      }
      state.set(at, 'open');
      for (const further of next.get(at) ?? []) {
        if (state.get(further) === 'open') endless.push(further);
        else if (!state.has(further)) stack.push(further);
      }
    }
  }
  return endless;
}
