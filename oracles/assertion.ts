import { isObject } from '../spec/json.ts';
import type { SchemaObject } from '../spec/schema.ts';

type Kind = 'string' | 'number' | 'array' | 'object' | 'any';

/** The type of value that each keyword speaks of (JSON Schema 2020-12 validation, section 6); of other values it says nothing. */
const speaksOf: Readonly<Record<string, Kind>> = {
  minLength: 'string',
  maxLength: 'string',
  pattern: 'string',
  minimum: 'number',
  maximum: 'number',
  exclusiveMinimum: 'number',
  exclusiveMaximum: 'number',
  multipleOf: 'number',
  minItems: 'array',
  maxItems: 'array',
  uniqueItems: 'array',
  contains: 'array',
  minProperties: 'object',
  maxProperties: 'object',
  additionalProperties: 'object',
  propertyNames: 'object',
  dependentRequired: 'object',
  required: 'object',
  discriminator: 'object',
};

function isKind(value: unknown, kind: Kind): boolean {
  if (kind === 'any') return true;
  if (kind === 'array') return Array.isArray(value);
  return kind === 'object' ? isObject(value) : typeof value === kind;
}

/** Whether a keyword says anything about such a value. */
export function concerns(schema: SchemaObject, keyword: string, value: unknown): boolean {
  if (keyword === 'format')
    return typeof value === (schema.type === 'number' || schema.type === 'integer' ? 'number' : 'string');
  return isKind(value, speaksOf[keyword] ?? 'any');
}

/** Whether `properties` or `patternProperties` lists the name, so that `additionalProperties` leaves it alone (core, 10.3.2.3). */
export function isListed(schema: SchemaObject, name: string): boolean {
  if (Object.hasOwn(schema.properties ?? {}, name)) return true;
  return Object.keys(schema.patternProperties ?? {}).some((pattern) => new RegExp(pattern, 'u').test(name));
}
