import type { JsonObject } from '../json.ts';
import { getReference } from './reference.ts';
import { walkObjects } from './walk-objects.ts';

/** Keywords without assertions. They are removed next to a `$ref`, which need not be moved into an `allOf` then. */
const annotations = new Set([
  'title',
  'description',
  'summary',
  'deprecated',
  '$comment',
  'externalDocs',
  'xml',
]);

const isAnnotation = (keyword: string): boolean => annotations.has(keyword) || keyword.startsWith('x-');

/**
 * Moves each `$ref` that has sibling keywords to the end of an `allOf`, in place, because the dereferencer would
 * overwrite the target's keywords with the siblings. The pointers of the siblings stay valid.
 */
export function moveRefsIntoAllOf(document: JsonObject): void {
  for (const { kind, value } of walkObjects(document)) {
    const reference = getReference(value);
    if (kind !== 'schema' || reference === undefined) continue;
    const siblings = Object.keys(value).filter((keyword) => keyword !== '$ref');
    if (siblings.every(isAnnotation)) for (const keyword of siblings) delete value[keyword];
    else {
      delete value.$ref;
      value.allOf = [...(Array.isArray(value.allOf) ? value.allOf : []), { $ref: reference }];
    }
  }
}
