import type { Json } from '../json.ts';
import { type SchemaObject, type SchemaType, typesOf } from './schema.ts';

/** The type of a JSON value in JSON Schema's words; of a whole number, `integer`. */
export function jsonType(value: unknown): SchemaType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value as 'boolean' | 'string' | 'object'; // what is left of JSON
}

/** Whether a list of types lets one in: `number` stands for `integer` too. */
export const allows = (types: readonly SchemaType[], type: SchemaType): boolean =>
  types.includes(type) || (type === 'integer' && types.includes('number'));

/** Whether the schema's own `type` lets the value in. */
export function hasType(schema: SchemaObject, value: Json): boolean {
  const types = typesOf(schema);
  return types === undefined || allows(types, jsonType(value));
}
