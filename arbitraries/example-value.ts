import { isObject, type Json, type JsonObject } from '../spec/json.ts';
import {
  type Direction,
  isHidden,
  type Schema,
  type SchemaObject,
  typesOf,
} from '../spec/json-schema/schema.ts';
import type { Contract } from '../spec/openapi/contract.ts';
import { typicalValue } from './typical-value.ts';
import { listUnstatedTags } from './valid/unstated-tags.ts';

/** How to compose an example of a schema's values. */
export interface ExampleOptions {
  contract: Pick<Contract, 'pointerTo'>;
  direction: Direction;
  /** Whether optional properties are included. */
  properties: 'required' | 'all';
  /** A text that differs between runs, appended to names that may have to be unique on the target. */
  suffix: string;
  /** Lists values that the target is known to accept for a property of this name, such as ids of existing resources. */
  findValues(name: string): readonly Json[];
  /**
   * Generates a valid value at random, for a schema with neither an example nor a typical value. Undefined if that
   * fails.
   */
  sample(schema: Schema): Json | undefined;
}

const MAX_DEPTH = 8;
/** Arrays that need more items are not composed. */
const MAX_ITEMS = 100;

/**
 * Composes the value that a person would write first: from known values of the target, from the examples, constants,
 * defaults and first enum values of the schema and its subschemas, and otherwise from typical values for their formats
 * and names. The value may be invalid, so validate it before use.
 */
export function composeExample(
  schema: Schema,
  options: ExampleOptions,
  name = '',
  depth = 0,
): Json | undefined {
  if (typeof schema === 'boolean' || depth > MAX_DEPTH) return options.sample(schema);
  const known = options.findValues(name)[0] ?? writtenExample(schema);
  if (known !== undefined) return known;
  const branch = [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])].find((each) => !isNull(each));
  const parts = [...(schema.allOf ?? []), ...(branch === undefined ? [] : [branch])];
  if (isObjectSchema(schema) || parts.some(isObjectSchema))
    return composeObject(schema, parts, options, depth);
  if (parts.length > 0 && branch !== undefined) return composeExample(branch, options, name, depth + 1);
  if (typesOf(schema)?.includes('array')) return composeArray(schema, options, name, depth);
  return typicalValue(schema, name, options.suffix) ?? options.sample(schema);
}

/** Returns the value that the schema states: `example`, `examples`, `const`, `default`, or the first of `enum`. */
function writtenExample({
  example,
  examples,
  const: constant,
  default: preset,
  enum: values,
}: SchemaObject): Json | undefined {
  const candidates = [
    example,
    examples?.[0],
    constant,
    preset ?? undefined,
    values?.find((value) => value !== null),
  ];
  return candidates.find((value) => value !== undefined) as Json | undefined; // values of a JSON document
}

const isNull = (schema: Schema): boolean =>
  typeof schema === 'object' && (schema.type === 'null' || schema.const === null);

const isObjectSchema = (schema: Schema): boolean =>
  typeof schema === 'object' &&
  (schema.properties !== undefined ||
    schema.required !== undefined ||
    (typesOf(schema)?.includes('object') ?? false) ||
    (schema.allOf ?? []).some(isObjectSchema));

function composeObject(
  schema: SchemaObject,
  parts: readonly Schema[],
  options: ExampleOptions,
  depth: number,
): Json | undefined {
  const value: JsonObject = {};
  for (const part of parts) {
    const composed = typeof part === 'object' ? composeExample(part, options, '', depth + 1) : undefined;
    if (isObject(composed)) Object.assign(value, composed);
  }
  const { properties = {}, required = [] } = schema;
  const names = new Set([...required, ...(options.properties === 'all' ? Object.keys(properties) : [])]);
  for (const name of names) {
    const property = properties[name];
    if (isHidden(property, options.direction) || (property === undefined && Object.hasOwn(value, name)))
      continue;
    const composed = composeExample(property ?? true, options, name, depth + 1);
    if (composed !== undefined) value[name] = composed;
  }
  const [tag] = parts.flatMap((part) => listUnstatedTags(schema, part, options.contract));
  if (schema.discriminator && tag !== undefined) value[schema.discriminator.propertyName] = tag;
  return value;
}

function composeArray(
  { items = true, prefixItems = [], minItems = 0, maxItems = Number.POSITIVE_INFINITY }: SchemaObject,
  options: ExampleOptions,
  name: string,
  depth: number,
): Json[] | undefined {
  const wanted = Math.max(minItems, options.properties === 'all' ? 1 : 0);
  if (wanted > MAX_ITEMS) return undefined;
  return Array.from({ length: Math.min(wanted, maxItems) }).flatMap((_, index) => {
    const item = composeExample(prefixItems[index] ?? items, options, name, depth + 1);
    return item === undefined ? [] : [item];
  });
}
