/**
 * A schema after loading: `$ref`s replaced by the schema they name (so cycles are object cycles), OpenAPI 3.0
 * spellings rewritten as JSON Schema 2020-12, and a `$ref` with siblings rewritten as `allOf`.
 */
export type Schema = boolean | SchemaObject;

export type SchemaType = 'null' | 'boolean' | 'object' | 'array' | 'number' | 'integer' | 'string';

interface Discriminator {
  propertyName: string;
  mapping?: Record<string, string>;
}

/** The keywords of JSON Schema 2020-12 that the engine reads, and OpenAPI's `discriminator`. */
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
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema;
  patternProperties?: Record<string, Schema>;
  propertyNames?: Schema;
  minProperties?: number;
  maxProperties?: number;
  dependentRequired?: Record<string, string[]>;
  dependentSchemas?: Record<string, Schema>;
  items?: Schema;
  prefixItems?: Schema[];
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

/** A request carries no `readOnly` properties, a response no `writeOnly` ones (OpenAPI 3.1.1, 4.8.24.2). */
export type Direction = 'request' | 'response';

/** Whether the property may not stand in messages of this direction. */
export function isHidden(schema: Schema | undefined, direction: Direction): boolean {
  if (typeof schema !== 'object') return false;
  return direction === 'request' ? schema.readOnly === true : schema.writeOnly === true;
}

/** The names that `required` demands in messages of this direction. */
export function requiredOf(schema: SchemaObject, direction: Direction): string[] {
  return (schema.required ?? []).filter((name) => !isHidden(schema.properties?.[name], direction));
}

/** The types a schema allows by its own `type` keyword; undefined where it has none. */
export function typesOf(schema: SchemaObject): SchemaType[] | undefined {
  return typeof schema.type === 'string' ? [schema.type] : schema.type;
}
