import type { Schema, SchemaObject } from './schema.ts';

/** A subschema: by which keyword and key it is reached, and what it adds to the place's name. */
export interface Subschema {
  keyword: string;
  key?: string | number;
  schema: Schema;
  /** `/name` steps into the value, `@name` picks a branch for the same value. */
  step: string;
}

const word = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

const one =
  (keyword: string, step: string) =>
  (schema: SchemaObject): Subschema[] => {
    const sub = schema[keyword];
    if (typeof sub !== 'object' && typeof sub !== 'boolean') return [];
    return [{ keyword, schema: sub as Schema, step }]; // the keyword's value is a schema (meta-schema checked on loading)
  };

const list =
  (keyword: string, step: (index: number) => string) =>
  (schema: SchemaObject): Subschema[] => {
    const subs = schema[keyword];
    if (!Array.isArray(subs)) return [];
    return subs.map((sub: Schema, key) => ({ keyword, key, schema: sub, step: step(key) }));
  };

const map =
  (keyword: string, step: (name: string, index: number) => string) =>
  (schema: SchemaObject): Subschema[] => {
    const subs = schema[keyword];
    if (typeof subs !== 'object' || subs === null) return [];
    return Object.entries(subs).map(([key, sub], index) => ({
      keyword,
      key,
      schema: sub as Schema,
      step: step(key, index),
    })); // as above
  };

/** Every keyword that holds subschemas (JSON Schema 2020-12 core, section 10). Branches of unions are named by the node. */
const applicators: readonly ((schema: SchemaObject) => Subschema[])[] = [
  map('properties', (name) => `/${word(name)}`),
  map('patternProperties', (_, index) => `/+${index}`),
  one('additionalProperties', '/+'),
  one('propertyNames', '@name'),
  map('dependentSchemas', (name) => `@with-${word(name)}`),
  list('prefixItems', (index) => `/${index}`),
  one('items', '/-'),
  one('contains', '/-contained'),
  list('allOf', (index) => `@all-${index}`),
  list('anyOf', (index) => `@${index}`),
  list('oneOf', (index) => `@${index}`),
  one('not', '@not'),
  one('if', '@if'),
  one('then', '@then'),
  one('else', '@else'),
];

/** The direct subschemas of a schema, in the order of the table. */
export function subschemas(schema: Schema): Subschema[] {
  return typeof schema === 'boolean' ? [] : applicators.flatMap((applicator) => applicator(schema));
}
