import fc from 'fast-check';
import type { ValidContext } from '../../arbitraries/valid-context.ts';
import { validValue } from '../../arbitraries/valid-value.ts';
import { isJsonObject, type Json, type JsonObject } from '../../spec/json.ts';
import { type Schema, type SchemaObject, typesOf } from '../../spec/json-schema/schema.ts';
import { ifSupported } from '../if-supported.ts';

/** A valid value of the schema, determined by the seed; an empty list if none can be generated. */
export const sampleOne = (schema: SchemaObject, values: ValidContext, seed: number): Json[] =>
  ifSupported(
    () => fc.sample(validValue(schema, values), { seed, numRuns: 1 }),
    () => [],
  );

/** A valid object with every property that the schema names; an empty list if the schema allows no object. */
export function sampleFullObject(schema: Schema, values: ValidContext, seed: number): JsonObject[] {
  if (typeof schema === 'boolean' || !typesOf(schema)?.includes('object')) return [];
  const required = [...new Set([...(schema.required ?? []), ...Object.keys(schema.properties ?? {})])];
  return sampleOne({ ...schema, required }, values, seed).filter(isJsonObject);
}
