import SwaggerParser from '@apidevtools/swagger-parser';
import { isObject, type JsonObject, type SchemaPointer, valueAt } from '../json.ts';
import type { Schema } from '../json-schema/schema.ts';
import { assertNoDefects, ContractError, createFileDefect } from './contract-error.ts';
import { getReference } from './reference.ts';
import { walkObjects } from './walk-objects.ts';

export interface DereferencedDocument {
  /** The document before dereferencing, with its references. */
  document: JsonObject;
  /** A copy in which each reference is replaced by its target. Recursive schemas are cycles of objects. */
  dereferenced: JsonObject;
  /**
   * Returns where a dereferenced schema is defined in `document`, however it is reached. Undefined for boolean schemas.
   */
  pointerTo(schema: Schema): SchemaPointer | undefined;
}

/**
 * Dereferences a copy of a document whose references are all internal and resolvable.
 * @throws {ContractError} if the parser fails.
 */
export async function dereferenceDocument(document: JsonObject, file: string): Promise<DereferencedDocument> {
  const dereferenced = structuredClone(document);
  const restoreLiterals = hideLiteralReferences(dereferenced);
  try {
    await SwaggerParser.dereference(
      dereferenced as never, // the parameter's type is that of a valid document, and this one is validated
      { resolve: { external: false }, dereference: { circular: true }, timeoutMs: 20_000 },
    );
  } catch (cause) {
    // The parser recurses along chains of references, so that a long one overflows the stack.
    const problem =
      cause instanceof RangeError ? 'form a chain that is too long' : `cannot be resolved: ${cause}`;
    throw new ContractError([createFileDefect(file, `has references that ${problem}`)], { cause });
  }
  restoreLiterals();
  assertNoReferences(dereferenced, file);
  return { document, dereferenced, pointerTo: indexSchemas(document, dereferenced) };
}

/**
 * Removes objects in literals, such as examples, that the parser would mistake for references. Returns a function that
 * restores them.
 */
function hideLiteralReferences(document: JsonObject): () => void {
  const objects = new Set<object>([...walkObjects(document)].map(({ value }) => value));
  const hidden: { parent: JsonObject; name: string; value: JsonObject }[] = [];
  const stack: unknown[] = [document];
  for (let value = stack.pop(); stack.length > 0 || value !== undefined; value = stack.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    const parent = value as JsonObject; // the index is a property of an array too
    for (const [name, item] of Object.entries(parent)) {
      if (isObject(item) && getReference(item) !== undefined && !objects.has(item)) {
        hidden.push({ parent, name, value: item });
        parent[name] = null;
      } else stack.push(item);
    }
  }
  return () => {
    for (const { parent, name, value } of hidden) parent[name] = value;
  };
}

/**
 * Asserts that the parser has replaced all references.
 * @throws {ContractError}
 */
function assertNoReferences(document: JsonObject, file: string): void {
  for (const { value, pointer } of walkObjects(document, new Set())) {
    if (getReference(value) === undefined) continue;
    const defect = createFileDefect(file, 'is a reference that was not replaced');
    assertNoDefects([{ ...defect, schemaPointer: pointer }]);
  }
}

/** Maps each dereferenced schema to the pointer of its definition in the document. */
function indexSchemas(document: JsonObject, dereferenced: JsonObject): DereferencedDocument['pointerTo'] {
  const pointers = new WeakMap<object, SchemaPointer>();
  for (const { kind, value, pointer } of walkObjects(document)) {
    if (kind !== 'schema' || getReference(value) !== undefined) continue;
    const schema = valueAt(dereferenced, pointer);
    if (isObject(schema) && !pointers.has(schema)) pointers.set(schema, pointer);
  }
  return (schema) => (typeof schema === 'object' ? pointers.get(schema) : undefined);
}
