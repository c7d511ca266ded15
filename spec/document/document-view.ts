import { isObject, type Json, type JsonObject, joinPointer, type SchemaPointer, valueAt } from '../json.ts';
import type { Schema } from '../json-schema/schema.ts';
import type { Dereferenced } from './dereference.ts';
import { resolve } from './resolve.ts';

/** A document that can be looked at with its references followed: their targets' values and own places. */
export interface View {
  document: JsonObject;
  dereferenced: Dereferenced;
}

/** An object of the document and its own place. */
export interface Viewed {
  value: JsonObject;
  at: SchemaPointer;
}

/** The object at a place, a reference followed; undefined where there is none. */
export function look(view: View, pointer: SchemaPointer): Viewed | undefined {
  const found = resolve(view.document, pointer);
  return found && isObject(found.value) ? { value: found.value as JsonObject, at: found.at } : undefined;
}

/** The objects of a map field by name, references followed. */
export function* lookAll(view: View, { value, at }: Viewed, field: string): Generator<[string, Viewed]> {
  const held = own(value, field);
  if (typeof held !== 'object' || held === null) return;
  for (const name of Object.keys(held)) {
    const found = look(view, joinPointer(at, field, name));
    if (found) yield [name, found];
  }
}

/** An own field's value. */
export function own(object: JsonObject, field: string): Json | undefined {
  return Object.hasOwn(object, field) ? object[field] : undefined;
}

/** A field that is text, for the types whose optional fields are absent rather than undefined. */
export function text<Name extends string>(object: JsonObject, field: Name): { [name in Name]?: string } {
  const value = own(object, field);
  return typeof value === 'string' ? ({ [field]: value } as { [name in Name]?: string }) : {}; // the name is `field`
}

/** The schema in the field `schema` and its own place; a missing one admits everything. */
export function schemaIn(view: View, holder: Viewed): { schema: Schema; schemaPointer: SchemaPointer } {
  const found = resolve(view.document, joinPointer(holder.at, 'schema'));
  if (!found) return { schema: true, schemaPointer: holder.at };
  const value = valueAt(view.dereferenced.document, found.at);
  const schema = typeof value === 'boolean' || isObject(value) ? (value as Schema) : true; // JSON Schema's own schema was asked
  return { schema, schemaPointer: found.at };
}
