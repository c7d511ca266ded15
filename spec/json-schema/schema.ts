/**
 * A schema after loading. Every `$ref` is replaced by its target (recursive schemas are cyclic objects), keywords of
 * OpenAPI 3.0 are rewritten as JSON Schema 2020-12, and a `$ref` with sibling keywords is rewritten as `allOf`.
 */
export type Schema = boolean | SchemaObject;

export type SchemaType = 'null' | 'boolean' | 'object' | 'array' | 'number' | 'integer' | 'string';

interface Discriminator {
  propertyName: string;
  mapping?: Record<string, string>;
}

/** The keywords of JSON Schema 2020-12 and OpenAPI's `discriminator`; `keywords/keywords.ts` defines each. */
export interface SchemaObject {
  type?: SchemaType | SchemaType[];
  enum?: unknown[];
  const?: unknown;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  not?: Schema;
  if?: Schema;
  then?: Schema;
  else?: Schema;
  $schema?: string;
  $vocabulary?: Record<string, boolean>;
  $id?: string;
  $anchor?: string;
  $dynamicAnchor?: string;
  $ref?: string;
  $dynamicRef?: string;
  $defs?: Record<string, Schema>;
  $comment?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema;
  patternProperties?: Record<string, Schema>;
  unevaluatedProperties?: Schema;
  propertyNames?: Schema;
  minProperties?: number;
  maxProperties?: number;
  dependentRequired?: Record<string, string[]>;
  dependentSchemas?: Record<string, Schema>;
  items?: Schema;
  prefixItems?: Schema[];
  unevaluatedItems?: Schema;
  contains?: Schema;
  minContains?: number;
  maxContains?: number;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  format?: string;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  multipleOf?: number;
  contentEncoding?: string;
  contentMediaType?: string;
  contentSchema?: Schema;
  readOnly?: boolean;
  writeOnly?: boolean;
  discriminator?: Discriminator;
  title?: string;
  description?: string;
  examples?: unknown[];
  example?: unknown;
  default?: unknown;
  deprecated?: boolean;
  [keyword: string]: unknown;
}

/**
 * The direction of a message. Requests omit `readOnly` properties, responses omit `writeOnly` ones (OpenAPI 3.1.1,
 * 4.8.24.2).
 */
export type Direction = 'request' | 'response';

/** Whether messages of this direction omit a property with this schema, because it is `readOnly` or `writeOnly`. */
export function isHidden(schema: Schema | undefined, direction: Direction): boolean {
  if (typeof schema !== 'object') return false;
  const isOmitted = direction === 'request' ? schema.readOnly === true : schema.writeOnly === true;
  return isOmitted || (schema.allOf ?? []).some((part) => isHidden(part, direction));
}

/** Lists the properties that messages of this direction omit: those that the schema itself or its `allOf` declares. */
export function listHiddenNames(schema: Schema, direction: Direction): string[] {
  if (typeof schema === 'boolean') return [];
  const properties = Object.entries(schema.properties ?? {});
  return [
    ...properties.filter(([, property]) => isHidden(property, direction)).map(([name]) => name),
    ...(schema.allOf ?? []).flatMap((part) => listHiddenNames(part, direction)),
  ];
}

/**
 * Whether null is tolerated although the schema rejects it. `nullable` has no effect without `type` in OpenAPI 3.0, and
 * none in JSON Schema, but its authors mean null. Requests contain null neither as a valid nor as an invalid value
 * then.
 */
export const toleratesNull = (schema: Schema): boolean =>
  typeof schema === 'object' && schema.nullable === true;

/** Lists the required names, without properties that messages of this direction omit. */
export function listRequired(schema: SchemaObject, direction: Direction): string[] {
  if (schema.required === undefined) return [];
  const hidden = listHiddenNames(schema, direction);
  return schema.required.filter((name) => !hidden.includes(name));
}

/** Returns the types in the schema's own `type`; undefined if it has none. */
export function typesOf(schema: SchemaObject): SchemaType[] | undefined {
  return typeof schema.type === 'string' ? [schema.type] : schema.type;
}

/** Whether the schema limits a text by its length only. */
export const isFreeText = (schema: Schema): boolean =>
  typeof schema !== 'boolean' &&
  (['format', 'pattern', 'enum', 'const', 'contentEncoding'] as const).every(
    (keyword) => schema[keyword] === undefined,
  );
