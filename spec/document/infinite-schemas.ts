import { type DocumentPointer, isObject, type JsonObject, join } from '../json.ts';
import { own } from './document-view.ts';
import { places } from './openapi-fields.ts';
import { pointerOfReference, referenceOf, resolve } from './resolve.ts';

const single = ['not', 'if', 'then', 'else'];
const several = ['allOf', 'anyOf', 'oneOf', 'dependentSchemas'];

/** The schemas that judge the same value as this one does: in-place applicators (JSON Schema 2020-12 core, section 10.2). */
function inPlace(document: JsonObject, schema: JsonObject, at: DocumentPointer): DocumentPointer[] {
  const target = pointerOfReference(referenceOf(schema) ?? '');
  const referred = target && resolve(document, target)?.at;
  const branches = several.flatMap((keyword) => {
    const held = own(schema, keyword);
    return typeof held === 'object' && held !== null
      ? Object.keys(held).map((key) => join(at, keyword, key))
      : [];
  });
  const operands = single
    .filter((keyword) => isObject(own(schema, keyword)))
    .map((keyword) => join(at, keyword));
  return [...(referred ? [referred] : []), ...branches, ...operands];
}

/**
 * The schemas that ask themselves about the same value, without end (core, section 9.4.1). Iterative: such a way may
 * lead through every schema of the document.
 */
export function endlessSchemas(document: JsonObject): DocumentPointer[] {
  const next = new Map<DocumentPointer, DocumentPointer[]>();
  for (const { kind, value, at } of places(document))
    if (kind === 'schema') next.set(at, inPlace(document, value, at));
  const state = new Map<DocumentPointer, 'open' | 'done'>();
  const endless: DocumentPointer[] = [];
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
