import type { Json } from '../../spec/json.ts';
import type { SchemaObject, SchemaType } from '../../spec/schema.ts';
import { typesOf } from '../../spec/schema.ts';

/** The type of a JSON value in JSON Schema's words; of a whole number, `integer`. */
export function jsonType(value: Json): SchemaType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value as 'boolean' | 'string' | 'object'; // what is left of JSON
}

/** Whether the schema's own `type` lets the value in. */
export function hasType(schema: SchemaObject, value: Json): boolean {
  const types = typesOf(schema);
  const own = jsonType(value);
  return types === undefined || types.includes(own) || (own === 'integer' && types.includes('number'));
}

/** JSON Schema's equality, near enough for what stands in `enum`: by text. */
export const isEqual = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
