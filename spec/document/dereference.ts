import SwaggerParser from '@apidevtools/swagger-parser';
import { isObject, type JsonObject, type SchemaPointer, valueAt } from '../json.ts';
import type { Schema } from '../json-schema/schema.ts';
import type { SourceLine } from '../openapi/contract.ts';
import { ContractError } from './contract-error.ts';
import { places } from './openapi-fields.ts';
import { referenceOf } from './resolve.ts';

/** The document with every reference replaced by what it refers to (cycles are object cycles). */
export interface Dereferenced {
  document: JsonObject;
  /** Where each schema stands: the component, wherever it is used. A boolean has no identity, so no place. */
  pointerOf(schema: Schema): SchemaPointer | undefined;
}

/**
 * Replaces references; the given document stays as it is. Its references must be internal and lead somewhere.
 * @throws {ContractError} where the parser cannot do it.
 */
export async function dereference(document: JsonObject, source: SourceLine): Promise<Dereferenced> {
  const copy = structuredClone(document);
  const restore = hideLiterals(copy);
  try {
    await SwaggerParser.dereference(
      copy as never, // its type is that of a document already known to be valid
      { resolve: { external: false }, dereference: { circular: true }, timeoutMs: 20_000 },
    );
  } catch (cause) {
    // The parser recurses along references, so their number in a row ends its stack; or the time is over.
    const why =
      cause instanceof RangeError ? 'lead too far from one to the next' : `cannot be followed: ${cause}`;
    throw new ContractError([{ schemaPointer: '#', source, description: `has references that ${why}` }], {
      cause,
    });
  }
  restore();
  demandNoReference(copy, source);
  return { document: copy, pointerOf: identify(document, copy) };
}

/** Takes objects that only look like references, as in an example, out of the parser's sight. */
function hideLiterals(document: JsonObject): () => void {
  const real = new Set<object>([...places(document)].map(({ value }) => value));
  const hidden: { holder: JsonObject; name: string; value: JsonObject }[] = [];
  const stack: unknown[] = [document];
  for (let value = stack.pop(); stack.length > 0 || value !== undefined; value = stack.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    const holder = value as JsonObject; // an array is an object by index
    for (const [name, item] of Object.entries(holder)) {
      if (isObject(item) && referenceOf(item) !== undefined && !real.has(item)) {
        hidden.push({ holder, name, value: item });
        holder[name] = null;
      } else stack.push(item);
    }
  }
  return () => {
    for (const { holder, name, value } of hidden) holder[name] = value;
  };
}

/** The parser's word is not taken for it. Objects that are used in many places, or in a cycle, are looked at once. */
function demandNoReference(document: JsonObject, source: SourceLine): void {
  const seen = new Set<object>();
  for (const { value, at } of places(document, seen)) {
    if (referenceOf(value) !== undefined)
      throw new ContractError([
        { schemaPointer: at, source, description: 'is a reference that was not replaced' },
      ]);
  }
}

/** Pairs each schema that stands in the document itself with its object after dereferencing. */
function identify(document: JsonObject, dereferenced: JsonObject): Dereferenced['pointerOf'] {
  const pointers = new WeakMap<object, SchemaPointer>();
  for (const place of places(document)) {
    if (place.kind !== 'schema' || referenceOf(place.value) !== undefined) continue;
    const schema = valueAt(dereferenced, place.at);
    if (isObject(schema) && !pointers.has(schema)) pointers.set(schema, place.at);
  }
  return (schema) => (typeof schema === 'object' ? pointers.get(schema) : undefined);
}
