import type { JsonObject } from '../json.ts';
import { places } from './openapi-fields.ts';
import { referenceOf } from './resolve.ts';

/** Says nothing about values: beside a `$ref` it may go, so that the schema stays the one referred to. */
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
 * Moves a `$ref` that has siblings into an `allOf` beside them, in place: dereferencing would let one hide the other.
 * The siblings keep their pointers; an `allOf` among them gets the reference as its last branch.
 */
export function separateSiblings(document: JsonObject): void {
  for (const { kind, value } of places(document)) {
    const reference = referenceOf(value);
    if (kind !== 'schema' || reference === undefined) continue;
    const keywords = Object.keys(value).filter((keyword) => keyword !== '$ref');
    if (keywords.every(isAnnotation)) for (const keyword of keywords) delete value[keyword];
    else {
      delete value.$ref;
      value.allOf = [...(Array.isArray(value.allOf) ? value.allOf : []), { $ref: reference }];
    }
  }
}
