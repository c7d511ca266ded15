import type { Json } from '../json.ts';
import type { ValueType } from './keywords/definition.ts';
import { type SchemaObject, type SchemaType, typesOf } from './schema.ts';

/** The JSON Schema type of a value: `integer` for whole numbers. */
export function getJsonType(value: unknown): SchemaType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value as 'boolean' | 'string' | 'object'; // JSON has no other types
}

/**
 * Returns the type of a value as keywords distinguish it. Integers are numbers, because no keyword applies only to
 * integers.
 */
export function getValueType(value: unknown): ValueType {
  const type = getJsonType(value);
  return type === 'integer' ? 'number' : type;
}

/** Whether a list of types includes one: `number` includes `integer`. */
export const allowsType = (types: readonly SchemaType[], type: SchemaType): boolean =>
  types.includes(type) || (type === 'integer' && types.includes('number'));

/** Whether the schema's own `type` allows the value. Subschemas are ignored. */
export function hasType(schema: SchemaObject, value: Json): boolean {
  const types = typesOf(schema);
  return types === undefined || allowsType(types, getJsonType(value));
}
