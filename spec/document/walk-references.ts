import type { JsonObject, SchemaPointer } from '../json.ts';
import type { ObjectKind } from './object-fields.ts';
import { getReference } from './reference.ts';
import { walkObjects } from './walk-objects.ts';

export interface Reference {
  /** The type of object that is expected in place of the reference. */
  kind: ObjectKind;
  pointer: SchemaPointer;
  reference: string;
}

/** Yields every reference in document order. A `$ref` in an example or another literal is not a reference. */
export function* walkReferences(document: JsonObject): Generator<Reference> {
  for (const { kind, value, pointer } of walkObjects(document)) {
    const reference = getReference(value);
    if (reference !== undefined) yield { kind, pointer, reference };
  }
}
